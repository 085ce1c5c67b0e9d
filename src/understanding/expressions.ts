/**
 * The small language in which social workers and translators write down how something is said
 * (`knowledge/language/README.md`), compiled to nodes that the matcher walks.
 */
import type { Language } from '../core/vocabulary.ts';
import type { ExpressionRow, Use } from './data.ts';
import { tokenize } from './tokens.ts';
import type { Affix, Sym, WordTable } from './words.ts';

/** One place in a sequence: any of the symbols, after at most `gap` other words; null = the small fillers only. */
export interface Node {
  syms: Sym[];
  gap: number | null;
}

export type Sequence = Node[];

export interface Pattern {
  id: number;
  target: string;
  use: Use;
  /** In one sentence, in any order. */
  parts: Sequence[];
  /** In the same message. */
  elsewhere: Sequence[];
  /** Must not stand in the sentence. */
  without: Sequence[];
}

/** A form of several words: it gives its symbol wherever the words stand together. */
export interface Phrase {
  words: Sequence;
  sym: Sym;
  /** Phrases may be made of phrases: those of a lower level are looked for first. */
  level: number;
}

export class ExpressionError extends Error {}

/** `..` without a number, the most that a gap can be, and the fillers that may always stand between. */
const GAP = 4;
const LONGEST_GAP = 20;
const FILLERS = 2;
export const ANY_NUMBER = '#';

type Piece = { kind: 'word'; text: string } | { kind: 'group'; options: Piece[][]; optional: boolean };

/** Splits at blanks and brackets into words and groups. */
function parse(text: string): Piece[] {
  let at = 0;
  const sequence = (inside: boolean): Piece[][] => {
    const options: Piece[][] = [[]];
    while (at < text.length) {
      const char = text[at] ?? '';
      if (char === ')' && inside) return options;
      if (char === '|' && inside) {
        options.push([]);
        at++;
      } else if (/\s/.test(char)) at++;
      else if (char === '(') {
        at++;
        const inner = sequence(true);
        if (text[at] !== ')') throw new ExpressionError(`a bracket is not closed: ${text}`);
        at++;
        const optional = text[at] === '?';
        if (optional) at++;
        options.at(-1)?.push({ kind: 'group', options: inner, optional });
      } else {
        const word = /^[^\s()|]+/.exec(text.slice(at))?.[0];
        if (!word) throw new ExpressionError(`cannot be read from “${text.slice(at)}”`);
        at += word.length;
        options.at(-1)?.push({ kind: 'word', text: word });
      }
    }
    if (inside) throw new ExpressionError(`a bracket is not closed: ${text}`);
    return options;
  };
  return sequence(false)[0] ?? [];
}

export class Compiler {
  readonly patterns: Pattern[] = [];
  readonly phrases: Phrase[] = [];
  readonly #table: WordTable;
  readonly #concepts: ReadonlySet<string>;
  readonly #levels = new Map<Sym, number>();
  #groups = 0;

  constructor(table: WordTable, concepts: ReadonlySet<string>) {
    this.#table = table;
    this.#concepts = concepts;
  }

  /** Adds the form of a meaning (or of a word list of the grammar): one word, or several that stand together. */
  form(language: Language, form: string, sym: Sym, exact = false): void {
    const pieces = parse(form);
    const only = pieces[0];
    if (pieces.length === 1 && only?.kind === 'word') {
      const atoms = atomsOf(only.text, exact);
      const atom = atoms[0];
      if (atoms.length === 1 && atom) {
        this.#table.add(language, atom.key, atom.affix, sym);
        return;
      }
    }
    this.#phrase(this.#sequence(pieces, language, 0), sym);
  }

