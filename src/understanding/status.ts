/**
 * Whether something is said to be so, denied, over, supposed, general or only rumoured, and whether the writer was told.
 * The words are data (`grammar.yml`); the rules are the same in all four languages.
 */
import type { GrammarSymbols } from './grammar.ts';
import type { Board, Match } from './match.ts';
import type { Token } from './tokens.ts';

export type Status = 'asserted' | 'negated' | 'ended' | 'hypothetical' | 'general' | 'rumour';

export interface Judged extends Match {
  status: Status;
  told: boolean;
  /** Said of the writer, by somebody who writes about a child. */
  ofWriter: boolean;
}

const REACH = 5;
const REACH_ARABIC = 4;
const REACH_CARRIED = 9;
const REACH_AFTER = 2;
const REACH_SUPPOSED = 12;

/** What the judge needs to know of a message, worked out once. */
interface Scene {
  on: Board;
  /** Clause of each word: commas and break words part them. */
  clauses: number[];
  /** Words where a denial begins, that reach forwards. */
  denying: Map<number, number>;
  /** Words that deny what stands before them. */
  denyingBack: Set<number>;
  /** Words that say that something is over. */
  ending: Set<number>;
  /** Words that begin a clause by joining on to the one before (or, nor). */
  joining: Set<number>;
  pronouns: Set<number>;
  writer: Set<number>;
}

export class StatusJudge {
  readonly #grammar: GrammarSymbols;
  readonly #childWords: (on: Board, word: number) => boolean;

  /** `childWords` tells whether a word names a child or young person. */
  constructor(grammar: GrammarSymbols, childWords: (on: Board, word: number) => boolean) {
    this.#grammar = grammar;
    this.#childWords = childWords;
  }

  judge(on: Board, matches: readonly Match[]): Judged[] {
    if (matches.length === 0) return [];
    const scene = this.#scene(on, matches);
    return matches.map((match) => ({
      ...match,
      status: this.#status(scene, match),
      told: this.#any(on, 'told', on.tokens.sentences[match.sentence]?.from ?? 0, match.to, match),
      ofWriter: this.#ofWriter(scene, match),
    }));
  }

