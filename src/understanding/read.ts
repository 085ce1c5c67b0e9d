/** From words to the symbols (meanings, listed words, small words of the grammar) that they may stand for. */
import type { Language } from '../core/vocabulary.ts';
import { ANY_NUMBER } from './expressions.ts';
import type { LanguageGuesser, Reading } from './language.ts';
import { foldSomali, skeletonsOfArabizi } from './letters.ts';
import type { Spans } from './match.ts';
import type { Speller } from './spelling.ts';
import { stems } from './stems.ts';
import type { Token, Tokens } from './tokens.ts';
import type { Sym, WordTable } from './words.ts';

const LATIN: readonly Language[] = ['sv', 'en', 'so'];
const ARABIZI_BEFORE = [
  'wel',
  'wil',
  'wal',
  'bel',
  'bil',
  'bal',
  '3al',
  '3a',
  'lal',
  'hal',
  'el',
  'il',
  'al',
  'bye',
  'byi',
  'by',
  'bt',
  'bi',
  'be',
  'ye',
  'yi',
  'ya',
  'ta',
  'te',
  't',
  'y',
  'n',
  'w',
  'b',
  'l',
  'f',
  'm',
];
const ARABIZI_AFTER = [
  'hon',
  'hom',
  'hun',
  'on',
  'un',
  'lo',
  'la',
  'li',
  'na',
  'ak',
  'ik',
  'et',
  'it',
  'at',
  'ha',
  'sh',
  't',
];

export interface ReadOptions {
  /** All languages for every word: for danger, which must not depend on guessing the language. */
  everyLanguage: boolean;
  /** Whether one wrong letter is forgiven. Never for danger. */
  correct: boolean;
}

export class WordReader {
  readonly #table: WordTable;
  readonly #guesser: LanguageGuesser;
  readonly #speller: Speller | null;
  readonly #number: Sym;
  /** Whether the text being read uses å, ä or ö. */
  #dotted = false;

  constructor(table: WordTable, guesser: LanguageGuesser, speller: Speller | null) {
    this.#table = table;
    this.#guesser = guesser;
    this.#speller = speller;
    this.#number = table.symbol(ANY_NUMBER);
  }

  /** The symbols at each word. `skip` tells words that are masked and say nothing. */
  read(tokens: Tokens, reading: Reading, options: ReadOptions, skip: (word: number) => boolean): Spans {
    const memory = new Map<string, Set<Sym>>();
    this.#dotted = tokens.words.some((token) => token.dots !== token.key && /[åäö]/.test(token.dots));
    let corrections = 200;
    return tokens.words.map((token, at) => {
      const here = new Map<Sym, number>();
      if (skip(at)) return here;
      const clitic = reading.arabizi ? cliticOf(tokens.words[at - 1]) : '';
      const word = clitic + (token.dots || token.key);
      let syms = memory.get(word);
      if (!syms) {
        syms = this.#symbols(token, reading, options);
        if (clitic !== '') this.#arabizi(clitic + token.key, syms);
        if (syms.size === 0 && options.correct && this.#speller && token.key.length >= 5 && corrections-- > 0) {
          syms = this.#corrected(token, reading);
        }
        memory.set(word, syms);
      }
      for (const sym of syms) here.set(sym, at + 1);
      return here;
    });
  }

  #symbols(token: Token, reading: Reading, options: ReadOptions): Set<Sym> {
    const out = new Set<Sym>();
    if (token.script === 'number') out.add(this.#number);
    else if (token.script === 'arabic') this.#arabic(token.key, out);
    else if (token.script === 'latin') this.#latin(token, reading, options, out);
    return out;
  }

  #arabic(key: string, out: Set<Sym>): void {
    this.#table.lookup('ar', stems(key, 'ar'), out);
    // Small words are listed exactly; only «and» may be written onto them.
    if (key.length >= 3 && (key.startsWith('و') || key.startsWith('ف'))) {
      for (const sym of this.#table.forms.ar.exact.get(key.slice(1)) ?? []) out.add(sym);
    }
  }

