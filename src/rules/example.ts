import type { AdviceQuery } from '../core/description.ts';
import type { Example } from './schema.ts';

/** An example as the query that it stands for. */
export function asQuery({ role, bound, signals, urgency, age, place, intents }: Example): AdviceQuery {
  return {
    role: role ?? null,
    boundToReport: bound ?? null,
    signals: signals ?? [],
    urgency: urgency ?? 'none',
    age: age ?? null,
    place: place ?? null,
    intents: intents ?? [],
  };
}
