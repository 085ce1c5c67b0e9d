import type { Dialogs, Move, Question, Turn } from './dialog.ts';
import type { Effect } from './effect.ts';
import type { Part, Reply } from './reply.ts';

/** More passes than any real flow has; a loop in the dialogs' data must not hang a person's turn. */
const MAX_PASSES = 20;

export interface Arrival {
  reply: Reply | null;
  effects: Effect[];
}

/**
 * Goes where a move leads, through steps that pass on, until one asks. The sentences said on the way and the
 * question become one reply, so that one message is answered with one message. When an effect on the way must
 * first be carried out, there is no reply yet: its outcome brings it.
 */
export function arrive(turn: Turn, first: Move, dialogs: Dialogs): Arrival {
  const said: Part[] = [];
  const effects: Effect[] = [];
  let move = first;
  let emergency = false;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    said.push(...(move.say ?? []));
    effects.push(...(move.effects ?? []));
    emergency ||= move.emergency ?? false;
    turn.session.at = move.go;
    if (effects.some((effect) => effect.type !== 'Forget')) return { reply: null, effects };
    const next = step(turn, dialogs).ask(turn);
    if ('go' in next) {
      move = next;
      continue;
    }
    const reply = complete(turn, said, next, emergency);
    if (next.standsAt) turn.session.at = next.standsAt;
    return { reply, effects };
  }
  throw new Error(`the dialogs lead in a circle at ${turn.session.at.dialog}.${turn.session.at.step}`);
}

/** The step where the conversation stands. A place that a release has removed leads to the flow's own order. */
export function step(turn: Turn, dialogs: Dialogs) {
  const found = dialogs.all[turn.session.at.dialog]?.steps[turn.session.at.step];
  if (found) return found;
  turn.session.at = dialogs.next(turn);
  const fallback = dialogs.all[turn.session.at.dialog]?.steps[turn.session.at.step];
  if (!fallback) throw new Error(`no step ${turn.session.at.dialog}.${turn.session.at.step}`);
  return fallback;
}

function complete(turn: Turn, said: Part[], { standsAt: _standsAt, ...question }: Question, emergency: boolean): Reply {
  return {
    choices: [],
    paths: [],
    rules: [],
    resources: [],
    ask: null,
    ...question,
    parts: [...said, ...question.parts],
    dialog: turn.session.at.dialog,
    step: turn.session.at.step,
    emergency: emergency || (question.emergency ?? false),
  };
}
