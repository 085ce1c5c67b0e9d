/** How well the rules, the model and both together do on messages that were held out. */

import { decide, LearnedModel } from '../learned.ts';
import { Linear } from '../linear.ts';
import type { LearnedWeights } from '../weights.ts';
import type { Example } from './example.ts';
import { truth } from './example.ts';
import type { Trained } from './train.ts';

/** What one way of reading makes of a message. */
export interface Outcome {
  signals: readonly string[];
  suggested: readonly string[];
  urgency: string;
  intent: string;
  askNow: boolean;
}

export interface Tried {
  example: Example;
  ways: Record<'rules' | 'model' | 'both', Outcome>;
}

const MODEL_ALONE = 0.5;

/** Reads held-out examples in three ways. */
export function tryOut(trained: Trained, heldOut: readonly Example[]): Tried[] {
  const weights: LearnedWeights = { messages: '', lists: '', ...trained };
  const linear = new Linear(weights);
  const model = new LearnedModel(weights);
  return heldOut.map((example) => {
    const { scene } = example;
    const values = linear.score(linear.known(example.features));
    const judged = model.judge(scene, values);
    const both = decide(scene, judged, weights);
    const ranked = [...judged.signals].sort((a, b) => b[1] - a[1]);
    return {
      example,
      ways: {
        rules: {
          signals: scene.signals,
          suggested: scene.suggested,
          urgency: scene.urgency,
          intent: scene.intents[0] ?? '',
          askNow: scene.askNow,
        },
        model: {
          signals: ranked.filter(([, p]) => p >= MODEL_ALONE).map(([id]) => id),
          suggested: ranked
            .filter(([, p]) => p < MODEL_ALONE)
            .slice(0, 3)
            .map(([id]) => id),
          urgency: best(judged.urgencies),
          intent: best(judged.intents),
          askNow: false,
        },
        both: {
          signals: [...scene.signals.filter((id) => !both.veto.includes(id)), ...both.assert],
          suggested: both.suggest,
          urgency: both.urgency,
          intent: both.intents[0] ?? '',
          askNow: both.askNow,
        },
      },
    };
  });
}

function best<T>(map: Map<T, number>): T | '' {
  return [...map].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

export const REPORT_HEAD = [
  'n',
  'prec',
  'recall',
  'F1',
  'rec+ask',
  'asks',
  'vain',
  'clean',
  'neg',
  'urgency',
  'emg rec',
  'emg prec',
  '+asknow',
  'vain now',
  'intent',
];

/** One line of the table, in per cent. `vain`: messages without signals that would still be asked about. */
export function reportRow(tried: readonly Tried[], way: keyof Tried['ways']): string[] {
  let hits = 0;
  let wrong = 0;
  let missed = 0;
  let asked = 0;
  const count = (
    of: (one: Tried, outcome: Outcome) => boolean,
    among: (one: Tried, outcome: Outcome) => boolean,
  ): string => {
    const all = tried.filter((one) => among(one, one.ways[way]));
    return percent(all.filter((one) => of(one, one.ways[way])).length, all.length);
  };
  const wrongOf = ({ example }: Tried, { signals }: Outcome): string[] =>
    signals.filter((id) => truth(`signal:${id}`, example.label) === 0);
  for (const one of tried) {
    const { signals, suggested } = one.ways[way];
    const wanted = one.example.label.signals;
    hits += wanted.filter((id) => signals.includes(id)).length;
    missed += wanted.filter((id) => !signals.includes(id)).length;
    asked += wanted.filter((id) => !signals.includes(id) && suggested.includes(id)).length;
    wrong += wrongOf(one, one.ways[way]).length;
  }
  const silent = ({ example }: Tried): boolean => example.label.signals.length === 0;
  const alarm = ({ example }: Tried): boolean => example.label.urgency === 'emergency';
  return [
    String(tried.length),
    percent(hits, hits + wrong),
    percent(hits, hits + missed),
    percent(2 * hits, 2 * hits + wrong + missed),
    percent(hits + asked, hits + missed),
    count(
      (_, { suggested }) => suggested.length > 0,
      () => true,
    ),
    count((_, { suggested }) => suggested.length > 0, silent),
    count((one, outcome) => wrongOf(one, outcome).length === 0, silent),
    count(
      ({ example }, { signals }) => !signals.some((id) => example.label.negated.includes(id)),
      ({ example }) => example.label.negated.length > 0,
    ),
    count(
      ({ example }, { urgency }) => example.label.urgency === urgency,
      () => true,
    ),
    count((_, { urgency }) => urgency === 'emergency', alarm),
    count(alarm, (_, { urgency }) => urgency === 'emergency'),
    count((_, { urgency, askNow }) => urgency === 'emergency' || askNow, alarm),
    count(
      (_, { askNow }) => askNow,
      (one) => !alarm(one),
    ),
    count(
      ({ example }, { intent }) => (example.label.intents as readonly string[]).includes(intent),
      () => true,
    ),
  ];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(0);
}
