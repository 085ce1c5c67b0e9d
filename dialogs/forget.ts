import { choice, type Dialog, go, type Move, type Turn, takeResume, text } from '../src/core/dialog.ts';
import { takeBack } from './draft.ts';

/** Erases the conversation at once, also on disk, and says what it cannot erase (contract section 7). */
export const forget: Dialog = {
  name: 'forget',
  steps: {
    confirm: {
      ask: () => ({
        parts: [text('forget:sure')],
        choices: [
          { ...choice('forget.yes', 'forget:yes'), means: 'yes' },
          { ...choice('forget.no', 'forget:no'), means: 'no' },
        ],
      }),
      chosen(turn, value) {
        if (value === 'forget.yes') return erase(turn);
        return { go: takeResume(turn) ?? go('flow', 'next'), say: [text('forget:kept')] };
      },
    },
    /** What has not reached anybody yet is ours to forget, too. */
    recalling: {
      ask: () => ({ go: go('forget', 'done') }),
      outcome(turn, outcome) {
        const taken = outcome.type === 'RecallTicket' && outcome.ok;
        if (taken) turn.session.sent = null;
        return { ...erased, say: taken ? [text('handoff:recalled')] : [] };
      },
    },
    done: {
      ask: ({ session }) => ({
        parts: [
          text('forget:done'),
          text(`forget:cannot.${session.channel}`),
          ...(session.sent ? [text('forget:ticketStays')] : []),
          text('forget:welcomeBack'),
        ],
        ended: true,
      }),
    },
  },
};

const erased: Move = { go: go('forget', 'done'), effects: [{ type: 'Forget' }] };

/** The exact phrase or a tap acts at once; inside a longer sentence one tap confirms (contract section 5). */
export function interruptWithForget(turn: Turn, sure: boolean): Move {
  if (sure) return erase(turn);
  turn.session.resume = turn.session.at;
  return { go: go('forget', 'confirm') };
}

function erase(turn: Turn): Move {
  turn.session.ended = true;
  return takeBack(turn, go('forget', 'recalling')) ?? erased;
}
