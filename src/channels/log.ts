import type { Activity, TurnContext } from 'botbuilder';
import type { Conversation } from '../core/effect.ts';

/**
 * What the channel needs from the bot: botbuilder's `ActivityHandler.run`. Within one call the bot reads the
 * document with `logOf(context).begin`, computes the turn, makes it last with `commit` (or `forget`), and hands
 * exactly the activities that those give back to `context.sendActivities`. A conversation's calls never overlap.
 *
 * What arrives: `conversationUpdate` with the person in `membersAdded` when a conversation is started (its `locale`
 * may be set), `message` with raw `text` (maybe empty) or with `attachments` (only that there is one), and, from the
 * adapter's `continueConversation`, its own logic. Nothing else reaches the bot.
 */
export interface Bot {
  run(context: TurnContext): Promise<void>;
}

/** The part of an incoming message that may be kept. */
export interface LoggedMessage {
  /** The person's words, masked; `null` when masking failed, and then the entry is kept without words. */
  text: string | null;
}

export interface TurnEntries {
  /** `null` when nobody wrote anything: a start, an event, a message from the staff. */
  incoming: LoggedMessage | null;
  /** The worded replies (type, text, locale, suggestedActions, attachments, channelData); ids and times are given here. */
  replies: Partial<Activity>[];
  /** The instant of the turn (ISO). */
  at: string;
}

/**
 * The activities of one conversation, in order. One object serves one turn; the adapter puts it into the context.
 * Numbers go up through the whole conversation and are never used twice, not even after 'forget': clients ask for
 * 'everything after number n' (Direct Line's watermark), and take an id that they know for a repetition.
 */
export interface ConversationLog {
  /**
   * The stored document; `null` when the conversation is new, was forgotten, or has expired.
   * Rejects when the store cannot be read: whoever answers then uses `unsaved`.
   */
  begin(): Promise<Conversation | null>;
  /**
   * Adds the turn to `conversation.replay` (in place) and saves the document: the one write of a turn.
   * Gives the replies as they are to be sent: with id, timestamp, from, conversation, replyToId.
   * Rejects when nothing was saved: then nothing may be promised, and the answer goes through `unsaved`.
   */
  commit(conversation: Conversation, turn: TurnEntries, options?: { durable?: boolean }): Promise<Partial<Activity>[]>;
  /** Removes the document, at once and on disk. The replies live only in memory, for minutes, for clients that listen. */
  forget(turn: TurnEntries): Promise<Partial<Activity>[]>;
  /** Numbers replies that must go out although nothing can be saved, such as the answer to danger when the disk is full. */
  unsaved(turn: TurnEntries): Partial<Activity>[];
}

const KEY = Symbol('lotsen.conversationLog');

/** For adapters: makes the log of this turn known to the bot. */
export function giveLog(context: TurnContext, log: ConversationLog): void {
  context.turnState.set(KEY, log);
}

/** For the bot: the log of this turn. Throws when an adapter forgot to give one, which is a fault of ours. */
export function logOf(context: TurnContext): ConversationLog {
  const log = context.turnState.get<ConversationLog>(KEY);
  if (!log) throw new Error('the adapter gave no conversation log');
  return log;
}
