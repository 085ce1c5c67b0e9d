/** Which language a text is in: script, small words, letter triples; Arabic in Latin letters included. */
import type { Language } from '../core/vocabulary.ts';
import type { LanguageFiles } from './data.ts';
import { foldLatin } from './letters.ts';
import type { Tokens } from './tokens.ts';
import { tokenize } from './tokens.ts';

const LATIN = ['sv', 'en', 'so', 'arabizi'] as const;
type Latin = (typeof LATIN)[number];
type Scores = Record<Latin, number>;

export interface Reading {
  lang: Language | null;
  sure: boolean;
  arabizi: boolean;
}

/** Letters that Arabic is not written with: Kurdish, Pashto and the like are not answered in Arabic by mistake. */
const NOT_ARABIC = /[ێۆڕڵټډښځڼےݔ]/;
/** Digits that stand for Arabic letters, inside a word or at its beginning. */
const ARABIZI_DIGIT = /^(?:[a-z]+[23578][a-z']*|[2378]\p{L}{2,}|[a-z]*[23578][a-z]+)$/u;
const SWEDISH_LETTER = /[åäö]/i;

function zero(): Scores {
  return { sv: 0, en: 0, so: 0, arabizi: 0 };
}

export class LanguageGuesser {
  readonly #small: Record<Latin, Set<string>> = { sv: new Set(), en: new Set(), so: new Set(), arabizi: new Set() };
  readonly #triples = new Map<string, Scores>();
  readonly #totals = zero();

  constructor(languages: Record<Language, LanguageFiles>) {
    for (const code of ['sv', 'en', 'so'] as const) {
      const { grammar, lexicon, expressions } = languages[code];
      for (const word of grammar.function_words) this.#small[code].add(foldLatin(word));
      this.#learn(code, grammar.function_words, 3);
      this.#learn(
        code,
        lexicon.map((row) => row.form),
        1,
      );
      this.#learn(
        code,
        expressions.map((row) => row.expression.replace(/@\w+/g, ' ')),
        1,
      );
    }
    const arabic = languages.ar;
    for (const word of arabic.grammar.arabizi_words) this.#small.arabizi.add(foldLatin(word));
    this.#learn('arabizi', arabic.grammar.arabizi_words, 6);
    this.#learn(
      'arabizi',
      arabic.lexicon.map((row) => row.form).filter((form) => /^[\x20-\x7e]+$/.test(form)),
      2,
    );
  }

  #learn(language: Latin, texts: readonly string[], weight: number): void {
    for (const text of texts) {
      for (const match of text.matchAll(/[\p{L}\p{M}'’]{2,}/gu)) {
        const padded = `_${foldLatin(match[0])}_`;
        for (let at = 0; at + 3 <= padded.length; at++) {
          const triple = padded.slice(at, at + 3);
          const counts = this.#triples.get(triple) ?? zero();
          counts[language] += weight;
          this.#triples.set(triple, counts);
          this.#totals[language] += weight;
        }
      }
    }
  }

  /** Mean log-likelihood of a folded word's letter triples, 0 for the best language, lower for the others. */
  word(key: string): Scores {
    const out = zero();
    const padded = `_${key}_`;
    let count = 0;
    for (let at = 0; at + 3 <= padded.length && count < 20; at++) {
      const counts = this.#triples.get(padded.slice(at, at + 3));
      count++;
      for (const language of LATIN) {
        const total = this.#totals[language];
        out[language] += Math.log(((counts?.[language] ?? 0) + 0.4) / (total + 3000));
      }
    }
    if (count === 0) return out;
    const best = Math.max(...LATIN.map((language) => out[language]));
    for (const language of LATIN) out[language] = (out[language] - best) / count;
    return out;
  }

  /** Whether a folded word is one of the small words of a language. */
  isSmall(key: string, language: Language): boolean {
    return language === 'ar' ? this.#small.arabizi.has(key) : this.#small[language].has(key);
  }

  /** The language of a text. `sure` needs several words that agree. */
  read(text: string, tokens: Tokens = tokenize(text)): Reading {
    let arabic = 0;
    let latin = 0;
    let other = 0;
    let listed = 0;
    const scores = zero();
    for (const token of tokens.words.slice(0, 400)) {
      if (token.script === 'arabic') arabic++;
      else if (token.script === 'other') other++;
      else if (token.script === 'latin') {
        latin++;
        if (this.#weigh(text.slice(token.start, token.end), token.key, token.capital, scores)) listed++;
      }
    }
    if (other > arabic + latin) return { lang: null, sure: false, arabizi: false };
    if (arabic > 0 && arabic * 2 >= latin) {
      const foreign = NOT_ARABIC.test(text);
      return { lang: foreign ? null : 'ar', sure: !foreign && arabic >= 2, arabizi: false };
    }
    return this.#choose(scores, latin, listed);
  }

  /** Adds what a word says about the language; gives whether it is one of the small words that tell it. */
  #weigh(raw: string, key: string, capital: boolean, scores: Scores): boolean {
    const owners = LATIN.filter((language) => this.#small[language].has(key));
    for (const owner of owners) scores[owner] += 1.6 / owners.length;
    const digits = ARABIZI_DIGIT.test(key) && /[a-z]/.test(key);
    if (digits) scores.arabizi += 2;
    if (!capital && SWEDISH_LETTER.test(raw)) scores.sv += 1;
    const listed = digits || owners.length > 0;
    if (digits || key.length < 3 || owners.length === 1) return listed;
    const likely = this.word(key);
    for (const language of LATIN)
      scores[language] += 0.5 * Math.max(-1.2, likely[language]) + (likely[language] === 0 ? 0.3 : 0);
    return listed;
  }

  /** Letters alone make no text: without a single small word that is listed, the language is not sure. */
  #choose(scores: Scores, words: number, listed: number): Reading {
    const ranked = [...LATIN].sort((a, b) => scores[b] - scores[a]);
    const [first, second] = ranked;
    if (!first || !second || words === 0) return { lang: null, sure: false, arabizi: false };
    const margin = scores[first] - scores[second];
    const lang: Language = first === 'arabizi' ? 'ar' : first;
    const known = scores[first] > 0.25 || words > 3;
    if (!known || margin < 0.25) return { lang: null, sure: false, arabizi: first === 'arabizi' && scores.arabizi > 0 };
    return { lang, sure: words >= 3 && margin >= 1 && listed * 10 >= words, arabizi: first === 'arabizi' };
  }
}
