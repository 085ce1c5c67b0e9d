import { choice, type Dialog, go, restsOn, text } from '../src/core/dialog.ts';
import { adviceQuery } from '../src/core/merge.ts';
import type { PathId } from '../src/core/vocabulary.ts';
import { stepPart } from './guidance.ts';

/** The ways that lead to a person, in the order in which they suit somebody who asked for one. */
const TO_A_PERSON: readonly PathId[] = [
  'advice_no_assessment',
  'ask_support',
  'report_private',
  'helpline_child',
  'helpline_adult',
];

/** Somebody asks for a person: never more than one step away. */
export const human: Dialog = {
  name: 'human',
  steps: {
    ways: {
      ask(turn) {
        const query = adviceQuery(turn.session.description);
        const { steps } = turn.context.advisor.advise({
          ...query,
          intents: [...new Set([...query.intents, 'ask_help' as const])],
        });
        const way = TO_A_PERSON.flatMap((path) => steps.find((step) => step.path === path) ?? []).slice(0, 1);
        const receives = turn.context.receivers.length > 0;
        return {
          parts: [
            text('human:intro'),
            ...(receives ? [text('human:handOver')] : []),
            ...way.map((step) => stepPart(turn, step, 1)),
            text('human:interpreter'),
          ],
          choices: [
            ...(receives ? [choice('human.handoff', 'guidance:handOver')] : []),
            choice('human.back', 'human:goOn'),
          ],
          ...restsOn(way),
        };
      },
      chosen({ session }, value) {
        if (value === 'human.handoff') return { go: go('handoff', 'start') };
        const resume = session.resume ?? go('flow', 'next');
        session.resume = null;
        return { go: resume };
      },
    },
  },
};
