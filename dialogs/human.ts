import type { GuidanceStep } from '../src/core/description.ts';
import { choice, type Dialog, go, restsOn, type Turn, takeResume, text } from '../src/core/dialog.ts';
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
        const ways = TO_A_PERSON.flatMap((path) => steps.find((step) => step.path === path) ?? []);
        const way = ways.filter((step) => isReachable(turn, step)).slice(0, 1);
        const receives = turn.context.receivers.length > 0;
        return {
          parts: [
            text('human:intro'),
            ...(receives ? [text('human:handOver')] : []),
            ...way.map((step) => stepPart(turn, step, 1)),
            ...(way.length === 0 ? [text('human:callMunicipality')] : []),
            text('human:lines'),
            text('human:interpreter'),
          ],
          choices: [
            ...(receives ? [choice('human.handoff', 'guidance:handOver')] : []),
            ...(turn.session.description.place ? [] : [choice('human.place', 'human:sayWhere')]),
            choice('human.back', 'human:goOn'),
          ],
          ...restsOn(way),
        };
      },
      chosen(turn, value) {
        if (value === 'human.handoff') return { go: go('handoff', 'start') };
        if (value === 'human.place') return { go: go('ask-missing', 'place') };
        return { go: takeResume(turn) ?? go('flow', 'next') };
      },
    },
  },
};

/** Whether a step has a number that one can call: a page is no person. */
function isReachable({ session, context }: Turn, step: GuidanceStep): boolean {
  const danger = session.description.urgency === 'emergency';
  return context.directory.cards(step.resources, { danger, now: context.now }).some(({ tel }) => tel !== null);
}
