/** The young person's age: digits or words with a unit, what stands around them, or a school year. */
import type { GrammarSymbols } from './grammar.ts';
import type { Board } from './match.ts';

/** In Swedish school, year 1 is the year one turns seven. */
const SCHOOL_START = 6;
const OLDEST = 20;
const YOUNGEST = 2;

interface Candidate {
  age: number;
  strength: number;
  at: number;
}

interface NumberAt {
  value: number;
  from: number;
  to: number;
}

/** Meanings whose age is not the child's. */
export type Others = (on: Board, word: number) => boolean;

export class AgeReader {
  readonly #grammar: GrammarSymbols;
  readonly #others: Others;
  readonly #child: Others;

  constructor(grammar: GrammarSymbols, others: Others, child: Others) {
    this.#grammar = grammar;
    this.#others = others;
    this.#child = child;
  }

  /** The age that the text tells best, or null. */
  read(on: Board): number | null {
    const found: Candidate[] = [];
    for (const number of this.#numbers(on)) {
      const candidate = this.#year(on, number) ?? this.#age(on, number);
      if (candidate) found.push(candidate);
    }
    found.push(...this.#ordinals(on));
    found.sort((a, b) => b.strength - a.strength || a.at - b.at);
    return found[0]?.age ?? null;
  }

  #numbers(on: Board): NumberAt[] {
    const out: NumberAt[] = [];
    let after = 0;
    on.tokens.words.forEach((word, at) => {
      if (at < after) return;
      if (word.value !== null) {
        out.push({ value: word.value, from: at, to: at + 1 });
        return;
      }
      let best: NumberAt | null = this.#glued(on, at);
      for (const [sym, to] of on.spans[at] ?? []) {
        const value = this.#grammar.values.get(sym);
        if (value !== undefined && (!best || to > best.to)) best = { value, from: at, to };
      }
      if (best) {
        out.push(best);
        after = best.to;
      }
    });
    return out;
  }

  /** Swedish «nioåringen»: the number word and its unit in one. */
  #glued(on: Board, at: number): NumberAt | null {
    const word = /^(.+?)[aå]ring\p{L}*$/u.exec(on.tokens.words[at]?.dots ?? '')?.[1];
    const value = word === undefined ? undefined : this.#grammar.valueOf(word);
    return value === undefined ? null : { value, from: at, to: at + 1 };
  }

  #age(on: Board, { value, from, to }: NumberAt): Candidate | null {
    if (value < YOUNGEST || value > OLDEST) return null;
    const g = this.#grammar;
    if (this.#endsAt(on, 'not_age', from)) return null;
    const unit = g.at(on, 'age_units', to);
    const behind = unit ?? to;
    if (g.at(on, 'not_age_after', behind) !== null) return null;
    const somebodyElse = this.#somebodyElse(on, from) ? 3 : 0;
    const candidate = (strength: number): Candidate => ({
      age: value,
      strength: strength - somebodyElse + this.#present(on, from),
      at: from,
    });
    if (unit !== null || this.#glued(on, from)) return candidate(4);
    if (this.#endsAt(on, 'age_before', from) || this.#endsAt(on, 'age_before', from - 1)) return candidate(4);
    if (g.at(on, 'age_bare_after', to) !== null) return candidate(4);
    if (value < 6 || g.at(on, 'school_after', to) !== null) return null;
    if (this.#endsAt(on, 'age_bare', from)) return candidate(3);
    if (!this.#free(on, to)) return null;
    const sentence = on.tokens.words[from]?.sentence;
    const child = [from - 1, from - 2].some((at) => on.tokens.words[at]?.sentence === sentence && this.#child(on, at));
    return child ? candidate(2) : null;
  }

  /** A number with a school year: åk 6, 7th grade, الصف ٨, fasalka 5aad. */
  #year(on: Board, { value, from, to }: NumberAt): Candidate | null {
    if (value < 1 || value > 9) return null;
    const suffix = on.tokens.words[to];
    const next = suffix && /^(th|st|nd|rd|aad|d|e|an|a|or|ers)$/.test(suffix.key) ? to + 1 : to;
    const before = this.#endsAt(on, 'school_before', from) || this.#endsAt(on, 'ordinals_need', from);
    const after = this.#grammar.at(on, 'school_after', next) !== null;
    return before || after ? { age: value + SCHOOL_START, strength: 3, at: from } : null;
  }

  #ordinals(on: Board): Candidate[] {
    const out: Candidate[] = [];
    for (const [sym, { year, needs }] of this.#grammar.years) {
      for (const at of on.starts.get(sym) ?? []) {
        const to = on.spans[at]?.get(sym) ?? at + 1;
        const beside = this.#endsAt(on, 'ordinals_need', at) || this.#grammar.at(on, 'ordinals_need', to) !== null;
        if (needs ? beside : this.#inClass(on, at)) out.push({ age: year + SCHOOL_START, strength: 2, at });
      }
    }
    return out;
  }

  /** Swedish «i sjuan», «börjar sjuan»: not «sjuan» of a deck of cards. */
  #inClass(on: Board, at: number): boolean {
    const before = on.tokens.words[at - 1]?.key ?? '';
    return (
      ['i', 'borja', 'borjar', 'borjade', 'gar', 'elev', 'till', 'fran'].includes(before) || this.#child(on, at - 1)
    );
  }

  /** Whether a listed phrase ends right before the word. */
  #endsAt(
    on: Board,
    list: 'not_age' | 'age_before' | 'age_bare' | 'school_before' | 'ordinals_need',
    word: number,
  ): boolean {
    for (let at = Math.max(0, word - 4); at < word; at++) if (this.#grammar.at(on, list, at) === word) return true;
    return false;
  }

  #ends(on: Board, word: number): boolean {
    return on.tokens.words[word]?.clause !== on.tokens.words[word - 1]?.clause;
  }

  /** Whether the number counts nothing: the clause ends, or a small word or a name of a child follows. */
  #free(on: Board, to: number): boolean {
    const next = on.tokens.words[to];
    if (!next || this.#ends(on, to)) return true;
    return this.#grammar.at(on, 'small', to) !== null || this.#grammar.at(on, 'breaks', to) !== null;
  }

  #somebodyElse(on: Board, from: number): boolean {
    const clause = on.tokens.words[from]?.clause;
    for (let at = Math.max(0, from - 4); at < from; at++) {
      if (on.tokens.words[at]?.clause !== clause) continue;
      if (this.#others(on, at) || this.#grammar.at(on, 'older_than_child', at) !== null) return true;
    }
    return false;
  }

  /** «Now he is 16» counts more than «when he was 12». */
  #present(on: Board, from: number): number {
    const sentence = on.tokens.words[from]?.sentence;
    for (let at = Math.max(0, from - 4); at < from; at++) {
      if (on.tokens.words[at]?.sentence === sentence && this.#grammar.at(on, 'now', at) !== null) return 1;
    }
    return 0;
  }
}