  #latin(token: Token, reading: Reading, options: ReadOptions, out: Set<Sym>): void {
    for (const language of LATIN) {
      if (!options.everyLanguage && !this.#allowed(token, language, reading)) continue;
      if (language === 'sv') this.#swedish(token, out);
      else {
        const key = language === 'so' ? token.somali : token.key;
        this.#table.lookup(language, stems(key, language), out);
      }
    }
    if (reading.lang === 'ar') this.#table.lookup('arabizi', stems(token.key, 'sv'), out);
    if (reading.arabizi || (options.everyLanguage && /\d/.test(token.key))) this.#arabizi(token.key, out);
  }

  /** Words are what they say where somebody writes å, ä and ö; else they may stand for the dotted ones. */
  #swedish(token: Token, out: Set<Sym>): void {
    const before = out.size;
    this.#table.lookup('sv', stems(token.dots, 'sv'), out);
    if (out.size === before && !this.#dotted) this.#table.lookup('bare', stems(token.key, 'sv'), out);
  }

  #arabizi(key: string, out: Set<Sym>): void {
    this.#table.lookup('arabizi', [key, foldSomali(key)], out);
    const spellings = new Set([key]);
    for (const before of ARABIZI_BEFORE)
      if (key.startsWith(before) && key.length - before.length >= 3) spellings.add(key.slice(before.length));
    for (const spelling of [...spellings]) {
      for (const after of ARABIZI_AFTER)
        if (spelling.endsWith(after) && spelling.length - after.length >= 3)
          spellings.add(spelling.slice(0, -after.length));
    }
    for (const spelling of spellings) {
      for (const skeleton of skeletonsOfArabizi(spelling)) {
        if (skeleton.length >= 3) for (const sym of this.#table.skeletons.get(skeleton) ?? []) out.add(sym);
      }
    }
  }

  /**
   * Whether a word may be read in a language. A word that the message's own language knows is read in that only
   * ('far' in a Somali message is no father); others are read where their letters fit.
   */
  #allowed(token: Token, language: Language, reading: Reading): boolean {
    const own = reading.lang;
    if (own === null || own === language) return true;
    if (own === 'ar' && !reading.arabizi) return true;
    if (this.#guesser.isSmall(token.key, own)) return false;
    if (own === 'ar') return !/\d/.test(token.key);
    const known = this.#table.known[own];
    const key = own === 'so' ? token.somali : own === 'sv' ? token.dots : token.key;
    if (known.has(key)) return false;
    if (own !== 'so' && language !== 'so') return true;
    const likely = this.#guesser.word(token.key);
    return likely[language as 'sv' | 'en' | 'so'] >= likely[own as 'sv' | 'en' | 'so'];
  }

  #corrected(token: Token, reading: Reading): Set<Sym> {
    const out = new Set<Sym>();
    const language = token.script === 'arabic' ? 'ar' : (reading.lang ?? 'sv');
    if (language === 'ar' && token.script !== 'arabic') return out;
    if (token.script === 'latin' && this.#guesser.isSmall(token.key, language)) return out;
    const key = language === 'so' ? token.somali : language === 'sv' ? token.dots : token.key;
    const near = this.#speller?.near(key, language) ?? [];
    near.forEach((word, at) => {
      const syms = new Set<Sym>();
      this.#table.lookup(language, stems(word, language), syms);
      // Where it may be one of several words, only what all of them mean is believed.
      if (at === 0) for (const sym of syms) out.add(sym);
      else for (const sym of out) if (!syms.has(sym)) out.delete(sym);
    });
    return out;
  }
}

/** In Arabizi the particles that Arabic writes onto a word (b, w, l) often stand apart. */
function cliticOf(previous: Token | undefined): string {
  return previous !== undefined && /^(?:b|bi|be|bel|bil|l|lal|3al|w)$/.test(previous.key) ? previous.key : '';
}
