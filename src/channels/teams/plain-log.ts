import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Conversation, ConversationStore } from '../../core/effect.ts';
import type { ConversationLog, TurnEntries } from '../log.ts';

/** Names a foreign conversation in our store: its own id may hold a tenant's and a person's name. */
export function storeId(channel: string, conversation: string): string {
  return createHash('sha256').update(`${channel}\n${conversation}`).digest('base64url');
}

/** The log where the other side keeps the messages and numbers them: only the session is kept, and what was seen. */
export class PlainLog implements ConversationLog {
  #store: ConversationStore;
  #id: string;

  constructor(store: ConversationStore, activity: Partial<Activity>) {
    this.#store = store;
    this.#id = storeId(activity.channelId ?? '', activity.conversation?.id ?? '');
  }

  begin(): Promise<Conversation | null> {
    return this.#store.load(this.#id);
  }

  async commit(conversation: Conversation, turn: TurnEntries, options?: { durable?: boolean }) {
    await this.#store.save({ ...conversation, id: this.#id }, options);
    return turn.replies;
  }

  async forget(turn: TurnEntries) {
    await this.#store.forget(this.#id);
    return turn.replies;
  }

  unsaved(turn: TurnEntries) {
    return turn.replies;
  }
}
