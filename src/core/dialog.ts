import type { Advisor, Recognizer, Understanding } from './description.ts';
import type { Effect, Outcome } from './effect.ts';
import type { Choice, Part, Reply, ResourceCard, TextKey, Words } from './reply.ts';
import type { Place, Session } from './session.ts';
import type { Language, PathId, SignalId, Urgency } from './vocabulary.ts';

/** A unit that can receive a case at this moment: it exists and has active staff. */
export interface Receiver {
  id: string;
  municipality: string;
  /** Swedish name as it stands on the door. */
  name: string;
}

/** What dialogs may look up: the knowledge reduced to questions, so that no dialog depends on its files. */
export interface Directory {
  /** Groups of observations for whoever would rather tap than write. */
  signalGroups: { id: string; signals: SignalId[] }[];
  /** The municipality that a municipality, district or short name belongs to; null when unknown. */
  municipalityOf(place: string): string | null;
  /** Municipalities of the knowledge, in Swedish order. */
  municipalities: string[];
  /** The cards of a guidance step that may be shown, best first (contract section 8). */
  cards(resources: string[], at: { danger: boolean; now: string }): ResourceCard[];
  /** Whether `paths.json` words the path, or one of its texts, differently for a young person. */
  hasText(key: string): boolean;
  /** The consent text's version (`knowledge/handoff.yml`). */
  consentVersion: string;
  /** Minutes of the regret window between 'send' and delivery (contract section 6). */
  regretMinutes: number;
  /** Days that a closed ticket is kept (a setting of the authority). */
  keepDays: number;
}

/** Everything that a turn may look at besides the session. The same context gives the same conversation. */
export interface Context {
  /** The instant of the turn (ISO). */
  now: string;
  /** Unguessable bytes for ids and receipt codes. */
  random(bytes: number): Uint8Array;
  /** SHA-256 as hex: the consent record keeps the hash of the text that was read. */
  hash(text: string): string;
  recognizer: Recognizer;
  /** Urgency of a situation known only by its observations (taps, or after a correction). */
  urgencyOf(signals: SignalId[], age: number | null): Urgency;
  advisor: Advisor;
  directory: Directory;
  receivers: Receiver[];
  /** `demo` says on chat, consent and receipt that nobody receives what is sent. */
  mode: 'demo' | 'production';
  /** The choice that a short answer usually means ('mamma' to 'who are you?'), as a choice's value. */
  answer(folded: string): string | null;
  /** Words a text in a language: to recognise the title of a choice, and to hash what was read. */
  word(words: Words, lang: Language): string;
}

/** What a step sees and changes: a session of its own to write to, and the context. */
export interface Turn {
  session: Session;
  context: Context;
}

/** A step's question: the reply without what the engine knows itself. */
export type Question = { parts: Part[] } & Partial<Omit<Reply, 'parts' | 'dialog' | 'step'>> & {
    /** Where the person stands once this was said: a step with the same choices that asks without repeating a long answer. */
    standsAt?: Place;
  };

/** Where to go on, what to say before the next question, and what to do outside. */
export interface Move {
  go: Place;
  say?: Part[];
  effects?: Effect[];
  /** Marks the reply that follows as the answer to an emergency. */
  emergency?: boolean;
}

/** One named step of a dialog. Steps are named, never numbered: people may be in the middle of them when a release comes. */
export interface Step {
  /** Asks, or passes on without asking. */
  ask(turn: Turn): Question | Move;
  /** A choice was tapped, typed or given as a number. */
  chosen?(turn: Turn, value: string): Move;
  /** Free text that is no choice. Null leaves it to the turn (merge, answer, or ask again). */
  told?(turn: Turn, text: string, understanding: Understanding): Move | null;
  /** What came of an effect that this step waits for. */
  outcome?(turn: Turn, outcome: Outcome): Move;
  /** The answer is a name or a number meant only for the ticket: it is neither read for signals nor kept in the conversation. */
  private?: boolean;
}

export interface Dialog {
  name: string;
  steps: Record<string, Step>;
  /** Where `back` leads, by step; a step without an entry leads to the flow's own order. */
  back?: Record<string, Place>;
  /** What `again` shows, by step, where that is more than the question that stands. */
  again?: Record<string, Place>;
}

/** All dialogs by name, and the flow between them; `main.ts` hands them to the turn. */
export interface Dialogs {
  all: Record<string, Dialog>;
  /** Where the conversation goes on, from what is known and what is not. */
  next(turn: Turn): Place;
  /** The dialogs that interrupt any other. */
  interruptions: {
    emergency(turn: Turn, kind: string): Move;
    danger(turn: Turn): Move;
    forget(turn: Turn, sure: boolean): Move;
    stop(turn: Turn): Move;
    start(turn: Turn): Move;
    help(turn: Turn): Move;
    human(turn: Turn): Move;
    language(turn: Turn): Move;
    /** `receipt` when the message itself was a receipt code. */
    status(turn: Turn, receipt?: string): Move;
    /** Said before the first reply to somebody who was not welcomed: that this is a machine, and what is kept. */
    firstWords(turn: Turn): Part[];
    change(turn: Turn): Move;
    /** Takes back what was sent and is not delivered yet; null when there is nothing to take back. */
    recall(turn: Turn): Move | null;
    /** Answers a question such as 'will they take my child?'; null when there is no text for the intent. */
    question(turn: Turn, intents: Understanding['intents']): Part[] | null;
    /** After the second message in a row that was not understood. */
    lost(turn: Turn): Move;
  };
}

export const text = (key: TextKey, params?: Words['params']): Part => ({
  kind: 'text',
  key,
  ...(params ? { params } : {}),
});
export const words = (key: TextKey, params?: Words['params']): Words => (params ? { key, params } : { key });
export const choice = (value: string, key: TextKey, params?: Words['params']): Choice => ({
  value,
  title: words(key, params),
});
export const go = (dialog: string, step: string): Place => ({ dialog, step });

/** The paths, rules and resources that a reply rests on, without doubles. */
export function restsOn(steps: { path: PathId; rule: string; resources: string[] }[]) {
  return {
    paths: [...new Set(steps.map((step) => step.path))],
    rules: [...new Set(steps.map((step) => step.rule))],
    resources: [...new Set(steps.flatMap((step) => step.resources))],
  };
}

/** The place that was interrupted, once: null when there is none. */
export function takeResume({ session }: Turn): Place | null {
  const { resume } = session;
  session.resume = null;
  return resume;
}
