import type { PathId } from '../core/vocabulary.ts';

/** For whom a resource must be open. `null` asks for all of them. */
export type Audience = 'parent' | 'young_person' | 'professional';

export interface FoundPlace {
  /** Swedish name of the district or municipality that was meant. */
  name: string;
  /** Swedish name of the municipality that it belongs to. */
  municipality: string;
}

export interface Need {
  path: PathId;
  /** As the query gave it; null or an unknown name asks for national resources. */
  place: string | null;
  age: number | null;
  audience: Audience | null;
}

/** What the directory answers where no source states ages. */
export const AGES_NOT_STATED = { min: 0, max: 120 } as const;

/** What the rules ask of the directory of help. `src/knowledge` implements it. */
export interface ResourceDirectory {
  /** The municipality or district that a name, a district or a short name ('Hässelby') means; null when unknown. */
  findPlace(place: string): FoundPlace | null;
  /** Ids for a path: the district's first, then the municipality's, then national ones. Never a gap. */
  resourcesFor(need: Need): string[];
  /** Ages in whole years for which the municipality runs SSPF; `AGES_NOT_STATED` where no source says; null where none is known. */
  sspf(municipality: string): { min: number; max: number } | null;
  /** All municipalities of the knowledge. */
  municipalities(): string[];
  /** The kind of a resource, and whether it belongs to a municipality rather than to the whole country. */
  about(id: string): { kind: string; local: boolean } | null;
}
