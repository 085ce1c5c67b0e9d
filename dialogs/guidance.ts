import type { GuidanceStep } from '../src/core/description.ts';
import { choice, type Dialog, go, restsOn, type Turn, text, words } from '../src/core/dialog.ts';
import { adviceQuery } from '../src/core/merge.ts';
import type { Choice, Part, Words } from '../src/core/reply.ts';
import type { PathId } from '../src/core/vocabulary.ts';

/** What must be done at once stands first and is never cut away; of the rest, at most so many at a time. */
const AT_ONCE = 3;
const AT_ONCE_PATHS: readonly PathId[] = ['emergency_112', 'missing_116000'];
/** More ways to reach the same help than this make a step harder to read, not better. */
const CARDS = 2;

/** Short, ordered, local: why each step fits, what it is, how to reach it, what happens next, and what it honestly means. */
export const guidance: Dialog = {
  name: 'guidance',
  back: { more: go('guidance', 'steps'), next: go('confirm-understanding', 'mirror') },
  again: { next: go('guidance', 'steps') },
  steps: {
    steps: {
      ask(turn) {
        const { steps } = turn.context.advisor.advise(adviceQuery(turn.session.description));
        const shown = firstSteps(steps);
        turn.session.advised = shown.map(({ path, rule }) => ({ path, rule }));
        turn.session.memo.more = steps.length > shown.length ? 'left' : 'none';
        const described = turn.session.description.observations.length > 0;
        return {
          parts: [
            text(described ? 'guidance:intro' : 'guidance:introGeneral'),
            ...(described ? [text('guidance:noVerdict')] : []),
            ...(isElsewhere(turn)
              ? [text('guidance:noLocal', { place: { name: turn.session.description.place ?? '' } })]
              : []),
            ...shown.map((step, index) => stepPart(turn, step, index + 1)),
            text('guidance:whatNow'),
          ],
          choices: choicesAfter(turn),
          standsAt: go('guidance', 'next'),
          ...restsOn(shown),
        };
      },
    },
    more: {
      ask(turn) {
        const { steps } = turn.context.advisor.advise(adviceQuery(turn.session.description));
        const shown = firstSteps(steps);
        const rest = steps.filter((step) => !shown.includes(step));
        turn.session.advised = steps.map(({ path, rule }) => ({ path, rule }));
        turn.session.memo.more = 'shown';
        return {
          parts: [
            text('guidance:moreIntro'),
            ...rest.map((step, index) => stepPart(turn, step, shown.length + index + 1)),
            text('guidance:whatNow'),
          ],
          choices: choicesAfter(turn),
          standsAt: go('guidance', 'next'),
          ...restsOn(rest),
        };
      },
    },
    /** Where the person stands once the guidance was shown: asked again, it does not repeat four screens. */
    next: {
      ask: (turn) => ({ parts: [text('guidance:whatNow')], choices: choicesAfter(turn) }),
      chosen(_turn, value) {
        if (value === 'guidance.handoff') return { go: go('handoff', 'start') };
        if (value === 'guidance.more') return { go: go('guidance', 'more') };
        if (value === 'guidance.steps') return { go: go('guidance', 'steps') };
        return { go: go('confirm-understanding', 'mirror') };
      },
    },
  },
};

/** A known place that the knowledge has no local help for: said, not passed over. */
function isElsewhere({ session, context }: Turn): boolean {
  const { place } = session.description;
  const municipality = place && context.directory.municipalityOf(place);
  return Boolean(municipality && !context.directory.municipalities.includes(municipality));
}

function choicesAfter({ session, context }: Turn): Choice[] {
  const { more } = session.memo;
  return [
    ...(context.receivers.length > 0
      ? [{ ...choice('guidance.handoff', 'guidance:handOver'), means: 'human' as const }]
      : []),
    ...(more === 'left' ? [{ ...choice('guidance.more', 'guidance:more'), means: 'more' as const }] : []),
    ...(more === 'shown' ? [choice('guidance.steps', 'guidance:firstAgain')] : []),
    choice('guidance.add', 'guidance:addOrChange'),
    choice('do.stop', 'guidance:enough'),
    choice('do.forget', 'forget:title'),
  ];
}

function firstSteps(steps: GuidanceStep[]): GuidanceStep[] {
  const atOnce = steps.filter(({ path }) => AT_ONCE_PATHS.includes(path));
  return [...atOnce, ...steps.filter((step) => !atOnce.includes(step)).slice(0, AT_ONCE)];
}

/** One step as a paragraph with its contacts. Also used where a single way to a person is shown. */
export function stepPart(turn: Turn, step: GuidanceStep, number: number): Part {
  const { session, context } = turn;
  const why = words(`rules:${step.rule.split('@')[0]}`);
  const danger = session.description.urgency === 'emergency';
  const cards = context.directory.cards(step.resources, { danger, now: context.now }).slice(0, CARDS);
  return {
    kind: 'step',
    number,
    title: pathText(turn, step.path, 'title'),
    lines: [why, pathText(turn, step.path, 'what'), pathText(turn, step.path, 'how')],
    cards,
    after: [pathText(turn, step.path, 'next'), pathText(turn, step.path, 'honest')],
  };
}

/** A path's text, for a young person in their own words where there are any. */
function pathText({ session, context }: Turn, path: PathId, part: string): Words {
  const young = `paths:${path}.young.${part}` as const;
  if (session.description.role === 'young_person' && context.directory.hasText(young)) return words(young);
  return words(`paths:${path}.${part}`);
}
