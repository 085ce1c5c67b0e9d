/** What the rules found in a message: all that the learned part looks at. */
import type { Intent, Language, SignalId, Urgency } from '../../core/vocabulary.ts';
import type { GrammarSymbols } from '../grammar.ts';
import type { Board } from '../match.ts';
import type { Judged } from '../status.ts';
import type { WordTable } from '../words.ts';

/** The parts of the engine that features are read with. */
export interface SceneEngine {
  readonly table: WordTable;
  readonly grammar: GrammarSymbols;
  namesChild(on: Board, word: number): boolean;
}

export interface Scene {
  engine: SceneEngine;
  lang: Language | null;
  on: Board;
  matches: readonly Judged[];
  /** Signals of which the message holds something that only looks like them. */
  lookalikes: ReadonlySet<string>;
  /** Words that are masked and say nothing. */
  skip(word: number): boolean;
  signals: readonly SignalId[];
  negated: readonly SignalId[];
  unsure: readonly SignalId[];
  suggested: readonly SignalId[];
  /** Kind of emergency that the rules found. */
  emergency: string | null;
  askNow: boolean;
  urgency: Urgency;
  /** Main intent first. */
  intents: readonly Intent[];
}

/** A signal that the message states although no expression says so, with the words that speak most for it. */
export interface LearnedSignal {
  id: SignalId;
  /** Index of the first word and after the last one. */
  from: number;
  to: number;
  told: boolean;
}

/** What the learned part makes of a scene. */
export interface Advice {
  assert: LearnedSignal[];
  /** Asserted by an expression, but too unlikely to be taken as said. */
  veto: SignalId[];
  /** Worth asking about, best first, at most three; complete (replaces the suggestions of the rules). */
  suggest: SignalId[];
  urgency: Urgency;
  intents: Intent[];
  askNow: boolean;
}

/** Second reader of a message; pure, never throws on any text. */
export interface SecondReader {
  read(scene: Scene): Advice | null;
}
