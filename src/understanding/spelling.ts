/** One wrong letter is forgiven in a longer word, towards a listed word. Never used for danger. */
import type { Language } from '../core/vocabulary.ts';
import type { WordTable } from './words.ts';

const LEAST = 5;

/** Whether two words differ by one letter changed, missing, added, or two neighbours swapped. */
export function oneApart(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

export class Speller {
  /** Listed words by language, first letter and length. */
  readonly #shelves = new Map<string, string[]>();

  readonly #names: ReadonlySet<string>;

  /** `names` are words that mean themselves (Valsta is no misspelt word). */
  constructor(table: WordTable, names: ReadonlySet<string>) {
    this.#names = names;
    for (const language of ['sv', 'ar', 'so', 'en'] as const) {
      for (const word of table.known[language]) {
        if (word.length < LEAST) continue;
        const shelf = `${language} ${word[0]} ${word.length}`;
        const known = this.#shelves.get(shelf);
        if (known) known.push(word);
        else this.#shelves.set(shelf, [word]);
      }
    }
  }

  /** The listed words one letter apart. Short words must be longer than the change is likely. */
  near(word: string, language: Language): string[] {
    if (this.#names.has(word)) return [];
    const found: string[] = [];
    for (const length of [word.length - 1, word.length, word.length + 1]) {
      if (length < LEAST || Math.max(length, word.length) < LEAST + 1) continue;
      for (const listed of this.#shelves.get(`${language} ${word[0]} ${length}`) ?? []) {
        if (oneApart(word, listed)) found.push(listed);
      }
    }
    return found;
  }
}
