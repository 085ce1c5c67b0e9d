/** Word forms of all languages to symbols (meanings and single words that expressions ask for). */
import type { Language } from '../core/vocabulary.ts';
import { foldLatin, foldSomali, skeletonOfArabic } from './letters.ts';
import { listedStems } from './stems.ts';

/** A number that stands for a meaning or for one form. */
export type Sym = number;

export type Affix = 'whole' | 'exact' | 'prefix' | 'suffix' | 'infix';

/** `bare` is Swedish as it is written without dots. */
export type KeySpace = Language | 'bare' | 'arabizi';

export interface Forms {
  whole: Map<string, Sym[]>;
  /** Only the word itself, no stems. */
  exact: Map<string, Sym[]>;
  prefix: Map<string, Sym[]>;
  suffix: Map<string, Sym[]>;
  infix: Map<string, Sym[]>;
  longest: { prefix: number; suffix: number; infix: number };
  shortest: { prefix: number; suffix: number; infix: number };
}

function forms(): Forms {
  return {
    whole: new Map(),
    exact: new Map(),
    prefix: new Map(),
    suffix: new Map(),
    infix: new Map(),
    longest: { prefix: 0, suffix: 0, infix: 0 },
    shortest: { prefix: 99, suffix: 99, infix: 99 },
  };
}

function add(map: Map<string, Sym[]>, key: string, sym: Sym): void {
  const known = map.get(key);
  if (!known) map.set(key, [sym]);
  else if (!known.includes(sym)) known.push(sym);
}

export class WordTable {
  readonly forms: Record<KeySpace, Forms> = {
    sv: forms(),
    bare: forms(),
    ar: forms(),
    so: forms(),
    en: forms(),
    arabizi: forms(),
  };
  /** Consonant skeletons of Arabic forms, for Arabizi. */
  readonly skeletons = new Map<string, Sym[]>();
  /** Listed words themselves (no stems): a word that is known is never corrected. */
  readonly known: Record<Language, Set<string>> = { sv: new Set(), ar: new Set(), so: new Set(), en: new Set() };
  /** Symbols of number ranges (`#18-60`). */
  readonly ranges: { from: number; to: number; sym: Sym }[] = [];
  #names = new Map<string, Sym>();
  #next = 1;

  /** The symbol of a name; the same name gives the same symbol. */
  symbol(name: string): Sym {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const made = this.#next++;
    this.#names.set(name, made);
    return made;
  }

  /** The symbol of a range of numbers, both ends included. */
  range(from: number, to: number): Sym {
    const name = `# ${from}-${to}`;
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const sym = this.symbol(name);
    this.ranges.push({ from, to, sym });
    return sym;
  }

  /** The symbol of a name if there is one. */
  find(name: string): Sym | undefined {
    return this.#names.get(name);
  }

  /** Adds a single word of a language, folded with its dots, as a form of the symbol. */
  add(language: Language, word: string, affix: Affix, sym: Sym): void {
    if (language === 'ar' && !/[\u0600-\u06FF]/.test(word)) {
      // Latin letters in an Arabic list: an Arabizi spelling, or a Swedish word that people use within Arabic.
      this.#put(this.forms.arabizi, foldLatin(word), affix, sym, 'sv');
      return;
    }
    const bare = language === 'ar' ? word : foldLatin(word);
    const key = language === 'so' ? foldSomali(bare) : language === 'sv' ? word : bare;
    if (language === 'sv') this.#put(this.forms.bare, bare, affix, sym, 'sv');
    this.#put(this.forms[language], key, affix, sym, language);
    if (affix === 'whole' || affix === 'exact') this.known[language].add(key);
    if (language === 'ar' && affix !== 'suffix' && affix !== 'infix') {
      for (const stem of affix === 'exact' ? [key] : listedStems(key, 'ar')) {
        const skeleton = skeletonOfArabic(stem);
        if (skeleton.length >= 3) add(this.skeletons, skeleton, sym);
      }
    }
  }

  #put(into: Forms, key: string, affix: Affix, sym: Sym, language: Language | null): void {
    if (affix === 'exact') add(into.exact, key, sym);
    else if (affix === 'whole') {
      const kept = language ? listedStems(key, language) : [key];
      // Where the bare word is listed, too (film, filmer), this is its plural and no verb (filmar).
      const plural = language === 'sv' && /[ae]r$/.test(key) && into.whole.has(key.slice(0, -2));
      for (const stem of kept) if (!plural || !stem.endsWith('~')) add(into.whole, stem, sym);
    } else {
      add(into[affix], key, sym);
      into.longest[affix] = Math.max(into.longest[affix], key.length);
      into.shortest[affix] = Math.min(into.shortest[affix], key.length);
    }
  }

  /** All symbols of a word (given with its stems) in one key space. */
  lookup(space: KeySpace, candidates: readonly string[], out: Set<Sym>): void {
    const { whole, exact, prefix, suffix, infix, longest, shortest } = this.forms[space];
    const word = candidates[0] ?? '';
    collect(exact.get(word), out);
    for (const candidate of candidates) collect(whole.get(candidate), out);
    const heads = space === 'ar' ? candidates : [word];
    for (const head of heads) {
      for (let n = shortest.prefix; n <= longest.prefix && n <= head.length; n++)
        collect(prefix.get(head.slice(0, n)), out);
    }
    const tails = space === 'sv' || space === 'bare' || space === 'en' ? [word, ...candidates] : [word];
    for (const tail of tails) {
      for (let n = shortest.suffix; n <= longest.suffix && n < tail.length; n++)
        collect(suffix.get(tail.slice(-n)), out);
    }
    for (let at = 0; infix.size > 0 && at < word.length; at++) {
      for (let n = shortest.infix; n <= longest.infix && at + n <= word.length; n++)
        collect(infix.get(word.slice(at, at + n)), out);
    }
  }
}

function collect(from: Sym[] | undefined, out: Set<Sym>): void {
  if (from) for (const sym of from) out.add(sym);
}
