/** Word lists and expressions put together so that a text can be searched: built once, then only read. */
import type { Language } from '../core/vocabulary.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import type { ExpressionRow, LanguageFiles, UnderstandingData } from './data.ts';
import type { Pattern } from './expressions.ts';
import { ANY_NUMBER, Compiler } from './expressions.ts';
import { GrammarSymbols } from './grammar.ts';
import type { LanguageGuesser, Reading } from './language.ts';
import { foldArabic, foldLatin } from './letters.ts';
import type { Board, Match, PhraseLevel } from './match.ts';
import { board, findPatterns, indexPatterns, indexPhrases, mark, markPhrases } from './match.ts';
import type { ReadOptions } from './read.ts';
import { WordReader } from './read.ts';
import { Speller } from './spelling.ts';
import type { Judged } from './status.ts';
import { StatusJudge } from './status.ts';
import type { Tokens } from './tokens.ts';
import type { Sym } from './words.ts';
import { WordTable } from './words.ts';

/** Meanings that name the young person spoken of. */
const CHILD_CONCEPTS = ['@child_m', '@child_f', '@child', '@younger_child'];

/** A row of the data that cannot be used, with where it stands. */
export interface DataProblem {
  language: Language | null;
  row: string;
  problem: string;
}

export class Engine {
  readonly table = new WordTable();
  readonly grammar: GrammarSymbols;
  readonly problems: DataProblem[] = [];
  readonly #phrases: PhraseLevel[];
  readonly #patterns: Map<Sym, Pattern[]>;
  readonly #dangers: Map<Sym, Pattern[]>;
  readonly #reader: WordReader;
  readonly #judge: StatusJudge;
  readonly #child: Sym[];

  constructor(data: UnderstandingData, guesser: LanguageGuesser) {
    const compiler = new Compiler(this.table, new Set(Object.keys(data.concepts)));
    for (const language of LANGUAGES) this.#lexicon(compiler, language, data.languages[language]);
    this.grammar = new GrammarSymbols(data.languages, this.table, compiler, (language, row, work) =>
      this.#guard(language, row, work),
    );
    for (const row of data.shared) this.#row(compiler, row, null);
    for (const language of LANGUAGES) {
      for (const row of data.languages[language].expressions) this.#row(compiler, row, language);
    }
    this.#phrases = indexPhrases(compiler.phrases);
    const { patterns } = compiler;
    this.#dangers = indexPatterns(
      patterns.filter(({ target, use }) => isDanger(target) || (use === 'not' && target === '*')),
    );
    this.#patterns = indexPatterns(patterns.filter(({ target }) => !isDanger(target)));
    this.#reader = new WordReader(this.table, guesser, new Speller(this.table, placeWords(data)));
    this.#child = CHILD_CONCEPTS.map((concept) => this.table.symbol(concept));
    this.#judge = new StatusJudge(this.grammar, (on, word) => this.namesChild(on, word));
  }

  #lexicon(compiler: Compiler, language: Language, files: LanguageFiles): void {
    for (const { concept, form } of files.lexicon) {
      this.#guard(language, `${concept} ${form}`, () =>
        compiler.form(language, form, this.table.symbol(`@${concept}`)),
      );
    }
  }

  #row(compiler: Compiler, row: ExpressionRow, language: Language | null): void {
    this.#guard(language, `${row.target} ${row.expression}`, () => compiler.expression(row, language));
  }

  /** One wrong row must not silence the others: it is kept as a problem, which `npm run check` shows. */
  #guard(language: Language | null, row: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.problems.push({ language, row, problem: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Words and meanings of a text. */
  lay(tokens: Tokens, reading: Reading, options: ReadOptions, skip: (word: number) => boolean): Board {
    const spans = this.#reader.read(tokens, reading, options, skip);
    const small = this.table.symbol('grammar small');
    const on = board(
      tokens,
      spans,
      (word) => (spans[word]?.has(small) ?? false) || (tokens.words[word]?.key.length ?? 9) <= 2,
    );
    this.#numbers(on);
    markPhrases(on, this.#phrases);
    return on;
  }

  /** Numbers, in digits or as a word, fit the ranges that expressions ask for. */
  #numbers(on: Board): void {
    on.tokens.words.forEach((word, at) => {
      const value = word.value ?? this.grammar.numberAt(on, at);
      if (value === null || on.spans[at]?.size === 0) return;
      mark(on, this.table.symbol(ANY_NUMBER), at, at + 1);
      for (const { from, to, sym } of this.table.ranges) if (value >= from && value <= to) mark(on, sym, at, at + 1);
    });
  }

  /** Everything that the expressions find, with its status; what looks like something else is left out and told to `aside`. */
  find(on: Board, aside: (target: string) => void = () => {}): Judged[] {
    return this.#find(on, this.#patterns, aside);
  }

  /** The emergencies alone, with their status. */
  findDanger(on: Board): Judged[] {
    return this.#find(on, this.#dangers);
  }

  #find(on: Board, patterns: Map<Sym, Pattern[]>, aside: (target: string) => void = () => {}): Judged[] {
    const matches = findPatterns(on, patterns);
    const others = matches.filter((match) => match.pattern.use === 'not');
    const left = matches.filter((match) => match.pattern.use !== 'not' && !others.some((other) => hides(other, match)));
    for (const { pattern } of others) aside(pattern.target);
    return this.#judge.judge(on, left);
  }

  /** Whether a word names a child or young person. */
  namesChild(on: Board, word: number): boolean {
    const here = on.spans[word];
    return here !== undefined && this.#child.some((sym) => here.has(sym));
  }
}

/** Target of an expression that tells a kind of emergency. */
export const DANGER = 'emergency:';

function isDanger(target: string): boolean {
  return target.startsWith(DANGER);
}

/** The single words of all place names, folded as a text's words are. */
function placeWords({ places }: UnderstandingData): Set<string> {
  const words = places.flatMap(({ names }) => names).flatMap((name) => name.split(/[\s-]+/));
  return new Set(words.flatMap((word) => [foldLatin(word.toLowerCase()), foldArabic(word)]));
}

function hides(other: Match, match: Match): boolean {
  const { target } = other.pattern;
  if (target !== '*' && target !== match.pattern.target) return false;
  if (target === '*' && /^(intent|role):/.test(match.pattern.target)) return false;
  return match.words.some((word) => word >= other.from && word < other.to);
}
