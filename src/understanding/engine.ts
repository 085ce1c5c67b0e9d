/** Word lists and expressions put together so that a text can be searched: built once, then only read. */
import type { Language } from '../core/vocabulary.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import type { ExpressionRow, LanguageFiles, UnderstandingData } from './data.ts';
import type { Pattern } from './expressions.ts';
import { Compiler } from './expressions.ts';
import { GrammarSymbols } from './grammar.ts';
import type { LanguageGuesser, Reading } from './language.ts';
import type { Board, Match, PhraseLevel } from './match.ts';
import { board, findPatterns, indexPatterns, indexPhrases, markPhrases } from './match.ts';
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
  readonly #reader: WordReader;
  readonly #judge: StatusJudge;
  readonly #child: Sym[];

  /** `wanted` chooses the expressions; the lexicon is taken in whole, or only what they need. */
  constructor(
    data: UnderstandingData,
    guesser: LanguageGuesser,
    wanted: (row: ExpressionRow) => boolean,
    whole: boolean,
  ) {
    const concepts = new Set(Object.keys(data.concepts));
    const compiler = new Compiler(this.table, concepts);
    const needed = whole ? concepts : conceptsOf(data, wanted);
    for (const concept of CHILD_CONCEPTS) needed.add(concept.slice(1));
    for (const language of LANGUAGES) this.#lexicon(compiler, language, data.languages[language], needed);
    this.grammar = new GrammarSymbols(data.languages, this.table, compiler, (language, row, work) =>
      this.#guard(language, row, work),
    );
    for (const row of data.shared) if (wanted(row)) this.#row(compiler, row, null);
    for (const language of LANGUAGES) {
      for (const row of data.languages[language].expressions) if (wanted(row)) this.#row(compiler, row, language);
    }
    this.#phrases = indexPhrases(compiler.phrases);
    this.#patterns = indexPatterns(compiler.patterns);
    this.#reader = new WordReader(this.table, guesser, whole ? new Speller(this.table) : null);
    this.#child = CHILD_CONCEPTS.map((concept) => this.table.symbol(concept));
    this.#judge = new StatusJudge(this.grammar, (on, word) => this.namesChild(on, word));
  }

  #lexicon(compiler: Compiler, language: Language, files: LanguageFiles, needed: ReadonlySet<string>): void {
    for (const { concept, form } of files.lexicon) {
      if (!needed.has(concept)) continue;
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
    markPhrases(on, this.#phrases);
    return on;
  }

  /** Everything that the expressions find, with its status; what looks like something else is left out. */
  find(on: Board): Judged[] {
    const matches = findPatterns(on, this.#patterns);
    const others = matches.filter((match) => match.pattern.use === 'not');
    const left = matches.filter((match) => match.pattern.use !== 'not' && !others.some((other) => hides(other, match)));
    return this.#judge.judge(on, left);
  }

  /** Whether a word names a child or young person. */
  namesChild(on: Board, word: number): boolean {
    const here = on.spans[word];
    return here !== undefined && this.#child.some((sym) => here.has(sym));
  }

  /** Whether any word or phrase of a meaning stands in the text. */
  has(on: Board, concept: string): boolean {
    const sym = this.table.find(`@${concept}`);
    return sym !== undefined && on.starts.has(sym);
  }
}

function hides(other: Match, match: Match): boolean {
  const { target } = other.pattern;
  if (target !== '*' && target !== match.pattern.target) return false;
  if (target === '*' && /^(intent|role):/.test(match.pattern.target)) return false;
  return match.words.some((word) => word >= other.from && word < other.to);
}

function conceptsOf(data: UnderstandingData, wanted: (row: ExpressionRow) => boolean): Set<string> {
  const rows = [...data.shared, ...LANGUAGES.flatMap((language) => data.languages[language].expressions)];
  const out = new Set<string>();
  for (const row of rows) {
    if (wanted(row)) for (const match of row.expression.matchAll(/@(\w+)/g)) if (match[1]) out.add(match[1]);
  }
  return out;
}
