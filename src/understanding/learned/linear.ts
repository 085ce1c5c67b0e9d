/** The linear model at work: features to one number a label, and back to the words that spoke for it. */
import type { Feature } from './features.ts';
import { GROUP_NAMES, GROUPS } from './features.ts';
import type { LearnedWeights } from './weights.ts';

/** A feature that the model knows, with its value in this message. */
export interface Known {
  row: number;
  value: number;
  from: number;
  to: number;
}

/** Brings the values of each group to the group's length. `rarity` in, value out. */
export function weigh<T extends { group: number; value: number }>(features: T[]): T[] {
  const lengths = GROUP_NAMES.map(() => 0);
  for (const { group, value } of features) lengths[group] = (lengths[group] ?? 0) + value * value;
  const factors = GROUP_NAMES.map((name, group) => GROUPS[name] / (Math.sqrt(lengths[group] ?? 0) || 1));
  for (const feature of features) feature.value *= factors[feature.group] ?? 0;
  return features;
}

export class Linear {
  readonly labels: readonly string[];
  readonly #weights: LearnedWeights;
  /** Open addressing: row + 1 where a hash is kept, 0 where the place is free. */
  readonly #places: Int32Array;
  readonly #most: number;

  constructor(weights: LearnedWeights) {
    this.#weights = weights;
    this.labels = weights.labels;
    let size = 16;
    while (size < weights.hashes.length * 2) size *= 2;
    this.#most = size - 1;
    this.#places = new Int32Array(size);
    weights.hashes.forEach((hash, row) => {
      let at = hash & this.#most;
      while (this.#places[at] !== 0) at = (at + 1) & this.#most;
      this.#places[at] = row + 1;
    });
  }

  #row(hash: number): number {
    for (let at = hash & this.#most; ; at = (at + 1) & this.#most) {
      const row = (this.#places[at] ?? 0) - 1;
      if (row < 0 || this.#weights.hashes[row] === hash) return row;
    }
  }

  known(features: readonly Feature[]): Known[] {
    const out: (Known & { group: number })[] = [];
    for (const { hash, group, from, to } of features) {
      const row = this.#row(hash);
      if (row >= 0) out.push({ row, group, value: this.#weights.rarity[row] ?? 0, from, to });
    }
    return weigh(out);
  }

  /** Log-odds of each label. */
  score(known: readonly Known[]): Float64Array {
    const { rows, bias, step } = this.#weights;
    const count = bias.length;
    const sums = new Float64Array(count);
    for (const { row, value } of known) {
      const from = row * count;
      for (let label = 0; label < count; label++) sums[label] = (sums[label] ?? 0) + value * (rows[from + label] ?? 0);
    }
    for (let label = 0; label < count; label++)
      sums[label] = (sums[label] ?? 0) * (step[label] ?? 0) + (bias[label] ?? 0);
    return sums;
  }

  /** How much each of `words` words spoke for a label; what belongs to the whole message is left out. */
  spoken(known: readonly Known[], label: number, words: number): Float64Array {
    const { rows, bias } = this.#weights;
    const out = new Float64Array(words);
    for (const { row, value, from, to } of known) {
      const part = (value * (rows[row * bias.length + label] ?? 0)) / Math.max(1, to - from);
      for (let word = from; word < Math.min(to, words); word++) out[word] = (out[word] ?? 0) + part;
    }
    return out;
  }
}