  #phrase(words: Sequence, sym: Sym): void {
    const level = 1 + Math.max(0, ...words.flatMap((node) => node.syms.map((part) => this.#levels.get(part) ?? 0)));
    this.#levels.set(sym, Math.max(level, this.#levels.get(sym) ?? 0));
    this.phrases.push({ words, sym, level });
  }

  /** Adds one expression; `language` null for the shared ones, which may hold meanings only. */
  expression(row: ExpressionRow, language: Language | null): void {
    const parts: Sequence[] = [];
    const elsewhere: Sequence[] = [];
    const without: Sequence[] = [];
    const text = row.expression.trim();
    const [said, ...exclusions] = text.split(/(?:^|\s+)!/);
    for (const exclusion of exclusions) without.push(this.#sequence(parse(exclusion), language));
    const [here, ...others] = (said ?? '').split(/\s+&\s+/);
    for (const other of others) elsewhere.push(this.#sequence(parse(other), language));
    for (const part of (here ?? '').split(/\s+\+\s+/)) parts.push(this.#sequence(parse(part), language));
    if (parts.some((part) => part.length === 0)) throw new ExpressionError(`an empty part: ${text}`);
    this.patterns.push({ id: this.patterns.length, target: row.target, use: row.use, parts, elsewhere, without });
  }

  /** `close`: how many words may stand between two that no gap mark parts; null for small fillers only. */
  #sequence(pieces: Piece[], language: Language | null, close: number | null = null): Sequence {
    const nodes: Sequence = [];
    let gap: number | null = null;
    for (const piece of pieces) {
      if (piece.kind === 'word' && /^\.\.\d*$/.test(piece.text)) {
        gap = Math.min(LONGEST_GAP, (gap ?? 0) + (piece.text === '..' ? GAP : Number(piece.text.slice(2))));
        continue;
      }
      if (piece.kind === 'group' && piece.optional) {
        // What may be missing is only room for its words.
        const room = Math.max(...piece.options.map((option) => option.length));
        if (nodes.length > 0) gap = Math.min(LONGEST_GAP, (gap ?? close ?? FILLERS) + room);
        continue;
      }
      if (piece.kind === 'group')
        nodes.push({ syms: this.#group(piece.options, language), gap: nodes.length === 0 ? null : (gap ?? close) });
      else {
        const words = this.#word(piece.text, language);
        words.forEach((syms, index) => {
          nodes.push({ syms, gap: nodes.length === 0 ? null : index === 0 ? (gap ?? close) : close });
        });
      }
      gap = null;
    }
    return nodes;
  }

  #group(options: Piece[][], language: Language | null): Sym[] {
    const syms = new Set<Sym>();
    for (const option of options) {
      const sequence = this.#sequence(option, language);
      const only = sequence[0];
      if (!only) throw new ExpressionError('empty brackets');
      if (sequence.length === 1) for (const sym of only.syms) syms.add(sym);
      else {
        const own = this.#table.symbol(`group:${this.#groups++}`);
        this.#phrase(sequence, own);
        syms.add(own);
      }
    }
    return [...syms];
  }

  #word(text: string, language: Language | null): Sym[][] {
    if (text === ANY_NUMBER) return [[this.#table.symbol(ANY_NUMBER)]];
    const range = /^#(\d+)-(\d+)$/.exec(text);
    if (range) return [[this.#table.range(Number(range[1]), Number(range[2]))]];
    if (text.startsWith('@')) {
      const concept = text.slice(1);
      if (!this.#concepts.has(concept)) throw new ExpressionError(`no such meaning: ${text}`);
      return [[this.#table.symbol(text)]];
    }
    if (!language) throw new ExpressionError(`a word in the shared file: ${text}`);
    return atomsOf(text, false).map((atom) => [this.#atom(language, atom)]);
  }

  #atom(language: Language, atom: { key: string; affix: Affix }): Sym {
    const sym = this.#table.symbol(`${language} ${atom.affix} ${atom.key}`);
    this.#table.add(language, atom.key, atom.affix, sym);
    return sym;
  }
}

/** A written word with its stars, cut and folded as text is. */
function atomsOf(text: string, whole: boolean): { key: string; affix: Affix }[] {
  const exact = text.startsWith('=');
  const before = text.startsWith('*');
  const after = text.endsWith('*') && text.length > 1;
  const bare = text.slice(exact || before ? 1 : 0, after ? -1 : undefined);
  const plain = /^[a-zåäö]+$/.test(bare) && !/(.)\1\1/.test(bare);
  const keys = plain ? [bare] : tokenize(bare).words.map((word) => (word.script === 'latin' ? word.dots : word.key));
  if (keys.length === 0) throw new ExpressionError(`no letters in “${text}”`);
  return keys.map((key, index) => {
    const first = index === 0 && before;
    const last = index === keys.length - 1 && after;
    const affix: Affix =
      first && last
        ? 'infix'
        : first
          ? 'suffix'
          : last
            ? 'prefix'
            : exact || (whole && keys.length === 1)
              ? 'exact'
              : 'whole';
    return { key, affix };
  });
}
