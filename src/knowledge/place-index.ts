import type { Place } from './places.ts';

export interface PlaceIndex {
  /**
   * The place that a name means: in any language, as a short name, without å ä ö. Null when it is unknown, or when two
   * towns have a district of that name and nothing says which is meant.
   */
  find(name: string): Place | null;
  /** Every place of that name; for asking which one is meant. */
  all(name: string): Place[];
  municipalities: string[];
}

const EXTRA = /\s*\b(kommun|stad|municipality)$/u;

export function createPlaceIndex(places: Place[]): PlaceIndex {
  const exact = new Map<string, Set<Place>>();
  const folded = new Map<string, Set<Place>>();
  for (const place of places) {
    for (const name of place.names) {
      add(exact, plain(name), place);
      add(folded, fold(name), place);
    }
  }
  const byName = new Map(places.map((place) => [plain(place.sv), place]));
  const all = (name: string) => {
    const tries = [name, name.trim().toLowerCase().replace(EXTRA, ''), withoutGenitive(name)];
    for (const one of tries) {
      const found = exact.get(plain(one)) ?? folded.get(fold(one));
      if (found && found.size > 0) return [...found];
    }
    return [];
  };
  return {
    all,
    find(name) {
      const given = byName.get(plain(name));
      if (given) return given;
      const found = all(name);
      const towns = found.filter((place) => place.kind === 'municipality');
      if (towns.length === 1) return towns[0] ?? null;
      return found.length === 1 ? (found[0] ?? null) : null;
    },
    municipalities: places
      .filter((place) => place.kind === 'municipality')
      .map((place) => place.sv)
      .sort(new Intl.Collator('sv').compare),
  };
}

function add(map: Map<string, Set<Place>>, key: string, place: Place): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set.add(place));
}

function plain(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s‐-―-]+/gu, ' ');
}

/** Without accents, hyphens and the Arabic letters that are written one for the other. */
function fold(name: string): string {
  return plain(name)
    .normalize('NFD')
    .replace(/\p{M}|\u0640/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .replace(/[ؤئ]/gu, 'و')
    .replace(/ڤ/gu, 'ف')
    .replace(/گ/gu, 'ك')
    .replaceAll(' ', '');
}

function withoutGenitive(name: string): string {
  return name.trim().replace(EXTRA, '').replace(/s$/u, '');
}
