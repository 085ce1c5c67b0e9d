import type { Problem } from './problem.ts';
import { alternatives, readTsv } from './tsv.ts';

const COLUMNS = [
  'id',
  'kind',
  'municipality',
  'sv',
  'sv_also',
  'ar',
  'so',
  'en',
  'part_of',
  'only_capitalised_or_with_preposition',
] as const;

/** A municipality, or a district that people name. */
export interface Place {
  id: string;
  kind: 'municipality' | 'district';
  /** Swedish name of the municipality; its own for a municipality. */
  municipality: string;
  /** The one Swedish name that is given out; unique. */
  sv: string;
  /** Every name and spelling, in any language, the given one included. */
  names: string[];
  /** Larger districts that it lies in, nearest first. */
  partOf: string[];
  /** The name is also an ordinary word or a first name. */
  ordinaryWord: boolean;
  line: number;
}

/** Reads `places.tsv`; what is wrong is added to the problems. */
export function readPlaces(file: string, problems: Problem[]): Place[] {
  const places = readTsv(file, COLUMNS, problems).map(({ line, cells }): Place => {
    const say = (message: string) => problems.push({ file, line, message });
    if (cells.kind !== 'municipality' && cells.kind !== 'district')
      say(`kind '${cells.kind}' is neither municipality nor district`);
    if (!['yes', 'no'].includes(cells.only_capitalised_or_with_preposition)) {
      say('only_capitalised_or_with_preposition must be yes or no');
    }
    if (cells.sv === '') say('the Swedish name is missing');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(cells.id))
      say(`the id '${cells.id}' must be lower case words joined by hyphens`);
    const names = [cells.sv, cells.sv_also, cells.ar, cells.so, cells.en].flatMap(alternatives);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice) say(`the name '${twice}' stands twice in this row`);
    return {
      id: cells.id,
      kind: cells.kind === 'district' ? 'district' : 'municipality',
      municipality: cells.municipality,
      sv: cells.sv,
      names,
      partOf: alternatives(cells.part_of),
      ordinaryWord: cells.only_capitalised_or_with_preposition === 'yes',
      line,
    };
  });
  checkPlaces(file, places, problems);
  return places;
}

function checkPlaces(file: string, places: Place[], problems: Problem[]): void {
  const byName = new Map(places.map((place) => [place.sv, place]));
  const seen = { id: new Set<string>(), sv: new Set<string>() };
  for (const place of places) {
    const say = (message: string) => problems.push({ file, line: place.line, message });
    for (const column of ['id', 'sv'] as const) {
      if (seen[column].has(place[column])) say(`the ${column} '${place[column]}' stands twice`);
      seen[column].add(place[column]);
    }
    const home = byName.get(place.municipality);
    if (home?.kind !== 'municipality') say(`the municipality '${place.municipality}' is not in this file`);
    if (place.kind === 'municipality' && place.municipality !== place.sv)
      say(`the municipality '${place.sv}' must be its own municipality`);
    for (const name of place.partOf) {
      const part = byName.get(name);
      if (part?.kind !== 'district') say(`part_of: there is no district '${name}' in this file`);
      else if (part.municipality !== place.municipality)
        say(`part_of: '${name}' lies in ${part.municipality}, not in ${place.municipality}`);
    }
  }
}
