import type { AdviceQuery } from '../core/description.ts';
import type { PathId, Role } from '../core/vocabulary.ts';
import { AGES_NOT_STATED, type Audience, type FoundPlace, type Need, type ResourceDirectory } from './directory.ts';
import type { Bound, RuleIndex, SspfState } from './schema.ts';

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

/** What a query is read against; the same for every query. */
export interface Surroundings {
  directory: ResourceDirectory;
  index: RuleIndex;
  hasLocal(need: Need): boolean;
}

/** Remembers where there is local help: it is asked for again and again while alternatives are tried. */
export function readSurroundings(directory: ResourceDirectory, index: RuleIndex): Surroundings {
  const known = new Map<string, boolean>();
  return {
    directory,
    index,
    hasLocal(need) {
      const key = `${need.path} ${need.age} ${need.audience} ${need.place}`;
      const found = known.get(key) ?? directory.resourcesFor(need).some((id) => directory.about(id)?.local === true);
      known.set(key, found);
      return found;
    },
  };
}

/** Reads a query. A place that the directory does not know counts as unknown. */
export function readSituation(query: AdviceQuery, { directory, index, hasLocal }: Surroundings): Situation {
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
    sspf: sspfState(place, query.age, directory, index),
    offers: (path) =>
      place !== null && hasLocal({ path, place: place.name, age: query.age, audience: audienceFor(path, audience) }),
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

/** Programmes that one cannot sign up for oneself are listed for professionals only; the public is still told of them. */
export function audienceFor(path: PathId, audience: Audience): Audience | null {
  return path === 'info_only' || path === 'parent_programme' ? null : audience;
}

/** Ages for which SSPF may be named in a municipality: never guessed wider than what all the others have in common. */
export function sspfAges(municipality: string, directory: ResourceDirectory, index: RuleIndex) {
  const ages = directory.sspf(municipality);
  const isStated = ages === null || ages.min !== AGES_NOT_STATED.min || ages.max !== AGES_NOT_STATED.max;
  return isStated ? ages : { min: index.sspf_ages_not_stated.from, max: index.sspf_ages_not_stated.to };
}

function sspfState(
  place: FoundPlace | null,
  age: number | null,
  directory: ResourceDirectory,
  index: RuleIndex,
): SspfState {
  if (place === null) return 'place_unknown';
  const ages = sspfAges(place.municipality, directory, index);
  if (ages === null) return 'not_known_here';
  return age === null || (age >= ages.min && age <= ages.max) ? 'available' : 'outside_ages';
}
