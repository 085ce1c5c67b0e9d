/** From messages to weights: the linear model, the small models on top, and the thresholds, all chosen by cross-validation. */
import { hash } from '../features.ts';
import { LearnedModel } from '../learned.ts';
import { Linear } from '../linear.ts';
import type { Scores } from '../pairs.ts';
import { intentNumbers, placesOf, signalNumbers, urgencyNumbers } from '../pairs.ts';
import type { LearnedWeights, SmallModel } from '../weights.ts';
import type { Example, WeakExample } from './example.ts';
import { labelsFor, truth } from './example.ts';
import { fitLinear } from './fit-linear.ts';
import { fitSmall } from './fit-small.ts';
import type { Guessed } from './thresholds.ts';
import { chooseThresholds } from './thresholds.ts';

const FOLDS = 5;

export type Trained = Omit<LearnedWeights, 'messages' | 'lists'>;

/** Trains everything. `signals`: all that can be found, in a fixed order. Deterministic. */
export function train(signals: readonly string[], examples: readonly Example[], weak: readonly WeakExample[]): Trained {
  const labels = labelsFor(signals);
  const unseen = outOfFold(examples, (rest) => {
    const linear = new Linear({ ...EMPTY, ...fitLinear(labels, rest, weak) });
    return ({ features }) => linear.score(linear.known(features));
  });
  const trust = trustOf(signals, examples);
  // The small models are fitted twice: without each fold to choose the thresholds, then on everything.
  const whole = { trust, ...smallModels(labels, examples, unseen, trust) };
  const guessed = outOfFold(examples, (rest) => {
    const values = new Map(examples.map((example, at) => [example, unseen[at] as Float64Array]));
    const own = trustOf(signals, rest);
    const small = smallModels(
      labels,
      rest,
      rest.map((example) => values.get(example) as Float64Array),
      own,
    );
    const model = new LearnedModel({ ...EMPTY, labels, trust: own, ...small });
    return (example): Guessed => ({ example, judged: model.judge(example.scene, values.get(example) as Float64Array) });
  });
  return { ...fitLinear(labels, examples, weak), ...whole, thresholds: chooseThresholds(guessed) };
}

const NONE: SmallModel = { weights: [] };
const EMPTY: LearnedWeights = {
  messages: '',
  lists: '',
  labels: [],
  bias: [],
  step: [],
  hashes: new Uint32Array(0),
  rarity: new Float32Array(0),
  rows: new Int8Array(0),
  trust: [],
  signal: NONE,
  intent: NONE,
  urgency: NONE,
  thresholds: { keep: 0, assert: 2, suggest: 2, ask: 2, askNow: 2 },
};

/** Applies to each example what was made without the examples of its fold. The fold follows from the id alone. */
function outOfFold<T>(examples: readonly Example[], make: (rest: Example[]) => (example: Example) => T): T[] {
  const out: T[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = ({ id }: Example): boolean => hash(id) % FOLDS === fold;
    const apply = make(examples.filter((example) => !inFold(example)));
    examples.forEach((example, at) => {
      if (inFold(example)) out[at] = apply(example);
    });
  }
  return out;
}

/** How often a signal that the expressions found was right; a little doubt added so that few messages prove little. */
function trustOf(signals: readonly string[], examples: readonly Example[]): number[] {
  return signals.map((id) => {
    let right = 2.5;
    let all = 5;
    for (const { scene, label } of examples) {
      const says = truth(`signal:${id}`, label);
      if (!scene.signals.includes(id) || says === null) continue;
      all++;
      right += says;
    }
    return right / all;
  });
}

function smallModels(
  labels: readonly string[],
  examples: readonly Example[],
  values: readonly Float64Array[],
  trust: readonly number[],
): Pick<LearnedWeights, 'signal' | 'intent' | 'urgency'> {
  const fitted = (
    kind: string,
    numbers: (example: Example, scores: Scores, places: number[], place: number, at: number) => number[],
  ): SmallModel => {
    const places = placesOf(labels, kind);
    const rows: number[][] = [];
    const right: number[] = [];
    examples.forEach((example, index) => {
      const scores: Scores = { labels, values: values[index] as Float64Array };
      places.forEach((place, at) => {
        const says = truth(labels[place] ?? '', example.label);
        if (says === null) return;
        rows.push(numbers(example, scores, places, place, at));
        right.push(says);
      });
    });
    return fitSmall(rows, right);
  };
  return {
    signal: fitted('signal', ({ scene }, scores, places, place, at) =>
      signalNumbers(scene, scores, places, place, trust[at] ?? 0.5),
    ),
    intent: fitted('intent', ({ scene }, scores, places, place) => intentNumbers(scene, scores, places, place)),
    urgency: fitted('urgency', ({ scene }, scores, places, place) => urgencyNumbers(scene, scores, places, place)),
  };
}
