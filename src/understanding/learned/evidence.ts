/** The words that a learned finding rests on. */
import type { Tokens } from '../tokens.ts';

/** At most so many words are shown for a finding. */
const WORDS_MOST = 12;

/**
 * The run of words inside one sentence that speaks most for a finding. Every word costs a little, so that the run is short.
 * The strongest single word when nothing speaks for it; null only for a text without words.
 */
export function strongestRun(tokens: Tokens, spoken: Float64Array): { from: number; to: number } | null {
  const total = spoken.reduce((sum, value) => sum + Math.max(0, value), 0);
  const cost = (0.5 * total) / Math.max(1, spoken.length);
  let best: { from: number; to: number; sum: number } | null = null;
  for (const sentence of tokens.sentences) {
    let from = sentence.from;
    let sum = 0;
    for (let at = sentence.from; at < Math.min(sentence.to, spoken.length); at++) {
      if (sum <= 0 || at - from >= WORDS_MOST) {
        from = at;
        sum = 0;
      }
      sum += (spoken[at] ?? 0) - cost;
      if (best === null || sum > best.sum) best = { from, to: at + 1, sum };
    }
  }
  return best && { from: best.from, to: best.to };
}
