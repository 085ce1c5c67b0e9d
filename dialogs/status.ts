import { fold } from '../src/core/choices.ts';
import { choice, type Dialog, go, type Move, type Turn, takeResume, text } from '../src/core/dialog.ts';
import { isPending } from './draft.ts';

/** Where a case stands, for whoever has the receipt code: the state and nothing of its content. */
export const status: Dialog = {
  name: 'status',
  steps: {
    code: {
      private: true,
      ask: () => ({
        parts: [text('status:askCode')],
        choices: [{ ...choice('status.leave', 'status:noCode'), means: 'skip' }],
      }),
      chosen: leave,
      told(turn, said) {
        const digits = fold(said).replaceAll(' ', '');
        if (!/^\d{16}$/.test(digits)) return { go: go('status', 'code'), say: [text('status:notACode')] };
        return lookUp(turn, digits);
      },
      outcome(_turn, outcome) {
        if (outcome.type !== 'LookUpTicket') return { go: go('status', 'code') };
        if (outcome.throttled) return { go: go('status', 'code'), say: [text('status:tooMany')] };
        if (!outcome.found) return { go: go('status', 'code'), say: [text('status:unknown')] };
        const { state, since, unitName, deliverAt, demo } = outcome.found;
        return {
          go: go('status', 'shown'),
          say: [
            text(`status:state.${state}`, {
              unit: { name: unitName },
              since: { date: since, time: true },
              deliverAt: { date: deliverAt, time: true },
            }),
            ...(demo ? [text('common:demo')] : []),
          ],
        };
      },
    },
    shown: {
      ask: (turn) => ({
        parts: [text('status:whatNow')],
        choices: [
          ...(isPending(turn) ? [choice('do.recall', 'handoff:recall')] : []),
          choice('status.again', 'status:another'),
          choice('status.leave', 'status:goOn'),
        ],
      }),
      chosen: (turn, value) => (value === 'status.again' ? { go: go('status', 'code') } : leave(turn)),
    },
  },
};

export function interruptWithStatus(turn: Turn, receipt?: string): Move {
  if (turn.session.at.dialog !== 'status') turn.session.resume = turn.session.at;
  return receipt ? lookUp(turn, receipt) : { go: go('status', 'code') };
}

function lookUp(_turn: Turn, receipt: string): Move {
  return { go: go('status', 'code'), effects: [{ type: 'LookUpTicket', receipt }] };
}

function leave(turn: Turn): Move {
  return { go: takeResume(turn) ?? go('flow', 'next') };
}
