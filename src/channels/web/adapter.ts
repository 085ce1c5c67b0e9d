import { randomBytes } from 'node:crypto';
import { type Activity, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Conversation, ConversationStore, ReplayedActivity } from '../../core/effect.ts';
import { type Bot, giveLog, logOf } from '../log.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import type { Listeners } from './listeners.ts';
import { activityId, BOT, clientActivityId, PERSON, WebLog } from './log.ts';

export interface WebAdapterParts {
  bot: Bot;
  store: ConversationStore;
  listeners: Listeners;
  turns: OneAtATime;
}

/** What the person's post came to; `seq` is null when nothing of it was logged. */
export interface Posted {
  id: string;
  repeated: boolean;
}

/** Direct Line's side of the bot: one turn at a time, each activity numbered once, sent to whoever listens. */
export class WebAdapter extends BotAdapter {
  #parts: WebAdapterParts;

  constructor(parts: WebAdapterParts) {
    super();
    this.#parts = parts;
  }

  /** A new, unguessable name for a conversation: 128 random bits are all that ties a person to it. */
  newId(): string {
    return randomBytes(16).toString('base64url');
  }

  /** Starts a conversation with a welcome, unless it has started already. */
  start(id: string, locale: string | null): Promise<{ started: boolean }> {
    return this.#parts.turns.run(id, async () => {
      // A store that cannot be read must not keep anybody from asking for help: the bot says what is not kept.
      const stored = await this.#parts.store.load(id).catch(() => null);
      if (stored || this.#parts.listeners.knows(id)) return { started: false };
      const arrived = { type: 'conversationUpdate', membersAdded: [PERSON], ...(locale ? { locale } : {}) };
      await this.#turn(id, arrived as Partial<Activity>);
      return { started: true };
    });
  }

  /** One activity of the person. A post that the conversation has seen is not taken twice. Rejects when the bot fails. */
  post(id: string, activity: Partial<Activity>): Promise<Posted> {
    return this.#parts.turns.run(id, async () => {
      const log = new WebLog(this.#parts.store, this.#parts.listeners, id, activity);
      const before = repeated(await log.begin().catch(() => null), activity);
      if (before) return { id: before, repeated: true };
      await this.#turn(id, activity, log);
      const seq = log.incomingSeq ?? Math.max(0, (this.#parts.listeners.next(id) ?? 1) - 1);
      return { id: activityId(id, seq), repeated: false };
    });
  }

  /** Whether there is anything to talk on about: a document, or the last minutes of one that was forgotten. */
  async knows(id: string): Promise<boolean> {
    return this.#parts.listeners.knows(id) || (await this.#parts.store.load(id)) !== null;
  }

  /** Everything from a number on, in order. Null when the conversation is unknown. */
  async since(id: string, from: number): Promise<{ entries: ReplayedActivity[]; next: number } | null> {
    const here = this.#parts.listeners.knows(id);
    const stored = await this.#parts.store.load(id).catch((error) => {
      if (here) return null;
      throw error;
    });
    if (!stored && !here) return null;
    const all = [...(stored?.replay ?? []), ...this.#parts.listeners.kept(id)].sort((a, b) => a.seq - b.seq);
    const last = all.at(-1)?.seq ?? -1;
    return { entries: all.filter((entry) => entry.seq >= from), next: Math.max(last + 1, from) };
  }

  /**
   * Sends the replies of a turn in the order in which the log numbered them, exactly as it keeps them: the SDK takes
   * ids away from what it hands on. What the log does not know is not sent, since nobody could ask for it again.
   */
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const log = logOf(context) as WebLog;
    const messages = activities.filter(({ type }) => type === 'message').length;
    const entries = log.pending.splice(0, messages);
    this.#parts.listeners.publish(context.activity.conversation.id, entries);
    return entries.map(({ activity }) => ({ id: String(activity.id) }));
  }

  /** Direct Line has no edits: what was said stays said. */
  override async updateActivity(): Promise<void> {
    throw new Error('Direct Line does not change activities');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('Direct Line does not delete activities');
  }

  /** Something that did not begin with the person, such as an answer from the staff. */
  async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const id = reference.conversation?.id;
    if (!id) throw new Error('a conversation to continue has an id');
    await this.#parts.turns.run(id, () => this.#turn(id, { type: 'event', name: 'continueConversation' }, null, logic));
  }

  async #turn(id: string, incoming: Partial<Activity>, log?: WebLog | null, logic?: (c: TurnContext) => Promise<void>) {
    const activity = {
      from: PERSON,
      ...incoming,
      recipient: BOT,
      channelId: 'directline',
      conversation: { id, isGroup: false, conversationType: 'personal', name: '' },
    };
    const context = new TurnContext(this, activity as Activity);
    giveLog(context, log ?? new WebLog(this.#parts.store, this.#parts.listeners, id, activity as Partial<Activity>));
    await this.runMiddleware(context, logic ?? ((turn) => this.#parts.bot.run(turn)));
  }
}

/** The id that the same post got the first time. */
function repeated(conversation: Conversation | null, activity: Partial<Activity>): string | null {
  const posted = clientActivityId(activity);
  if (!conversation || !posted || !conversation.seen.includes(posted)) return null;
  const first = conversation.replay.find((entry) => clientActivityId(entry.activity as Partial<Activity>) === posted);
  return activityId(conversation.id, first?.seq ?? 0);
}