  #scene(on: Board, matches: readonly Match[]): Scene {
    const blocked = new Set<number>();
    for (const list of ['not_negation', 'cannot', 'denies_knowledge'] as const) {
      for (const at of this.#grammar.all(on, list)) {
        const to = this.#grammar.at(on, list, at) ?? at;
        for (let word = at; word < to; word++) blocked.add(word);
      }
    }
    const kept = new Set<number>();
    for (const { pattern, words } of matches) {
      if (pattern.use === 'keep' || pattern.use === 'ended') for (const word of words) kept.add(word);
    }
    const claimed = new Set(matches.filter((match) => match.pattern.use !== 'not').flatMap((match) => match.words));
    const joining = new Set(this.#grammar.all(on, 'joins'));
    const breaks = new Set(this.#grammar.all(on, 'breaks'));
    let clause = 0;
    const clauses = on.tokens.words.map((word, at) => {
      const previous = on.tokens.words[at - 1];
      if (previous && (word.clause !== previous.clause || breaks.has(at))) clause++;
      return clause;
    });
    const denying = new Map<number, number>();
    for (const at of this.#grammar.all(on, 'before')) {
      if (!blocked.has(at) && !kept.has(at)) denying.set(at, this.#reach(on, at));
    }
    on.tokens.words.forEach((word, at) => {
      if (this.#circumfixed(word)) denying.set(at, REACH_ARABIC);
    });
    const denyingBack = new Set(this.#grammar.all(on, 'after').filter((at) => !blocked.has(at) && !kept.has(at)));
    this.#particles(on, kept, denying, denyingBack);
    return {
      on,
      clauses,
      denying,
      denyingBack,
      ending: new Set(this.#grammar.all(on, 'ended').filter((at) => !this.#touches(on, at, claimed))),
      joining,
      pronouns: new Set(this.#grammar.all(on, 'child_pronouns')),
      writer: new Set(this.#grammar.all(on, 'writer')),
    };
  }

  /** Whether a phrase that says «over» shares a word with what an expression names itself (has quit football). */
  #touches(on: Board, at: number, claimed: ReadonlySet<number>): boolean {
    const to = this.#grammar.at(on, 'ended', at) ?? at + 1;
    for (let word = at; word < to; word++) if (claimed.has(word)) return true;
    return false;
  }

  /** How far a denial reaches: further when a verb of seeing carries it on (has not seen that ...). */
  #reach(on: Board, at: number): number {
    for (let next = at + 1; next <= at + 3; next++)
      if (this.#grammar.at(on, 'carriers', next) !== null) return REACH_CARRIED;
    return on.tokens.words[at]?.script === 'arabic' ? REACH_ARABIC : REACH;
  }

  #circumfixed(word: Token): boolean {
    return this.#grammar.circumfix.some(
      ([before, after]) => word.key.length >= 5 && word.key.startsWith(before) && word.key.endsWith(after),
    );
  }

  /** Somali: `ma` denies with the ending of the verb that follows, and then what stands before it, too. */
  #particles(on: Board, kept: Set<number>, denying: Map<number, number>, back: Set<number>): void {
    const endings = this.#grammar.verbEndings.so;
    for (const at of this.#grammar.all(on, 'particle')) {
      if (kept.has(at) || on.tokens.words[at]?.key !== 'ma') continue;
      for (let next = at + 1; next <= at + 3; next++) {
        const verb = on.tokens.words[next];
        if (!verb || verb.sentence !== on.tokens.words[at]?.sentence) break;
        if (verb.somali.length < 3 || !endings.some((ending) => verb.somali.endsWith(ending))) continue;
        if (kept.has(next)) break;
        denying.set(at, next - at);
        back.add(at);
        break;
      }
    }
  }

  #status(scene: Scene, match: Match): Status {
    const { use } = match.pattern;
    const supposed = this.#supposed(scene, match);
    if (use === 'denied') return supposed ?? 'negated';
    if (use === 'ended') return 'ended';
    if (use !== 'keep' && this.#denied(scene, match)) return 'negated';
    if (supposed) return supposed;
    if (use !== 'keep' && this.#ended(scene, match)) return 'ended';
    return 'asserted';
  }

  #denied(scene: Scene, match: Match): boolean {
    const { denying, denyingBack, clauses, joining, pronouns, on } = scene;
    for (let at = match.from; at < match.to; at++) {
      if (
        (denying.has(at) || denyingBack.has(at)) &&
        (!match.words.includes(at) || this.#circumfixed(on.tokens.words[at] as Token))
      )
        return true;
    }
    let crossed = false;
    let subject = false;
    for (let at = match.from - 1; at >= 0 && match.from - at <= REACH_CARRIED; at--) {
      if (on.tokens.words[at]?.sentence !== match.sentence) break;
      if (clauses[at] !== clauses[at + 1] && !joining.has(at + 1)) crossed = true;
      if (crossed) break;
      const reach = denying.get(at);
      if (reach !== undefined && match.from - at <= reach && (!subject || reach === REACH_CARRIED)) return true;
      if (pronouns.has(at)) subject = true;
    }
    for (let at = match.to; at < match.to + REACH_AFTER + 2; at++) {
      if (clauses[at] !== clauses[match.to - 1]) break;
      const most = on.tokens.words[at]?.key === 'ma' ? REACH_AFTER + 2 : REACH_AFTER;
      if (denyingBack.has(at) && at - match.to < most) return true;
    }
    return false;
  }

  #ended({ ending, clauses, on }: Scene, match: Match): boolean {
    const sentence = on.tokens.sentences[match.sentence];
    if (!sentence) return false;
    for (let at = match.from - 4; at < match.from; at++) {
      if (ending.has(at) && clauses[at] === clauses[match.from] && at >= sentence.from) return true;
    }
    const after = (clauses[match.to - 1] ?? 0) + 1;
    for (let at = match.from; at < Math.min(sentence.to, match.to + 7); at++) {
      if (ending.has(at) && (clauses[at] ?? 0) <= after) return true;
    }
    return (
      this.#any(on, 'past', sentence.from, sentence.to, match) && !this.#any(on, 'now', match.from - 4, match.to, match)
    );
  }

  /** Supposed, general or rumoured; null when said of a real child. */
  #supposed(scene: Scene, match: Match): Status | null {
    const { on, clauses } = scene;
    const sentence = on.tokens.sentences[match.sentence];
    if (!sentence) return null;
    const from = Math.max(sentence.from, match.from - REACH_SUPPOSED);
    if (this.#any(on, 'hypothetical', from, match.from, match)) return 'hypothetical';
    if (sentence.question) {
      for (const at of this.#grammar.all(on, 'if_words')) {
        if (at >= sentence.from && at < match.from && clauses[at] === clauses[match.from]) return 'hypothetical';
      }
    }
    const rumour = this.#any(on, 'rumour', sentence.from, sentence.to, match);
    if (rumour) return 'rumour';
    if (
      sentence.question &&
      this.#any(on, 'general', sentence.from, sentence.to, match) &&
      !this.#child(on, sentence.from, sentence.to)
    ) {
      return 'general';
    }
    return null;
  }

  #child(on: Board, from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.#childWords(on, at)) return true;
    return false;
  }

  /** Whether the writer, and nobody else, is the subject of the match's clause. */
  #ofWriter({ on, clauses, writer, pronouns }: Scene, match: Match): boolean {
    let mine = false;
    for (let at = Math.max(0, match.from - 6); at < match.to; at++) {
      if (clauses[at] !== clauses[match.from]) continue;
      if (pronouns.has(at) || this.#childWords(on, at)) return false;
      if (writer.has(at) && !match.words.includes(at)) mine = true;
    }
    return mine;
  }

  #any(on: Board, list: Parameters<GrammarSymbols['all']>[1], from: number, to: number, match: Match): boolean {
    return this.#grammar.all(on, list).some((at) => at >= from && at < to && !match.words.includes(at));
  }
}
