/** Fits the linear model: logistic regression for all labels at once, by stochastic gradient descent with AdaGrad steps. */
import type { Feature } from '../features.ts';
import { weigh } from '../linear.ts';
import type { LearnedWeights } from '../weights.ts';
import { shuffled } from './chance.ts';
import type { Example, WeakExample } from './example.ts';
import { truth } from './example.ts';

const EPOCHS = 8;
const RATE = 0.2;
const SHRINK = 1e-3;
/** Expressions are many and all alike: together they may not outweigh what people write. */
const WEAK = 0.15;
/** A feature must stand in so many texts. */
const TEXTS_LEAST = 3;

export type LinearWeights = Pick<LearnedWeights, 'labels' | 'bias' | 'step' | 'hashes' | 'rarity' | 'rows'>;

interface Row {
  features: Int32Array;
  values: Float32Array;
  /** 1 or 0 for each label, and how much it counts. */
  truth: Float32Array;
  counts: Float32Array;
  whole: boolean;
}

interface Vocabulary {
  hashes: Uint32Array;
  rarity: Float32Array;
  rows: Map<number, number>;
}

/** Deterministic: the same examples in the same order give the same weights. */
export function fitLinear(
  labels: readonly string[],
  examples: readonly Example[],
  weak: readonly WeakExample[],
): LinearWeights {
  const texts = [...examples, ...weak].map(({ features }) => features);
  const vocabulary = vocabularyOf(texts);
  const rows = [
    ...examples.map((example) =>
      rowOf(example.features, vocabulary, labels, (label) => truth(label, example.label), 1),
    ),
    ...weak.map(({ features, holds, open }) =>
      rowOf(features, vocabulary, labels, (label) => (holds.includes(label) ? 1 : open(label) ? null : 0), WEAK),
    ),
  ];
  const { weights, bias } = descend(rows, vocabulary.hashes.length, labels.length);
  return {
    labels: [...labels],
    bias: [...bias],
    hashes: vocabulary.hashes,
    rarity: vocabulary.rarity,
    ...quantise(weights, labels.length),
  };
}

function vocabularyOf(texts: readonly (readonly Feature[])[]): Vocabulary {
  const times = new Map<number, number>();
  for (const features of texts) for (const { hash } of features) times.set(hash, (times.get(hash) ?? 0) + 1);
  const kept = [...times].filter(([, count]) => count >= TEXTS_LEAST).sort((a, b) => a[0] - b[0]);
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    rarity: Float32Array.from(kept, ([, count]) => Math.log(1 + texts.length / count) / 3),
    rows: new Map(kept.map(([hash], row) => [hash, row])),
  };
}

function rowOf(
  features: readonly Feature[],
  { rows, rarity }: Vocabulary,
  labels: readonly string[],
  says: (label: string) => 0 | 1 | null,
  count: number,
): Row {
  const known = features.flatMap(({ hash, group }) => {
    const row = rows.get(hash);
    return row === undefined ? [] : [{ row, group, value: rarity[row] ?? 0 }];
  });
  weigh(known);
  const answers = labels.map(says);
  return {
    features: Int32Array.from(known, ({ row }) => row),
    values: Float32Array.from(known, ({ value }) => value),
    truth: Float32Array.from(answers, (answer) => answer ?? 0),
    counts: Float32Array.from(answers, (answer) => (answer === null ? 0 : count)),
    whole: count === 1,
  };
}

/** The inner loops run some billion times: plain indexes and typed arrays. */
function descend(
  rows: readonly Row[],
  features: number,
  labels: number,
): { weights: Float32Array; bias: Float64Array } {
  const weights = new Float32Array(features * labels);
  const squares = new Float32Array(features * labels).fill(0.01);
  const bias = startBias(rows, labels);
  const sums = new Float64Array(labels);
  const faults = new Float64Array(labels);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const row of shuffled(rows, epoch + 1)) {
      const { features: places, values, truth: right, counts } = row;
      sums.set(bias);
      for (let at = 0; at < places.length; at++) {
        const from = places[at]! * labels;
        const value = values[at]!;
        for (let k = 0; k < labels; k++) sums[k] = sums[k]! + value * weights[from + k]!;
      }
      for (let k = 0; k < labels; k++) {
        faults[k] = (1 / (1 + Math.exp(-sums[k]!)) - right[k]!) * counts[k]!;
        if (row.whole) bias[k] = bias[k]! - 0.02 * RATE * faults[k]!;
      }
      for (let at = 0; at < places.length; at++) {
        const from = places[at]! * labels;
        const value = values[at]!;
        for (let k = 0; k < labels; k++) {
          const slope = faults[k]! * value + SHRINK * weights[from + k]!;
          const square = squares[from + k]! + slope * slope;
          squares[from + k] = square;
          weights[from + k] = weights[from + k]! - (RATE * slope) / Math.sqrt(square);
        }
      }
    }
  }
  return { weights, bias };
}

/** The log-odds of each label among whole messages. */
function startBias(rows: readonly Row[], labels: number): Float64Array {
  const bias = new Float64Array(labels);
  for (let k = 0; k < labels; k++) {
    let right = 1;
    let all = 2;
    for (const { truth: says, counts, whole } of rows) {
      if (!whole || counts[k] === 0) continue;
      all++;
      right += says[k] ?? 0;
    }
    bias[k] = Math.log(right / (all - right));
  }
  return bias;
}

/** One byte for a weight, with a step of its own for each label. */
function quantise(weights: Float32Array, labels: number): { rows: Int8Array; step: number[] } {
  const step = Array.from({ length: labels }, (_, k) => {
    let most = 1e-6;
    for (let at = k; at < weights.length; at += labels) most = Math.max(most, Math.abs(weights[at] ?? 0));
    return most / 127;
  });
  return { rows: Int8Array.from(weights, (weight, at) => Math.round(weight / (step[at % labels] ?? 1))), step };
}
