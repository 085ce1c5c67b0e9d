import type { TextKey } from './text-keys.ts';
import type { Channel, Command, Fact, Language, PathId, SignalId } from './vocabulary.ts';

export type { TextKey } from './text-keys.ts';

/** A text that is worded only when it is rendered, in the language of whoever reads it. */
export interface Words {
  key: TextKey;
  params?: Record<string, Param>;
}

/**
 * A value inside a text. Values that must keep their own direction in a right-to-left text
 * (names, phone numbers, quoted words) say what they are, so that the renderer can isolate them.
 */
export type Param =
  | string
  | number
  | Words
  | { list: Param[] }
  | { date: string; time?: boolean }
  | { clock: string }
  | { name: string }
  | { phone: string }
  | { quote: string }
  | { code: string };

/** An answer that can be tapped, typed, or given as its number. */
export interface Choice {
  /** Stable and independent of language, such as `role.parent`; what a tap sends back. */
  value: string;
  title: Words;
  /** The command word that is the same answer here (`yes` for 'I agree'), in any of the four languages. */
  means?: Command;
}

/** A way to reach help, reduced to what contract section 8 allows to show. */
export interface ResourceCard {
  id: string;
  /** Swedish name, as it stands on the door. */
  name: string;
  /** What kind of help it is, in the reader's language. */
  kind: Words;
  /** Why it fits what was described. */
  why: Words | null;
  /** E.164 or a short number (`112`) for `tel:`; null when it may not be shown. */
  tel: string | null;
  /** The number as Swedes write it. */
  phone: string | null;
  url: string | null;
  address: string | null;
  /** When it is open, or null when no source states it. */
  hours: Words | null;
  /** Whether the municipality has confirmed the contact, or where and when it was read. */
  state: Words;
}

/** One paragraph of a message. */
export type Part =
  | ({ kind: 'text' } & Words)
  /**
   * A numbered step of the guidance: why it fits, what it is and how to reach it; `after` is what happens then and
   * what it honestly means, which a small screen may fold away until it is asked for.
   */
  | { kind: 'step'; number: number; title: Words; lines: Words[]; cards: ResourceCard[]; after: Words[] }
  /** A list without order. */
  | { kind: 'list'; items: Words[] }
  /** Exactly what would be sent, line by line, with its heading. */
  | { kind: 'preview'; lines: { label: Words; value: Param }[] }
  /** A choice of language must be readable before the language is known: the same text in all four. */
  | { kind: 'everyLanguage'; key: TextKey };

/** What was understood, for clients that show it beside the words. */
export interface Understood {
  signals: SignalId[];
  age: number | null;
  place: string | null;
}

/** One bot message as meaning: no sentence, no channel. Renderers word it. */
export interface Reply {
  parts: Part[];
  choices: Choice[];
  dialog: string;
  step: string;
  /** Paths, rules and resources that the message rests on. */
  paths: PathId[];
  rules: string[];
  resources: string[];
  emergency: boolean;
  /** The fact that the message asks for, if it asks for one. */
  ask: Fact | 'lives_in' | null;
  understood?: Understood;
  receipt?: string;
  ended?: boolean;
}

/** `channelData.lotsen` of contract section 4. */
export interface LotsenChannelData {
  v: 1;
  keys: TextKey[];
  dialog: string;
  step: string;
  lang: Language;
  paths: PathId[];
  rules: string[];
  resources: string[];
  emergency: boolean;
  ask: Reply['ask'];
  understood?: Understood;
  receipt?: string;
  ended?: boolean;
}

/** A message worded for one person on one channel. */
export interface Rendered {
  lang: Language;
  /** Complete without cards: a client that shows only this loses nothing. */
  text: string;
  choices: { value: string; title: string }[];
  /** The same message in blocks, for clients that can lay it out; absent where the channel shows only text. */
  blocks: RenderedBlock[];
  lotsen: LotsenChannelData;
}

export interface RenderedCard {
  id: string;
  name: string;
  kind: string;
  why: string | null;
  tel: string | null;
  phone: string | null;
  url: string | null;
  address: string | null;
  hours: string | null;
  state: string;
}

export type RenderedBlock =
  | { kind: 'text'; text: string }
  | { kind: 'everyLanguage'; texts: { lang: Language; text: string }[] }
  | { kind: 'step'; number: number; title: string; lines: string[]; cards: RenderedCard[]; after: string[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'preview'; lines: { label: string; value: string }[] };

/** Words a reply: pure, with the texts handed in. */
export interface Renderer {
  /** `lang` is null while the language is unknown: then everything is said in all four. */
  render(reply: Reply, lang: Language | null, channel: Channel): Rendered;
}
