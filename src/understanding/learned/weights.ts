/** The trained numbers, and the file that they are kept in. */
import { FEATURES_VERSION } from './features.ts';

const MAGIC = 'LOTSEN1\n';

/** A logistic model over a few numbers: standardised inside, so that it can be read. */
export interface SmallModel {
  weights: number[];
}

export interface LearnedWeights {
  /** Hash of the messages that it was trained from. */
  messages: string;
  /** Hash of the word lists and expressions as they were then: they may grow without harm, but training again then helps. */
  lists: string;
  /** What the linear model tells apart: `signal:x`, `intent:x`, `urgency:x`, `nothing`. */
  labels: string[];
  bias: number[];
  /** What one step of a quantised weight is worth, for each label. */
  step: number[];
  /** Hashes of the features, ascending, and how telling each is. */
  hashes: Uint32Array;
  rarity: Float32Array;
  /** Feature by feature, one number for each label. */
  rows: Int8Array;
  /** How often an expression's signal was right, in the order of the signal labels. */
  trust: number[];
  signal: SmallModel;
  intent: SmallModel;
  urgency: SmallModel;
  thresholds: Thresholds;
}

/** From which probability on something is done; chosen by cross-validation. Above 1: never. */
export interface Thresholds {
  /** Keep what an expression asserts. */
  keep: number;
  /** Assert what no expression says. */
  assert: number;
  /** Ask about it, ... */
  suggest: number;
  /** ... if the likeliest is at least so likely. */
  ask: number;
  askNow: number;
}

export class WeightsError extends Error {}

/** The file: a line of magic, the length of the head, the head as JSON, then the three arrays (little endian). */
export function encodeWeights(weights: LearnedWeights): Uint8Array {
  const { hashes, rarity, rows, ...head } = weights;
  const text = JSON.stringify({ features: FEATURES_VERSION, count: hashes.length, ...head });
  const json = new TextEncoder().encode(text + ' '.repeat((4 - (new TextEncoder().encode(text).length % 4)) % 4));
  const from = MAGIC.length + 4 + json.length;
  const out = new Uint8Array(from + hashes.length * 8 + rows.length);
  const view = new DataView(out.buffer);
  out.set(new TextEncoder().encode(MAGIC));
  view.setUint32(MAGIC.length, json.length, true);
  out.set(json, MAGIC.length + 4);
  hashes.forEach((value, at) => {
    view.setUint32(from + at * 4, value, true);
  });
  rarity.forEach((value, at) => {
    view.setFloat32(from + (hashes.length + at) * 4, value, true);
  });
  out.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.length), from + hashes.length * 8);
  return out;
}

/** Reads the file. Throws `WeightsError` when it is cut, foreign, or was made for other features. */
export function decodeWeights(bytes: Uint8Array): LearnedWeights {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC || bytes.length < MAGIC.length + 4) throw new WeightsError('not a file of learned weights');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(MAGIC.length, true);
  const from = MAGIC.length + 4 + length;
  if (from > bytes.length) throw new WeightsError('the learned weights are cut off');
  const { features, count, ...head } = headOf(bytes.subarray(MAGIC.length + 4, from));
  if (features !== FEATURES_VERSION) throw new WeightsError('the learned weights are for other features: train again');
  if (bytes.length !== from + count * 8 + count * head.labels.length)
    throw new WeightsError('the learned weights are cut off');
  const hashes = new Uint32Array(count);
  const rarity = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    hashes[at] = view.getUint32(from + at * 4, true);
    rarity[at] = view.getFloat32(from + (count + at) * 4, true);
  }
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + from + count * 8, count * head.labels.length);
  return { ...head, hashes, rarity, rows };
}

type Head = Omit<LearnedWeights, 'hashes' | 'rarity' | 'rows'> & { features: number; count: number };

function headOf(bytes: Uint8Array): Head {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Head;
  } catch {
    throw new WeightsError('the head of the learned weights cannot be read');
  }
}
