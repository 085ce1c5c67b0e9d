import type { AdviceQuery } from '../core/description.ts';
import type { PathId, Role } from '../core/vocabulary.ts';
import type { Audience, FoundPlace, ResourceDirectory } from './directory.ts';
import type { Bound, SspfState } from './schema.ts';

/** A query as the rules see it: what is known about who writes, about whom, and where. */
export interface Situation {
  role: Role | 'unknown';
  bound: Bound;
  audience: Audience;
  signals: ReadonlySet<string>;
  urgency: AdviceQuery['urgency'];
  intents: ReadonlySet<string>;
  age: number | null;
  place: FoundPlace | null;
  sspf: SspfState;
  /** Whether the place has a service of its own for the path. */
  offers(path: PathId): boolean;
}

/** Reads a query. A place that the directory does not know counts as unknown. */
export function readSituation(query: AdviceQuery, directory: ResourceDirectory): Situation {
  const place = query.place === null ? null : directory.findPlace(query.place);
  const bound = boundToReport(query);
  const audience = audienceOf(query.role, bound);
  return {
    role: query.role ?? 'unknown',
    bound,
    audience,
    signals: new Set(query.signals),
    urgency: query.urgency,
    intents: new Set(query.intents),
    age: query.age,
    place,
    sspf: sspfState(place, query.age, directory),
    offers: (path) =>
      place !== null &&
      directory
        .resourcesFor({ path, place: place.name, age: query.age, audience: audienceFor(path, audience) })
        .some((id) => directory.about(id)?.local === true),
  };
}

/**
 * School staff are bound by 19 kap. 1 § socialtjänstlagen; for a youth worker it depends on employment, so that
 * nothing is assumed; everybody else is bound only if they have said so.
 */
function boundToReport({ role, boundToReport: said }: AdviceQuery): Bound {
  if (said !== null) return said ? 'yes' : 'no';
  if (role === 'teacher') return 'yes';
  return role === 'youth_worker' || role === null ? 'unknown' : 'no';
}

function audienceOf(role: Role | null, bound: Bound): Audience {
  if (role === 'young_person') return 'young_person';
  return role === 'teacher' || role === 'youth_worker' || bound === 'yes' ? 'professional' : 'parent';
}

/** Programmes that nobody can apply to are listed for professionals only; the public is told that they exist. */
export function audienceFor(path: PathId, audience: Audience): Audience | null {
  return path === 'info_only' ? null : audience;
}

function sspfState(place: FoundPlace | null, age: number | null, directory: ResourceDirectory): SspfState {
  if (place === null) return 'place_unknown';
  const ages = directory.sspf(place.municipality);
  if (ages === null) return 'not_known_here';
  return age === null || (age >= ages.min && age <= ages.max) ? 'available' : 'outside_ages';
}
