import type { Activity } from 'botbuilder';
import type { Conversation, ConversationStore, ReplayedActivity } from '../../core/effect.ts';
import type { ConversationLog, TurnEntries } from '../log.ts';
import type { Listeners } from './listeners.ts';

/** Entries that a document keeps for clients that reconnect, and ids of posts that it remembers. */
const REPLAYED = 200;
const SEEN = 50;

export const BOT = { id: 'lotsen', name: 'Lotsen', role: 'bot' };
export const PERSON = { id: 'person', role: 'user' };

/** Direct Line's form of an activity's id. */
export function activityId(conversation: string, seq: number): string {
  return `${conversation}|${String(seq).padStart(7, '0')}`;
}

/** The log of one turn of one conversation on the web. */
export class WebLog implements ConversationLog {
  /** The number of the person's message, once it has one. */
  incomingSeq: number | null = null;
  /** Numbered replies that have not gone out yet, in order. */
  pending: ReplayedActivity[] = [];
  #store: ConversationStore;
  #listeners: Listeners;
  #incoming: Partial<Activity>;
  #id: string;
  #loaded: Promise<Conversation | null> | undefined;
  #next = 0;

  constructor(store: ConversationStore, listeners: Listeners, id: string, incoming: Partial<Activity>) {
    this.#store = store;
    this.#listeners = listeners;
    this.#id = id;
    this.#incoming = incoming;
  }

  begin(): Promise<Conversation | null> {
    this.#loaded ??= this.#store.load(this.#id);
    return this.#loaded;
  }

  async commit(conversation: Conversation, turn: TurnEntries, options?: { durable?: boolean }) {
    await this.#number(turn.at);
    const said = this.#said(turn);
    const replies = this.#replies(turn);
    conversation.replay = [...conversation.replay, ...said, ...replies].slice(-REPLAYED);
    const posted = clientActivityId(this.#incoming);
    if (posted) conversation.seen = [...conversation.seen, posted].slice(-SEEN);
    await this.#store.save(conversation, options);
    this.#echo(said);
    return replies.map((entry) => entry.activity as Partial<Activity>);
  }

  async forget(turn: TurnEntries) {
    await this.#number(turn.at);
    this.#said(turn);
    await this.#store.forget(this.#id);
    this.#listeners.forget(this.#id);
    return this.#inMemory(turn);
  }

  unsaved(turn: TurnEntries) {
    if (this.#next === 0) this.#next = this.#listeners.next(this.#id) ?? fromClock(turn.at);
    this.#said(turn);
    return this.#inMemory(turn);
  }

  #inMemory(turn: TurnEntries) {
    const replies = this.#replies(turn);
    this.#listeners.keep(this.#id, replies);
    return replies.map((entry) => entry.activity as Partial<Activity>);
  }

  async #number(at: string): Promise<void> {
    const stored = (await this.begin())?.replay.at(-1)?.seq;
    const known = this.#listeners.next(this.#id);
    if (stored !== undefined || known !== null) this.#next = Math.max((stored ?? -1) + 1, known ?? 0);
    else this.#next = this.#incoming.type === 'conversationUpdate' ? 0 : fromClock(at);
  }

  #said(turn: TurnEntries): ReplayedActivity[] {
    if (!turn.incoming) return [];
    const posted = clientActivityId(this.#incoming);
    const entry = this.#entry('person', turn.at, {
      type: 'message',
      from: PERSON,
      ...(turn.incoming.text === null ? {} : { text: turn.incoming.text }),
      ...(posted ? { channelData: { clientActivityID: posted } } : {}),
    });
    this.incomingSeq = entry.seq;
    return [entry];
  }

  #replies(turn: TurnEntries): ReplayedActivity[] {
    const replyToId = this.incomingSeq === null ? {} : { replyToId: activityId(this.#id, this.incomingSeq) };
    this.pending = turn.replies.map((reply) => this.#entry('bot', turn.at, { ...reply, from: BOT, ...replyToId }));
    return this.pending;
  }

  #entry(from: 'person' | 'bot', at: string, activity: Record<string, unknown>): ReplayedActivity {
    const seq = this.#next++;
    this.#listeners.counted(this.#id, this.#next);
    const place = { id: activityId(this.#id, seq), timestamp: at, channelId: 'directline' };
    return { seq, from, at, activity: { ...activity, ...place, conversation: { id: this.#id } } };
  }

  /** Whoever is connected gets the message back as it was written: clients show this copy in place of their own. */
  #echo(said: ReplayedActivity[]): void {
    const { text, from, channelData } = this.#incoming;
    const written = { ...(text === undefined ? {} : { text }), ...(channelData ? { channelData } : {}) };
    const echoes = said.map((entry) => ({ ...entry, activity: { ...entry.activity, ...written, from } }));
    this.#listeners.publish(this.#id, echoes);
  }
}

/** The id that the client gave to its post. */
export function clientActivityId(activity: Partial<Activity>): string | null {
  const id: unknown = (activity.channelData as { clientActivityID?: unknown } | undefined)?.clientActivityID;
  return typeof id === 'string' && id.length > 0 && id.length <= 128 ? id : null;
}

/** A conversation whose document is gone counts on from the clock's seconds: above anything that was ever counted up. */
function fromClock(at: string): number {
  return Math.floor(Date.parse(at) / 1000);
}
