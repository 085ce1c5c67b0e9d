/** The word lists of `grammar.yml`, as symbols on the board. */
import type { Language } from '../core/vocabulary.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import type { Grammar, LanguageFiles } from './data.ts';
import type { Compiler } from './expressions.ts';
import type { Board } from './match.ts';
import type { Sym, WordTable } from './words.ts';

/** The lists that become symbols, with where each is found. */
const LISTS = {
  before: (g: Grammar) => g.negation.before,
  after: (g: Grammar) => g.negation.after,
  particle: (g: Grammar) => g.negation.particle,
  not_negation: (g: Grammar) => g.not_negation,
  cannot: (g: Grammar) => g.cannot,
  denies_knowledge: (g: Grammar) => g.denies_knowledge,
  ended: (g: Grammar) => g.ended,
  past: (g: Grammar) => g.past.filter((word) => !g.function_words.includes(word)),
  hypothetical: (g: Grammar) => g.hypothetical.filter((word) => !g.if_words.includes(word)),
  if_words: (g: Grammar) => g.if_words,
  general: (g: Grammar) => g.general,
  told: (g: Grammar) => g.told,
  rumour: (g: Grammar) => g.rumour,
  carriers: (g: Grammar) => g.carriers,
  breaks: (g: Grammar) => g.breaks,
  joins: (g: Grammar) => g.joins,
  question_words: (g: Grammar) => g.question_words,
  now: (g: Grammar) => g.now,
  soon_time: (g: Grammar) => g.soon_time,
  writer: (g: Grammar) => g.writer,
  child_pronouns: (g: Grammar) => g.child_pronouns,
  small: (g: Grammar) => [...g.function_words, ...g.negation.before, ...g.breaks, ...g.child_pronouns, ...g.writer],
  age_units: (g: Grammar) => g.age.units,
  age_before: (g: Grammar) => g.age.before,
  age_bare: (g: Grammar) => g.age.bare,
  age_bare_after: (g: Grammar) => g.age.bare_after,
  not_age: (g: Grammar) => g.age.not_age,
  not_age_after: (g: Grammar) => g.age.not_age_after,
  older_than_child: (g: Grammar) => g.age.older_than_child,
  school_before: (g: Grammar) => g.school_year.before,
  school_after: (g: Grammar) => g.school_year.after,
  ordinals_need: (g: Grammar) => g.school_year.ordinals_need,
} as const;
export type GrammarList = keyof typeof LISTS;

export class GrammarSymbols {
  readonly #table: WordTable;
  /** Endings of negated verbs after the particle, per language. */
  readonly verbEndings: Record<Language, string[]>;
  /** Arabic ما … ش. */
  readonly circumfix: [string, string][];
  /** Symbols of number words with their values, and of school years. */
  readonly values = new Map<Sym, number>();
  readonly #numberWords = new Map<string, number>();
  readonly years = new Map<Sym, { year: number; needs: boolean }>();

  constructor(
    languages: Record<Language, LanguageFiles>,
    table: WordTable,
    compiler: Compiler,
    guard: (language: Language, row: string, work: () => void) => void,
  ) {
    this.#table = table;
    const put = (language: Language, form: string, sym: Sym): void =>
      guard(language, form, () => compiler.form(language, form, sym, true));
    this.verbEndings = { sv: [], ar: [], so: [], en: [] };
    this.circumfix = [];
    for (const language of LANGUAGES) {
      const { grammar } = languages[language];
      for (const list of Object.keys(LISTS) as GrammarList[]) {
        for (const form of LISTS[list](grammar)) put(language, form, table.symbol(`grammar ${list}`));
      }
      for (const form of grammar.arabizi_words ?? []) put(language, form, table.symbol('grammar small'));
      for (const [form, value] of Object.entries(grammar.numbers)) {
        const sym = table.symbol(`value ${value}`);
        this.values.set(sym, value);
        this.#numberWords.set(form, value);
        put(language, form, sym);
      }
      const needs = grammar.school_year.ordinals_need.length > 0;
      for (const [form, year] of Object.entries(grammar.school_year.ordinals)) {
        const sym = table.symbol(`year ${year} ${needs}`);
        this.years.set(sym, { year, needs });
        put(language, form, sym);
      }
      this.verbEndings[language] = grammar.negation.verb_endings;
      this.circumfix.push(...grammar.negation.circumfix);
    }
  }

  /** Value of a number word as it is listed. */
  valueOf(word: string): number | undefined {
    return this.#numberWords.get(word);
  }

  /** Value of a number word that stands alone at the word, or null; one is mostly an article. */
  numberAt(on: Board, word: number): number | null {
    for (const [sym, to] of on.spans[word] ?? []) {
      const value = this.values.get(sym);
      if (value !== undefined && value !== 1 && to === word + 1) return value;
    }
    return null;
  }

  /** End of a listed word or phrase of the list that begins at the word, or null. */
  at(on: Board, list: GrammarList, word: number): number | null {
    const sym = this.#table.find(`grammar ${list}`);
    return sym === undefined ? null : (on.spans[word]?.get(sym) ?? null);
  }

  /** Where the list's words begin, ascending. */
  all(on: Board, list: GrammarList): readonly number[] {
    const sym = this.#table.find(`grammar ${list}`);
    return sym === undefined ? [] : (on.starts.get(sym) ?? []);
  }
}
