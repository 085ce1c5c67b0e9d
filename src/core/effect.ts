import type { Session } from './session.ts';
import type { Language } from './vocabulary.ts';

/**
 * Orders that a turn gives and the rim carries out. Those that can fail, or that bring an answer, are
 * answered with an `Outcome`, which re-enters the turn function: nothing is promised before it is done.
 * Each carries an id of its own, so that carrying it out twice changes nothing.
 */
export type Effect =
  | {
      type: 'SendTicket';
      id: string;
      unit: string;
      deliverAt: string;
      receipt: string;
      content: unknown;
      consent: unknown;
    }
  | { type: 'DeliverTicket'; id: string }
  | { type: 'RecallTicket'; id: string }
  | { type: 'LookUpTicket'; receipt: string }
  | { type: 'Forget' };

/** What a person may be told about a ticket. No content: whoever holds the code may not be who wrote it. */
export interface TicketStatus {
  state: string;
  /** When the present state was reached (ISO). */
  since: string;
  unitName: string;
  deliverAt: string;
  demo: boolean;
}

/** What came of an effect. */
export type Outcome =
  | { type: 'SendTicket'; id: string; ok: true; deliverAt: string; delivered: boolean }
  | { type: 'SendTicket'; id: string; ok: false; why: 'not_saved' | 'nobody_receives' }
  | { type: 'DeliverTicket'; id: string; ok: boolean }
  | { type: 'RecallTicket'; id: string; ok: boolean }
  | { type: 'LookUpTicket'; found: TicketStatus | null; throttled: boolean };

/** What comes in: one message, or that somebody has arrived, or what came of an effect. */
export type Input =
  | { kind: 'start'; locale: string | null }
  | { kind: 'text'; text: string; locale: string | null }
  /** A picture, a file, a location: kindly refused. */
  | { kind: 'attachment' }
  | { kind: 'outcome'; outcome: Outcome };

/** One logged activity for clients that reconnect: masked words of the person, worded replies of the bot. */
export interface ReplayedActivity {
  /** Position in the conversation, from 0: the watermark counts these. */
  seq: number;
  from: 'person' | 'bot';
  at: string;
  /** The activity as the channel sends it, without anything unmasked. */
  activity: Record<string, unknown>;
}

/** The stored document of a conversation: written once a turn, encrypted, before the replies go out. */
export interface Conversation {
  v: 1;
  id: string;
  session: Session;
  replay: ReplayedActivity[];
  /** Ids that the client gave to its latest posts: a repeated post is answered, not taken twice. */
  seen: string[];
}

/** Where conversations are kept. Every method may reject when the store is unreachable or full. */
export interface ConversationStore {
  load(id: string): Promise<Conversation | null>;
  /** Replaces the document atomically. `durable` waits until it would survive a power loss. */
  save(conversation: Conversation, options?: { durable?: boolean }): Promise<void>;
  /** Removes the document at once, also on disk. Removing what is not there is fine. */
  forget(id: string): Promise<void>;
  /** Removes conversations whose last turn is before the instant; gives their number. */
  forgetIdle(before: Date): Promise<number>;
}

/**
 * Carries out the effects that reach beyond the conversation. Rejects only when nothing can be told about what happened.
 * `from` separates those who try receipt codes, so that one who guesses does not shut out the others; it is not kept.
 */
export interface EffectRunner {
  run(effect: Exclude<Effect, { type: 'Forget' }>, lang: Language, from?: string): Promise<Outcome>;
}
