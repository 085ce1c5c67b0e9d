/** What the findings add up to: suggestions, urgency of the situation, intents and who writes. */
import type { Intent, Role, Urgency } from '../core/vocabulary.ts';
import { INTENTS, moreUrgent, ROLES } from '../core/vocabulary.ts';
import type { UnderstandingData, UrgencyRule } from './data.ts';
import type { Judged } from './status.ts';

/** The first rule of `knowledge/urgency.yml` that holds. */
export function urgencyOf(
  rules: readonly UrgencyRule[],
  signals: readonly string[],
  age: number | null,
  said: readonly Urgency[],
): Urgency {
  const has = (id: string): boolean => signals.includes(id);
  const rule = rules.find(
    ({ all, any, count, age_max: oldest }) =>
      (all ?? []).every(has) &&
      (!any || any.some(has)) &&
      signals.length >= (count ?? 1) &&
      (oldest === undefined || (age !== null && age <= oldest)),
  );
  let urgency: Urgency = rule?.urgency ?? 'none';
  // Words about urgency only sharpen what was observed; alone they say nothing.
  if (signals.length > 0) for (const stated of said) urgency = moreUrgent(urgency, stated);
  return urgency;
}

/** Signals worth asking about, best first: what an unsure expression names, then what several telling words belong to. */
export function suggestions(
  unsure: readonly string[],
  meanings: ReadonlyMap<string, number>,
  data: UnderstandingData,
  known: ReadonlySet<string>,
): string[] {
  const points = new Map<string, number>();
  for (const id of unsure) points.set(id, (points.get(id) ?? 0) + 3);
  for (const [concept, times] of meanings) {
    const meaning = data.concepts[concept];
    if (!meaning || times === 0) continue;
    const weight = (meaning.generic ? 0.3 : 1) / Math.max(1, meaning.core.length) ** 0.5;
    for (const id of meaning.core) points.set(id, (points.get(id) ?? 0) + weight);
  }
  return [...points]
    .filter(([id, weight]) => !known.has(id) && weight >= 0.5 && id in data.signals)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([id]) => id);
}

export interface Gist {
  asserted: number;
  suggested: number;
  negated: number;
  emergency: boolean;
  /** Whether a child or young person is spoken of. */
  child: boolean;
  words: number;
}

const PREFIX = 'intent:';

/** The intents, main first; never empty. A concern that is described comes first, a question before a greeting. */
export function intentsOf(matches: readonly Judged[], gist: Gist): Intent[] {
  const weight = new Map<Intent, number>();
  for (const match of matches) {
    const intent = match.pattern.target.slice(PREFIX.length) as Intent;
    if (!match.pattern.target.startsWith(PREFIX) || !INTENTS.includes(intent)) continue;
    const own = match.words.length + (match.pattern.use === 'maybe' ? -2 : 0);
    weight.set(intent, Math.max(weight.get(intent) ?? 0, own));
  }
  const greets = weight.delete('greeting');
  const asked = [...weight].sort((a, b) => b[1] - a[1]).map(([intent]) => intent);
  const describes = gist.asserted > 0 || gist.emergency;
  const out: Intent[] = describes
    ? ['describe_concern', ...asked.filter((intent) => intent !== 'describe_concern')]
    : asked;
  if (out.length > 0) return out;
  if (greets && gist.words <= 6 && gist.suggested === 0) return ['greeting'];
  if (gist.negated > 0 || gist.suggested > 0 || (gist.child && gist.words > 3)) return ['describe_concern'];
  return [greets ? 'greeting' : 'out_of_scope'];
}

/** Who writes: work roles say it outright, else the first that the text tells. */
export function roleOf(matches: readonly Judged[]): Role | null {
  const found = matches
    .filter((match) => match.pattern.target.startsWith('role:') && match.status !== 'negated')
    .sort((a, b) => a.from - b.from)
    .map((match) => match.pattern.target.slice(5) as Role)
    .filter((role) => ROLES.includes(role));
  return found.find((role) => role === 'teacher' || role === 'youth_worker') ?? found[0] ?? null;
}
