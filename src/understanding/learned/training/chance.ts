/** Chance that is the same every time. */

/** Numbers from 0 to below 1 (a linear congruential generator; good enough for shuffling). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const next = chance(seed);
  const out = list.slice();
  for (let at = out.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    const kept = out[at] as T;
    out[at] = out[other] as T;
    out[other] = kept;
  }
  return out;
}
