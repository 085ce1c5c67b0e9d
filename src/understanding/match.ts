/** Finding meanings and expressions in the words of one message. Every search is bounded, whatever the text. */
import type { Node, Pattern, Phrase, Sequence } from './expressions.ts';
import type { Tokens } from './tokens.ts';
import type { Sym } from './words.ts';

/** For each word: the symbols that begin there, with the index after their last word. */
export type Spans = Map<Sym, number>[];

export interface Match {
  pattern: Pattern;
  /** Indexes of the words that the expression names, in order. */
  words: number[];
  from: number;
  /** After the last word. */
  to: number;
  sentence: number;
}

const FILLERS_MOST = 2;
const PARTS_APART = 10;
const TRIES = 300;
const STARTS_MOST = 40;
const MATCHES_MOST = 4;

/** The words that may stand between two words of an expression without being named. */
export type IsFiller = (word: number) => boolean;

export interface Board {
  tokens: Tokens;
  spans: Spans;
  /** Where each symbol begins, ascending. */
  starts: Map<Sym, number[]>;
  filler: IsFiller;
}

export function board(tokens: Tokens, spans: Spans, filler: IsFiller): Board {
  const starts = new Map<Sym, number[]>();
  spans.forEach((here, at) => {
    for (const sym of here.keys()) put(starts, sym, at);
  });
  return { tokens, spans, starts, filler };
}

/** Adds a symbol over the words from..to. */
export function mark(on: Board, sym: Sym, from: number, to: number): void {
  const here = on.spans[from];
  if (!here) return;
  const known = here.get(sym);
  if (known === undefined) {
    const starts = on.starts.get(sym);
    const last = starts?.at(-1) ?? -1;
    if (!starts) on.starts.set(sym, [from]);
    else if (last < from) starts.push(from);
    else if (!starts.includes(from)) {
      starts.push(from);
      starts.sort((a, b) => a - b);
    }
  }
  if (known === undefined || known < to) here.set(sym, to);
}

interface Budget {
  left: number;
}

/** Words of the rest of a sequence from `node` on, when the words before end at `end`; null when it does not match. */
function extend(
  on: Board,
  sequence: Sequence,
  index: number,
  end: number,
  sentence: number,
  budget: Budget,
): number[] | null {
  const node = sequence[index];
  if (!node) return [];
  const most = node.gap ?? FILLERS_MOST;
  for (let at = end; at <= end + most && at < on.spans.length; at++) {
    if (on.tokens.words[at]?.sentence !== sentence) return null;
    if (at > end && node.gap === null && !on.filler(at - 1)) return null;
    const found = tryNode(on, node, sequence, index, at, sentence, budget);
    if (found) return found;
    if (budget.left <= 0) return null;
  }
  return null;
}

function tryNode(
  on: Board,
  node: Node,
  sequence: Sequence,
  index: number,
  at: number,
  sentence: number,
  budget: Budget,
): number[] | null {
  const here = on.spans[at];
  if (!here || here.size === 0) return null;
  for (const sym of node.syms) {
    const to = here.get(sym);
    if (to === undefined) continue;
    if (--budget.left <= 0) return null;
    const rest = extend(on, sequence, index + 1, to, sentence, budget);
    if (rest) {
      const own: number[] = [];
      for (let word = at; word < to; word++) own.push(word);
      return own.concat(rest);
    }
  }
  return null;
}

/** Where a sequence may begin, ascending, within from..to. */
function beginnings(on: Board, sequence: Sequence, from: number, to: number): number[] {
  const first = sequence[0];
  if (!first) return [];
  const out: number[] = [];
  for (const sym of first.syms) {
    for (const at of on.starts.get(sym) ?? []) if (at >= from && at < to && !out.includes(at)) out.push(at);
    if (out.length > STARTS_MOST) break;
  }
  return out.sort((a, b) => a - b);
}

/** The first match of a sequence that begins within from..to and overlaps none of `taken`. */
function findSequence(
  on: Board,
  sequence: Sequence,
  from: number,
  to: number,
  taken: readonly number[],
): number[] | null {
  for (const at of beginnings(on, sequence, from, to)) {
    const words = matchAt(on, sequence, at);
    if (words && !words.some((word) => taken.includes(word))) return words;
  }
  return null;
}

function matchAt(on: Board, sequence: Sequence, at: number): number[] | null {
  const first = sequence[0];
  const sentence = on.tokens.words[at]?.sentence;
  if (!first || sentence === undefined) return null;
  return tryNode(on, first, sequence, 0, at, sentence, { left: TRIES });
}

