import { type Dialog, type Dialogs, go, type Turn, text } from '../src/core/dialog.ts';
import { adviceQuery } from '../src/core/merge.ts';
import type { Place } from '../src/core/session.ts';
import { askMissing } from './ask-missing.ts';
import { closing, interruptWithStart, interruptWithStop } from './closing.ts';
import { confirmUnderstanding } from './confirm-understanding.ts';
import { consent } from './consent.ts';
import { describe } from './describe.ts';
import { emergency, interruptWithDanger, interruptWithEmergency } from './emergency.ts';
import { forget, interruptWithForget } from './forget.ts';
import { guidance } from './guidance.ts';
import { handoff, interruptWithRecall } from './handoff.ts';
import { human } from './human.ts';
import { answer } from './question.ts';
import { interruptWithStatus, status } from './status.ts';
import { firstWords, welcome } from './welcome.ts';

/** Questions in a row that would feel like a form. */
const MOST_QUESTIONS = 3;

/** Worries first: from what is known, the one thing that comes next. */
export function next(turn: Turn): Place {
  const { session, context } = turn;
  const { description } = session;
  if (!session.lang) return go('welcome', 'language');
  session.ended = false;
  const nothingYet = description.observations.length === 0 && description.intents.length === 0;
  if (session.suggested.length > 0 && (session.confirmed || description.observations.length === 0)) {
    return go('confirm-understanding', 'suggest');
  }
  if (nothingYet) return go('describe', 'story');
  if (description.observations.length > 0 && !session.confirmed) return go('confirm-understanding', 'mirror');
  const { missing } = context.advisor.advise(adviceQuery(description));
  const open = missing.filter((fact) => !session.asked.includes(fact));
  if (open[0] && session.asked.length < MOST_QUESTIONS) return go('ask-missing', open[0]);
  return go('guidance', 'steps');
}

/** A place that stands for 'whatever comes next'. */
const flow: Dialog = { name: 'flow', steps: { next: { ask: (turn) => ({ go: next(turn) }) } } };

const list = [
  welcome,
  describe,
  confirmUnderstanding,
  askMissing,
  guidance,
  handoff,
  consent,
  status,
  emergency,
  forget,
  human,
  closing,
  flow,
];

/** Every dialog, and how one interrupts another. */
export const dialogs: Dialogs = {
  all: Object.fromEntries(list.map((dialog) => [dialog.name, dialog])),
  next,
  interruptions: {
    emergency: interruptWithEmergency,
    danger: interruptWithDanger,
    forget: interruptWithForget,
    stop: interruptWithStop,
    start: interruptWithStart,
    help: ({ session }) => ({ go: session.at, say: [text('repair:help')] }),
    human(turn) {
      if (turn.session.at.dialog !== 'human') turn.session.resume = turn.session.at;
      return { go: go('human', 'ways') };
    },
    language(turn) {
      const { at } = turn.session;
      if (at.step !== 'language') turn.session.resume = at;
      return { go: go('welcome', 'language') };
    },
    status: interruptWithStatus,
    change: ({ session }) => ({
      go:
        session.description.observations.length > 0 ? go('confirm-understanding', 'correct') : go('describe', 'story'),
    }),
    recall: interruptWithRecall,
    question: answer,
    firstWords,
    lost: (turn) => {
      turn.session.misses = 0;
      if (!turn.session.lang) return { go: go('welcome', 'language') };
      return { go: go('describe', 'groups'), say: [text('repair:twice')] };
    },
  },
};
