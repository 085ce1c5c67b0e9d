import { ActivityHandler } from 'botbuilder';
import { logOf } from '../../src/channels/log.ts';
import type { Conversation, ConversationStore } from '../../src/core/effect.ts';
import { newSession } from '../../src/core/session.ts';

/** Conversations in memory, copied in and out as a real store would. */
export class MemoryStore implements ConversationStore {
  documents = new Map<string, string>();
  broken = false;

  async load(id: string): Promise<Conversation | null> {
    if (this.broken) throw new Error('the disk is gone');
    const found = this.documents.get(id);
    return found ? (JSON.parse(found) as Conversation) : null;
  }
  async save(conversation: Conversation): Promise<void> {
    if (this.broken) throw new Error('the disk is gone');
    this.documents.set(conversation.id, JSON.stringify(conversation));
  }
  async forget(id: string): Promise<void> {
    this.documents.delete(id);
  }
  async forgetIdle(): Promise<number> {
    return 0;
  }
}

/** A bot that repeats what it hears, forgets on 'forget', breaks on 'break', and masks whatever is a digit. */
export class EchoBot extends ActivityHandler {
  now: () => Date;
  heard: string[] = [];
  locales: (string | undefined)[] = [];

  constructor(now: () => Date) {
    super();
    this.now = now;
    this.onConversationUpdate(async (context) => this.#answer(context, 'welcome'));
    this.onMessage(async (context) => {
      this.locales.push(context.activity.locale);
      const { text = '', attachments } = context.activity;
      if (text === 'break') throw new Error('broken');
      this.heard.push(text);
      await this.#answer(context, attachments?.length ? 'no files please' : `you said ${mask(text)}`);
    });
  }

  async #answer(context: Parameters<typeof logOf>[0], text: string): Promise<void> {
    const log = logOf(context);
    const at = this.now().toISOString();
    const id = context.activity.conversation.id;
    const said = context.activity.type === 'message' ? { text: mask(context.activity.text ?? '') } : null;
    const turn = { incoming: said, replies: [{ type: 'message', text }], at };
    let replies: Awaited<ReturnType<typeof log.commit>>;
    if (context.activity.text === 'forget') replies = await log.forget(turn);
    else {
      try {
        const found = await log.begin();
        const conversation = found ?? { v: 1 as const, id, session: newSession(id, 'web', at), replay: [], seen: [] };
        replies = await log.commit(conversation, turn);
      } catch {
        replies = log.unsaved(turn);
      }
    }
    await context.sendActivities(replies);
  }
}

function mask(text: string): string {
  return text.replaceAll(/\d/g, '#');
}