/** Phrases of one level by their first symbol, and by their second where that must stand right behind. */
export interface PhraseLevel {
  close: Map<Sym, Map<Sym, Phrase[]>>;
  loose: Map<Sym, Phrase[]>;
}

/** Marks every phrase on the board, level by level. */
export function markPhrases(on: Board, levels: readonly PhraseLevel[]): void {
  for (const level of levels) {
    const found: [Sym, number, number][] = [];
    const attempt = (phrase: Phrase, at: number): void => {
      const words = matchAt(on, phrase.words, at);
      if (words) found.push([phrase.sym, at, (words.at(-1) ?? at) + 1]);
    };
    on.spans.forEach((here, at) => {
      for (const [sym, end] of here) {
        for (const phrase of level.loose.get(sym) ?? []) attempt(phrase, at);
        const close = level.close.get(sym);
        const next = on.spans[end];
        if (!close || !next) continue;
        for (const second of next.keys()) for (const phrase of close.get(second) ?? []) attempt(phrase, at);
      }
    });
    for (const [sym, from, to] of found) mark(on, sym, from, to);
  }
}

export function indexPhrases(phrases: readonly Phrase[]): PhraseLevel[] {
  const levels: PhraseLevel[] = [];
  for (const phrase of phrases) {
    while (levels.length < phrase.level) levels.push({ close: new Map(), loose: new Map() });
    const level = levels[phrase.level - 1] as PhraseLevel;
    const [first, second] = phrase.words;
    for (const sym of new Set(first?.syms ?? [])) {
      if (second?.gap !== 0) put(level.loose, sym, phrase);
      else {
        const close = level.close.get(sym) ?? new Map<Sym, Phrase[]>();
        level.close.set(sym, close);
        for (const next of new Set(second.syms)) put(close, next, phrase);
      }
    }
  }
  return levels;
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** Patterns by the rarest word or meaning that they need. */
export function indexPatterns(patterns: readonly Pattern[]): Map<Sym, Pattern[]> {
  const uses = new Map<Sym, number>();
  const nodesOf = (pattern: Pattern) => pattern.parts.flat();
  for (const pattern of patterns) {
    for (const node of nodesOf(pattern)) for (const sym of node.syms) uses.set(sym, (uses.get(sym) ?? 0) + 1);
  }
  const index = new Map<Sym, Pattern[]>();
  for (const pattern of patterns) {
    let anchor: Node | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const node of nodesOf(pattern)) {
      const weight = node.syms.reduce((sum, sym) => sum + (uses.get(sym) ?? 0), 0);
      if (weight < least) {
        least = weight;
        anchor = node;
      }
    }
    for (const sym of new Set(anchor?.syms ?? [])) put(index, sym, pattern);
  }
  return index;
}

/** Every pattern that the message holds, with the words that it rests on. */
export function findPatterns(on: Board, index: Map<Sym, Pattern[]>): Match[] {
  const tried = new Set<Pattern>();
  const out: Match[] = [];
  for (const sym of on.starts.keys()) {
    for (const pattern of index.get(sym) ?? []) {
      if (tried.has(pattern)) continue;
      tried.add(pattern);
      out.push(...matchesOf(on, pattern));
    }
  }
  return out;
}

function matchesOf(on: Board, pattern: Pattern): Match[] {
  const out: Match[] = [];
  const [first, ...others] = pattern.parts;
  if (!first) return out;
  let after = 0;
  for (const at of beginnings(on, first, 0, on.spans.length)) {
    if (at < after || out.length >= MATCHES_MOST) continue;
    const match = wholeMatch(on, pattern, first, others, at);
    if (!match) continue;
    after = match.to;
    out.push(match);
  }
  return out;
}

function wholeMatch(on: Board, pattern: Pattern, first: Sequence, others: Sequence[], at: number): Match | null {
  let words = matchAt(on, first, at);
  const number = on.tokens.words[at]?.sentence ?? 0;
  const sentence = on.tokens.sentences[number];
  if (!words || !sentence) return null;
  for (const other of others) {
    const from = Math.max(sentence.from, Math.min(...words) - PARTS_APART);
    const to = Math.min(sentence.to, Math.max(...words) + 1 + PARTS_APART);
    const more = findSequence(on, other, from, to, words);
    if (!more) return null;
    words = words.concat(more);
  }
  for (const other of pattern.elsewhere) if (!findSequence(on, other, 0, on.spans.length, [])) return null;
  for (const barred of pattern.without) if (findSequence(on, barred, sentence.from, sentence.to, [])) return null;
  words.sort((a, b) => a - b);
  return { pattern, words, from: words[0] ?? at, to: (words.at(-1) ?? at) + 1, sentence: number };
}
