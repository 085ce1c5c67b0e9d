/** The municipality or district that a text names, by its Swedish name. */
import type { PlaceNames } from './data.ts';
import { foldLatin, foldSomali } from './letters.ts';
import { oneApart } from './spelling.ts';
import type { Token, Tokens } from './tokens.ts';
import { tokenize } from './tokens.ts';

interface Entry {
  place: PlaceNames;
  keys: string[];
}

const ARABIC_BEFORE = ['وب', 'وال', 'بال', 'لل', 'ب', 'ل', 'و', 'ف', 'ك', 'ع', 'من', 'في', 'ال'];
/** Where somebody is or comes from, folded, in the four languages. */
const PREPOSITIONS = new Set([
  'i',
  'pa',
  'fran',
  'till',
  'vid',
  'nara',
  'utanfor',
  'genom',
  'bor',
  'omradet',
  'kommun',
  'hela',
  'in',
  'from',
  'to',
  'at',
  'near',
  'around',
  'of',
  'outside',
  'magaalada',
  'degmada',
  'xaafadda',
  'xafada',
  'ku',
  'ka',
  'deggan',
  'degan',
  'b',
  'bi',
  'fi',
  'men',
  'min',
  'em',
  'في',
  'ب',
  'من',
  'الي',
  'ل',
  'عند',
  'منطقه',
  'بمنطقه',
  'بلديه',
  'حي',
  'ساكنين',
  'اسكن',
  'نسكن',
  'قرب',
]);
const LIVES =
  /^(bor|bodde|bosatta|lives?|living|live|resident|degan|deggan|deganahay|daganahay|ساكن|ساكنين|ساكنه|نسكن|اسكن|يسكن|تسكن|عايشين|sakn.*|saken.*)$/;
const SHORT = 4;
const TYPO_LEAST = 6;

export class PlaceReader {
  readonly #byFirst = new Map<string, Entry[]>();
  readonly #shelves = new Map<string, Entry[]>();
  readonly #common: (key: string) => boolean;

  /** `common` tells words that are no places in lower case ('vara', 'lund'). */
  constructor(places: readonly PlaceNames[], common: (key: string) => boolean) {
    this.#common = common;
    for (const place of places) {
      for (const name of place.names) this.#add(place, name);
    }
  }

  #add(place: PlaceNames, name: string): void {
    const keys = tokenize(name).words.map((word) => word.key);
    const [first] = keys;
    if (!first) return;
    const entry = { place, keys };
    push(this.#byFirst, first, entry);
    if (keys.length === 1 && first.length >= TYPO_LEAST) push(this.#shelves, `${first[0]}${first.length}`, entry);
  }

  /** Where the child lives if the text says so, else the first place named; null when none is. */
  read(text: string, tokens: Tokens, skip: (word: number) => boolean): string | null {
    let first: string | null = null;
    for (let at = 0; at < tokens.words.length; at++) {
      if (skip(at)) continue;
      const found = this.#at(text, tokens, at);
      if (!found) continue;
      if (this.#lives(tokens, at)) return found.sv;
      first ??= found.sv;
    }
    return first;
  }

  #at(text: string, tokens: Tokens, at: number): PlaceNames | null {
    const word = tokens.words[at];
    if (!word || word.script === 'number') return null;
    const spellings = this.#spellings(word);
    let best: Entry | null = null;
    for (const spelling of spellings) {
      for (const entry of this.#byFirst.get(spelling) ?? []) {
        if (
          (!best || entry.keys.length > best.keys.length) &&
          this.#rest(tokens, at, entry) &&
          this.#likely(tokens, at, entry)
        )
          best = entry;
      }
    }
    return best?.place ?? this.#misspelt(text, tokens, at, word);
  }

  #spellings(word: Token): string[] {
    const out = [word.key];
    if (word.script === 'latin') {
      for (const end of ['s', 'ka', 'ta', 'da', 'ga', 'ku', 'tu', 'na', 'ko', 'bor'])
        if (word.key.length - end.length >= 4 && word.key.endsWith(end)) out.push(word.key.slice(0, -end.length));
      if (word.key.startsWith('b') && word.key.length >= 6) out.push(word.key.slice(1));
    } else {
      for (const before of ARABIC_BEFORE) {
        if (word.key.startsWith(before) && word.key.length - before.length >= 3)
          out.push(word.key.slice(before.length), `ال${word.key.slice(before.length)}`);
      }
    }
    return out;
  }

  #rest(tokens: Tokens, at: number, { keys }: Entry): boolean {
    return keys.every((key, index) => {
      if (index === 0) return true;
      const word = tokens.words[at + index]?.key;
      return word === key || (index === keys.length - 1 && word === `${key}s`);
    });
  }

  /** A short name, or one that is an ordinary word, counts only as a name: capital letter, and said of a place. */
  #likely(tokens: Tokens, at: number, { place, keys }: Entry): boolean {
    const word = tokens.words[at];
    const name = keys[0] ?? '';
    if (!word) return false;
    if (keys.length > 1) return true;
    const before = tokens.words[at - 1];
    const preposition = before !== undefined && PREPOSITIONS.has(before.key) && before.sentence === word.sentence;
    if (word.script === 'arabic') {
      if (name.length > SHORT) return true;
      return preposition || word.key !== name;
    }
    if (place.ordinaryWord || this.#common(name) || this.#common(foldSomali(name))) return word.capital && preposition;
    if (name !== foldLatin(place.sv.split(' ')[0] ?? '')) return word.capital || preposition;
    if (name.length <= SHORT) return word.capital ? preposition || before !== undefined : preposition;
    return true;
  }

  #misspelt(text: string, tokens: Tokens, at: number, word: Token): PlaceNames | null {
    const before = tokens.words[at - 1];
    const said = before !== undefined && PREPOSITIONS.has(before.key);
    const clitic = word.script === 'arabic' && /^(ب|في)/.test(word.key);
    const capital = word.capital && text.slice(word.start, word.end) !== text.slice(word.start, word.end).toUpperCase();
    if (!said && !clitic && !(capital && before?.sentence === word.sentence)) return null;
    let found: PlaceNames | null = null;
    for (const spelling of this.#spellings(word)) {
      if (spelling.length < TYPO_LEAST || this.#common(spelling)) continue;
      for (const length of [spelling.length - 1, spelling.length, spelling.length + 1]) {
        for (const { place, keys } of this.#shelves.get(`${spelling[0]}${length}`) ?? []) {
          if (!oneApart(spelling, keys[0] ?? '')) continue;
          if (found && found.sv !== place.sv) return null;
          found = place;
        }
      }
    }
    return found;
  }

  #lives(tokens: Tokens, at: number): boolean {
    for (let before = Math.max(0, at - 3); before < at; before++) {
      if (LIVES.test(tokens.words[before]?.key ?? '')) return true;
    }
    return [at + 1, at + 2].some((after) => LIVES.test(tokens.words[after]?.key ?? ''));
  }
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key);
  if (known) known.push(entry);
  else map.set(key, [entry]);
}
