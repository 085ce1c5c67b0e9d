/** Fits a logistic model of a few numbers by Newton's method (iteratively reweighted least squares) with a small ridge. */
import { probability } from '../pairs.ts';
import type { SmallModel } from '../weights.ts';

const STEPS = 12;
const RIDGE = 1;

/** `rows`: numbers, the first always 1; `right`: 1 or 0 for each row. */
export function fitSmall(rows: readonly (readonly number[])[], right: readonly number[]): SmallModel {
  const size = rows[0]?.length ?? 0;
  const scale = scales(rows, size);
  const weights = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    const slope = new Float64Array(size);
    const bend = Array.from({ length: size }, () => new Float64Array(size));
    rows.forEach((row, at) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += weights[i]! * row[i]! * scale[i]!;
      const p = probability(sum);
      const spread = p * (1 - p);
      for (let i = 0; i < size; i++) {
        const value = row[i]! * scale[i]!;
        if (value === 0) continue;
        slope[i] = slope[i]! + (p - right[at]!) * value;
        const line = bend[i]!;
        for (let j = 0; j <= i; j++) line[j] = line[j]! + spread * value * row[j]! * scale[j]!;
      }
    });
    for (let i = 0; i < size; i++) {
      slope[i] = slope[i]! + RIDGE * weights[i]!;
      bend[i]![i] = bend[i]![i]! + RIDGE;
      for (let j = 0; j < i; j++) bend[j]![i] = bend[i]![j]!;
    }
    const change = solve(bend, slope);
    for (let i = 0; i < size; i++) weights[i] = weights[i]! - change[i]!;
  }
  return { weights: Array.from(weights, (weight, i) => weight * scale[i]!) };
}

/** Brings each number to about the same size; a number that is always 0 counts for nothing. */
function scales(rows: readonly (readonly number[])[], size: number): number[] {
  return Array.from({ length: size }, (_, i) => {
    let squares = 0;
    for (const row of rows) squares += row[i]! ** 2;
    return squares === 0 ? 0 : 1 / Math.sqrt(squares / rows.length);
  });
}

/** Gaussian elimination; the ridge keeps the matrix regular. */
function solve(matrix: Float64Array[], vector: Float64Array): Float64Array {
  const size = vector.length;
  const out = vector.slice();
  for (let i = 0; i < size; i++) {
    let best = i;
    for (let row = i + 1; row < size; row++) if (Math.abs(matrix[row]![i]!) > Math.abs(matrix[best]![i]!)) best = row;
    [matrix[i], matrix[best]] = [matrix[best]!, matrix[i]!];
    [out[i], out[best]] = [out[best]!, out[i]!];
    for (let row = i + 1; row < size; row++) {
      const factor = matrix[row]![i]! / matrix[i]![i]!;
      if (factor === 0) continue;
      for (let j = i; j < size; j++) matrix[row]![j] = matrix[row]![j]! - factor * matrix[i]![j]!;
      out[row] = out[row]! - factor * out[i]!;
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) out[i] = out[i]! - matrix[i]![j]! * out[j]!;
    out[i] = out[i]! / matrix[i]![i]!;
  }
  return out;
}
