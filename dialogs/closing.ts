import { choice, type Dialog, go, type Move, type Turn, text } from '../src/core/dialog.ts';
import { newSession } from '../src/core/session.ts';
import { isPending } from './draft.ts';

/** The end, and the way back from it. */
export const closing: Dialog = {
  name: 'closing',
  steps: {
    stopped: {
      ask: (turn) => ({
        parts: [
          text('closing:stopped'),
          ...(isPending(turn) ? [text('closing:pending', { at: { clock: turn.session.sent?.deliverAt ?? '' } })] : []),
          text('closing:kept'),
        ],
        choices: [
          ...(isPending(turn) ? [choice('do.recall', 'handoff:recall')] : []),
          { ...choice('do.start', 'closing:startAgain'), means: 'start' },
          choice('closing.goOn', 'closing:goOn'),
          choice('do.forget', 'forget:title'),
        ],
        ended: true,
      }),
      chosen({ session }) {
        session.ended = false;
        return { go: go('flow', 'next') };
      },
    },
  },
};

export function interruptWithStop({ session }: Turn): Move {
  session.ended = true;
  return { go: go('closing', 'stopped') };
}

/** Start again: what was described goes, the language stays, and so does the way to take back what was just sent. */
export function interruptWithStart({ session, context }: Turn): Move {
  const { id, channel, lang, langChosen, sent } = session;
  Object.assign(session, newSession(id, channel, context.now), { lang, langChosen, sent });
  return { go: go('welcome', 'language') };
}
