import type { PathId } from '../core/vocabulary.ts';
import type { Knowledge } from './knowledge.ts';
import type { Place } from './places.ts';
import type { Resource } from './resource-schema.ts';

export type Audience = Resource['audience'][number];

export interface Need {
  path: PathId;
  /** As somebody wrote it; null or an unknown name asks for national help. */
  place: string | null;
  /** Years; null is no condition. */
  age: number | null;
  /** Null is no condition. */
  audience: Audience | null;
}

/** The look-up of help; serves the rules as their `ResourceDirectory`. */
export interface Directory {
  findPlace(place: string): { name: string; municipality: string } | null;
  /**
   * Ids of what helps along the path: the district's own first, then the municipality's, then national; within each
   * the kinds that lead the path, then what can be called, then the newer source. Never a gap, never what serves
   * another concern or none of the bot's languages.
   */
  resourcesFor(need: Need): string[];
  /** Ages in whole years for which the municipality has SSPF; the widest where no source states them; null where none is known. */
  sspf(municipality: string): { min: number; max: number } | null;
  /** Swedish names of the municipalities that the directory has help for, in Swedish order. */
  municipalities(): string[];
  about(id: string): { kind: string; local: boolean } | null;
  resource(id: string): Resource | null;
}

const ANY_AGE = { min: 0, max: 120 };
const OUR_LANGUAGES = ['sv', 'ar', 'so', 'en'];

export function createDirectory(knowledge: Knowledge): Directory {
  const byId = new Map(knowledge.resources.map((resource) => [resource.id, resource]));
  const offered = knowledge.resources.filter(isOffered);
  const find = (name: string | null) => (name === null ? null : knowledge.placeIndex.find(name));
  const units = new Map(knowledge.units.map((unit) => [unit.municipality, unit]));
  return {
    findPlace(name) {
      const place = find(name);
      return place && { name: place.sv, municipality: place.municipality };
    },
    resourcesFor(need) {
      const place = find(need.place);
      const near = offered
        .map((resource, at) => ({ resource, at, tier: nearness(resource, place, knowledge.places) }))
        .filter(({ tier }) => tier !== null)
        .filter(({ resource }) => isFor(resource, need));
      const found = near.filter(({ resource }) => resource.paths.includes(need.path));
      const isLocal = found.some(({ resource }) => resource.municipality !== null);
      // Where no coordinator is known, the municipality's social services are the way in to SSPF.
      const intake =
        need.path === 'sspf' && !isLocal
          ? near.filter(({ resource }) => resource.kind === INTAKE && resource.municipality !== null)
          : [];
      const rank = (one: (typeof near)[number]) => [
        one.tier ?? 0,
        knowledge.kinds[one.resource.kind]?.leads.includes(need.path) ? 0 : 1,
        one.resource.phones ? 0 : 1,
        one.resource.source.old ? 1 : 0,
        one.at,
      ];
      return [...found, ...intake]
        .map((one) => ({ id: one.resource.id, rank: rank(one) }))
        .sort((a, b) => compare(a.rank, b.rank))
        .map(({ id }) => id);
    },
    sspf(municipality) {
      const sspf = units.get(municipality)?.sspf;
      if (!sspf) return null;
      return sspf.ages ? { min: sspf.ages.from, max: sspf.ages.to } : ANY_AGE;
    },
    municipalities: () => [...units.keys()].sort(new Intl.Collator('sv').compare),
    about(id) {
      const resource = byId.get(id);
      return resource ? { kind: resource.kind, local: resource.municipality !== null } : null;
    },
    resource: (id) => byId.get(id) ?? null,
  };
}

const INTAKE = 'social_services_intake';

function isOffered(resource: Resource): boolean {
  if (resource.state === 'gap' || resource.never_offered || resource.only_for || resource.same_as) return false;
  return resource.languages === undefined || resource.languages.some((language) => OUR_LANGUAGES.includes(language));
}

/** 0: the place itself, 1: the district around it, 2: its municipality, 3: a district of the municipality that was named, 4: the country; null: elsewhere. */
function nearness(resource: Resource, place: Place | null, places: Place[]): number | null {
  if (resource.municipality === null) return 4;
  if (place === null || place.municipality !== resource.municipality) return null;
  if (!resource.districts) return 2;
  if (resource.districts.includes(place.sv)) return 0;
  if (resource.districts.some((district) => place.partOf.includes(district))) return 1;
  if (place.kind === 'municipality') return 3;
  // A larger district was named: what lies in a part of it may be near.
  return places.some((other) => resource.districts?.includes(other.sv) && other.partOf.includes(place.sv)) ? 3 : null;
}

function isFor(resource: Resource, { age, audience }: Need): boolean {
  if (audience !== null && !resource.audience.includes(audience)) return false;
  return age === null || !resource.ages || suitsAge(resource, age, audience);
}

/** Stated ages are the child's, except for adults' lines, where they are those of whoever calls. */
function suitsAge({ ages, kind }: Resource, age: number, audience: Audience | null): boolean {
  if (!ages) return true;
  if (kind === 'helpline_adult') return audience === 'young_person' ? age >= ages.from : true;
  return age >= ages.from && age <= ages.to;
}

function compare(a: number[], b: number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
