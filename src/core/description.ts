import type { Command, Fact, Intent, Language, PathId, Role, SignalId, Urgency } from './vocabulary.ts';

/** Whether the writer saw it, or somebody told the writer about this very child. */
export type Source = 'seen' | 'told';

/** One observation that a text states, with the words that it rests on. */
export interface FoundSignal {
  id: SignalId;
  /** Verbatim from the input text. */
  evidence: string;
  /** UTF-16 offsets of the evidence in the input text. */
  start: number;
  end: number;
  source: Source;
  /** The same words with personal data masked: the only form that is ever stored. */
  maskedEvidence: string;
}

/** What one message says, as contract section 3 (`understand`) defines it. Holds no number that grades a finding. */
export interface Understanding {
  lang: Language | null;
  /** Whether `lang` is sure enough to switch the conversation's language on. */
  langSure: boolean;
  /** The main intent first; never empty. */
  intents: Intent[];
  signals: FoundSignal[];
  /** Signals that are not sure enough to assert but worth asking about; best first, at most three. */
  suggested: SignalId[];
  /** Signals that the text explicitly denies, or says have ended. */
  negated: SignalId[];
  urgency: Urgency;
  /** Not sure that it is an emergency, but sure enough to show 112 while asking. */
  askNow: boolean;
  /** Which kind of emergency, for what to do now (an id of `knowledge/emergencies.yml`), when there is one. */
  emergency: string | null;
  age: number | null;
  /** Swedish name of a municipality or district, as in `knowledge/places.tsv`. */
  place: string | null;
  role: Role | null;
  /** The text with names, numbers and addresses masked; `null` when masking failed and the text must not be stored. */
  masked: string | null;
}

/** Reads one free text. Pure, in process, offline, and never throws on any input. */
export interface Recognizer {
  understand(text: string, hint?: Language | null): Understanding;
  /**
   * The danger check alone: raw text, whole, all four languages at once, before everything else
   * (contract section 9). Independent of the rest so that nothing else can stop it.
   */
  danger(text: string): { emergency: string | null; askNow: boolean };
  /** A word that acts, if the whole text is one ('tirtir', 'Stopp!'), in any of the four languages. */
  command(text: string): Command | null;
  /** The language of a text, or null when unsure. */
  language(text: string): Language | null;
}

/** What the rules are asked: contract section 3 (`advise`). */
export interface AdviceQuery {
  role: Role | null;
  boundToReport: boolean | null;
  signals: SignalId[];
  urgency: Urgency;
  age: number | null;
  place: string | null;
  intents: Intent[];
}

/** One step of the guidance: what to do, and why. */
export interface GuidanceStep {
  path: PathId;
  /** Ids of the signals, intents or urgency that led to it. */
  because: string[];
  /** Rule id and version, `id@version`. */
  rule: string;
  /** Ids of resources, best first. */
  resources: string[];
}

export interface Guidance {
  steps: GuidanceStep[];
  /** Facts that would change the guidance, the most decisive first. */
  missing: Fact[];
}

/** The rules: deterministic, total, offline. */
export interface Advisor {
  advise(query: AdviceQuery): Guidance;
}
