/** From which probability on the model acts, chosen on messages that it has not seen. */

import type { Judgement } from '../learned.ts';
import { decide } from '../learned.ts';
import type { Thresholds } from '../weights.ts';
import type { Example } from './example.ts';
import { truth } from './example.ts';

export interface Guessed {
  example: Example;
  judged: Judgement;
}

/** A signal that no expression says is asserted only from here on; such assertions are right more often than those of the expressions. */
const ASSERT_LEAST = 0.6;
/** An expression is taken back only where it is so unlikely, at most. */
const KEEP_MOST = 0.3;
/** At most three are asked about, best first; one that is less likely bothers more than it helps. */
const SUGGEST = 0.03;
/** Nothing is asked when even the likeliest is less likely than this. */
const ASK = 0.1;
const GRID = Array.from({ length: 16 }, (_, at) => at / 20);
/** `askNow` may come up in vain for at most this share of the messages that are no emergency. */
const VAIN_ALARMS = 0.05;
/** ... and never for what is less likely than this: the expressions are written with the same messages in mind. */
const ASK_NOW_LEAST = 0.15;

/**
 * `keep` and `assert` together are those with the best F1. What people write by themselves is easier than the messages here,
 * which were written to be hard; so an expression is only taken back where it is most likely wrong.
 */
export function chooseThresholds(guessed: readonly Guessed[]): Thresholds {
  const chosen: Thresholds = { keep: 0, assert: 2, suggest: SUGGEST, ask: ASK, askNow: askNowFrom(guessed) };
  let best = -1;
  for (const assert of GRID.filter((p) => p >= ASSERT_LEAST)) {
    for (const keep of GRID.filter((p) => p <= KEEP_MOST)) {
      const worth = fOne(guessed, { ...chosen, keep, assert });
      if (worth <= best) continue;
      best = worth;
      chosen.keep = keep;
      chosen.assert = assert;
    }
  }
  return chosen;
}

/** F1 over all signals. */
function fOne(guessed: readonly Guessed[], thresholds: Thresholds): number {
  let hits = 0;
  let wrong = 0;
  let missed = 0;
  for (const { example, judged } of guessed) {
    const { assert, veto } = decide(example.scene, judged, { thresholds });
    const found = [...example.scene.signals.filter((id) => !veto.includes(id)), ...assert];
    for (const id of found) {
      const says = truth(`signal:${id}`, example.label);
      if (says === 1) hits++;
      else if (says === 0) wrong++;
    }
    missed += example.label.signals.filter((id) => !found.includes(id)).length;
  }
  return (2 * hits) / (2 * hits + wrong + missed || 1);
}

function askNowFrom(guessed: readonly Guessed[]): number {
  const calm = guessed
    .filter(
      ({ example: { label, scene } }) =>
        label.urgency !== 'emergency' && scene.urgency !== 'emergency' && !scene.askNow,
    )
    .map(({ judged }) => judged.urgencies.get('emergency') ?? 0)
    .sort((a, b) => b - a);
  return Math.max(ASK_NOW_LEAST, calm[Math.floor(calm.length * VAIN_ALARMS)] ?? 2);
}
