/**
 * The last word: for each signal, intent and urgency, a few numbers that hold what the rules and the linear model say of it.
 * A small logistic model, the same for all signals, weighs them; so a rare signal profits from what was learned of the others.
 */
import type { Intent, Urgency } from '../../core/vocabulary.ts';
import { INTENTS, moreUrgent, URGENCIES } from '../../core/vocabulary.ts';
import type { GrammarList } from '../grammar.ts';
import type { Scene } from './scene.ts';
import type { SmallModel } from './weights.ts';

export const NOTHING = 'nothing';

/** Numbers of the linear model by label. */
export interface Scores {
  labels: readonly string[];
  values: Float64Array;
}

/** Where the labels of one kind stand. */
export function placesOf(labels: readonly string[], kind: string): number[] {
  return labels.flatMap((label, at) => (label.startsWith(`${kind}:`) ? [at] : []));
}

export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

export function applySmall({ weights }: SmallModel, numbers: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += (weights[at] ?? 0) * (numbers[at] ?? 0);
  return probability(sum);
}

const yes = (value: boolean): number => (value ? 1 : 0);
const bounded = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
const odds = (share: number): number => Math.log(share / (1 - share));

/** Rank of a place among places, and how far it is from the best other one. */
function standing(
  values: Float64Array,
  places: readonly number[],
  place: number,
): { rank: number; lead: number; best: number } {
  const own = values[place] ?? 0;
  let rank = 0;
  let best = -99;
  for (const other of places) {
    if (other === place) continue;
    const value = values[other] ?? 0;
    if (value > own) rank++;
    if (value > best) best = value;
  }
  return { rank, lead: bounded(own - best, 3), best: bounded(best, 6) };
}

/** What speaks for and against a signal. `trust`: how often an expression of this signal is right. */
export function signalNumbers(
  scene: Scene,
  scores: Scores,
  places: readonly number[],
  place: number,
  trust: number,
): number[] {
  const id = scores.labels[place]?.slice('signal:'.length) ?? '';
  const z = bounded(scores.values[place] ?? 0, 8);
  const ruled = yes(scene.signals.includes(id));
  const { rank, lead, best } = standing(scores.values, places, place);
  const own = scene.matches.filter(({ pattern }) => pattern.target === id);
  const asked = scene.suggested.indexOf(id);
  const others = scene.signals.length - ruled;
  const nothing = bounded(scores.values[scores.labels.indexOf(NOTHING)] ?? 0, 6);
  return [
    1,
    z,
    probability(z),
    ruled,
    ruled * z,
    ruled * odds(trust),
    ruled * Math.min(3, own.filter(({ status }) => status === 'asserted').length),
    yes(scene.negated.includes(id)),
    yes(own.some(({ status }) => status === 'hypothetical' || status === 'general' || status === 'rumour')),
    yes(scene.unsure.includes(id)),
    yes(asked === 0),
    yes(asked > 0),
    yes(rank === 0),
    yes(rank < 3),
    lead,
    best,
    Math.min(3, others),
    ruled * yes(others > 0),
    nothing,
    ruled * nothing,
    yes(scene.emergency !== null),
    ruled * yes(scene.emergency !== null),
    ...(ruled ? matchNumbers(scene, id) : NO_MATCH),
  ];
}

const NEARBY: readonly GrammarList[] = [
  'before',
  'after',
  'ended',
  'past',
  'hypothetical',
  'if_words',
  'general',
  'rumour',
  'told',
  'writer',
  'now',
];
const NO_MATCH: readonly number[] = Array.from({ length: NEARBY.length + 4 }, () => 0);

/** How much an expression holds, how far its words stand apart, and what stands in the same sentence. */
function matchNumbers(scene: Scene, id: string): number[] {
  const own = scene.matches.filter(({ pattern, status }) => pattern.target === id && status === 'asserted');
  const longest = own.reduce((most, { words }) => Math.max(most, words.length), 0);
  const gap = own.reduce((least, { words, from, to }) => Math.min(least, to - from - words.length), 9);
  const sentence = scene.on.tokens.sentences[own[0]?.sentence ?? -1];
  const stands = (list: GrammarList): boolean =>
    sentence !== undefined &&
    scene.engine.grammar.all(scene.on, list).some((at) => at >= sentence.from && at < sentence.to);
  return [
    Math.min(4, longest),
    yes(longest <= 1),
    Math.min(6, own.length > 0 ? gap : 0),
    yes(sentence?.question ?? false),
    ...NEARBY.map((list) => yes(stands(list))),
  ];
}

export function intentNumbers(scene: Scene, scores: Scores, places: readonly number[], place: number): number[] {
  const intent = scores.labels[place]?.slice('intent:'.length) as Intent;
  const z = bounded(scores.values[place] ?? 0, 8);
  const main = yes(scene.intents[0] === intent);
  const { rank, lead } = standing(scores.values, places, place);
  const concern = yes(intent === INTENTS[0]);
  const outside = yes(intent === 'out_of_scope');
  const nothing = bounded(scores.values[scores.labels.indexOf(NOTHING)] ?? 0, 6);
  return [
    1,
    z,
    probability(z),
    main,
    main * z,
    yes(scene.intents.includes(intent)),
    yes(rank === 0),
    lead,
    concern,
    concern * main,
    concern * z,
    outside,
    outside * main,
    outside * z,
    concern * Math.min(3, scene.signals.length),
    concern * nothing,
    outside * nothing,
  ];
}

export function urgencyNumbers(scene: Scene, scores: Scores, places: readonly number[], place: number): number[] {
  const urgency = scores.labels[place]?.slice('urgency:'.length) as Urgency;
  const z = bounded(scores.values[place] ?? 0, 8);
  const said = yes(scene.urgency === urgency);
  const { rank, lead } = standing(scores.values, places, place);
  const more = yes(urgency !== scene.urgency && moreUrgent(urgency, scene.urgency) === urgency);
  const each = URGENCIES.slice(1).map((other) => yes(other === urgency));
  return [
    1,
    z,
    probability(z),
    said,
    said * z,
    more,
    more * z,
    yes(rank === 0),
    lead,
    ...each,
    ...each.map((one) => one * said),
    yes(urgency === 'emergency') * yes(scene.askNow),
    yes(urgency === 'emergency') *
      Math.min(2, scene.matches.filter(({ pattern }) => pattern.target.startsWith('emergency:')).length),
  ];
}
