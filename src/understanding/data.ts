/**
 * What the recognizer is built from: the files of `knowledge/language/` and their neighbours, already parsed.
 * Reading and checking them is the work of `src/knowledge/language.ts`; here are only their shapes.
 */
import type { Command, Language, Urgency } from '../core/vocabulary.ts';

export interface Concept {
  /** Too common to say anything alone. */
  generic: boolean;
  /** Signals that this meaning belongs to. */
  core: string[];
}

export interface LexiconRow {
  concept: string;
  form: string;
}

/** How the match of an expression is to be taken; explained in `knowledge/language/README.md`. */
export const USES = ['', 'keep', 'maybe', 'denied', 'ended', 'not'] as const;
export type Use = (typeof USES)[number];

export interface ExpressionRow {
  target: string;
  expression: string;
  use: Use;
}

export interface CommandRow {
  command: Command;
  spelling: string;
}

export interface Grammar {
  function_words: string[];
  arabizi_words: string[];
  negation: {
    before: string[];
    after: string[];
    particle: string[];
    verb_endings: string[];
    circumfix: [string, string][];
  };
  not_negation: string[];
  cannot: string[];
  denies_knowledge: string[];
  ended: string[];
  past: string[];
  hypothetical: string[];
  if_words: string[];
  general: string[];
  told: string[];
  rumour: string[];
  carriers: string[];
  breaks: string[];
  joins: string[];
  question_words: string[];
  now: string[];
  soon_time: string[];
  writer: string[];
  child_pronouns: string[];
  numbers: Record<string, number>;
  age: {
    units: string[];
    before: string[];
    bare: string[];
    bare_after: string[];
    not_age: string[];
    not_age_after: string[];
    older_than_child: string[];
  };
  school_year: { before: string[]; after: string[]; ordinals: Record<string, number>; ordinals_need: string[] };
  names: { before: string[] };
  address: string[];
}

export interface LanguageFiles {
  lexicon: LexiconRow[];
  expressions: ExpressionRow[];
  grammar: Grammar;
  commands: CommandRow[];
}

/** A municipality, district or county with the names people use for it. */
export interface PlaceNames {
  id: string;
  kind: 'municipality' | 'district';
  /** Swedish name of the municipality that a district lies in. */
  municipality: string;
  /** The name that is given out. */
  sv: string;
  /** Every name and spelling, in any language. */
  names: string[];
  /** The name is also an ordinary word or a first name. */
  ordinaryWord: boolean;
}

/** One rule of `knowledge/urgency.yml`: the first whose conditions all hold decides. */
export interface UrgencyRule {
  urgency: Urgency;
  /** All of these signals. */
  all?: string[];
  /** At least one of these. */
  any?: string[];
  /** At least so many signals in all. */
  count?: number;
  /** The child is so old or younger. */
  age_max?: number;
}

export interface UnderstandingData {
  concepts: Record<string, Concept>;
  /** In the order of the file; `family: true` where the writer's own state counts, too. */
  signals: Record<string, { family: boolean }>;
  /** In the order in which one is chosen when a message holds several. */
  emergencies: { id: string; signals: string[] }[];
  urgency: { rules: UrgencyRule[]; ask_now: string[] };
  shared: ExpressionRow[];
  languages: Record<Language, LanguageFiles>;
  places: PlaceNames[];
  /** Content of `learned.bin`; the rules work without it. */
  learned?: Uint8Array;
}
