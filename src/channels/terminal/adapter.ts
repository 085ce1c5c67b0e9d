import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Conversation } from '../../core/effect.ts';
import type { Channel, Language } from '../../core/vocabulary.ts';
import { type Bot, type ConversationLog, giveLog, type TurnEntries } from '../log.ts';

export interface TerminalParts {
  bot: Bot;
  /** Which channel's manner to show. */
  channel: Channel;
  locale: Language | null;
  write(text: string): void;
}

const CHANNEL_IDS: Record<Channel, string> = { web: 'directline', teams: 'msteams', sms: 'sms', terminal: 'terminal' };

/** One conversation with whoever sits at the terminal; it lives in memory and ends with the program. */
export class TerminalAdapter extends BotAdapter {
  readonly #parts: TerminalParts;
  #kept: Conversation | null = null;

  constructor(parts: TerminalParts) {
    super();
    this.#parts = parts;
  }

  /** Somebody has sat down. */
  start(): Promise<void> {
    return this.#run({ type: ActivityTypes.ConversationUpdate, membersAdded: [{ id: 'person', name: '' }] });
  }

  say(text: string): Promise<void> {
    return this.#run({ type: ActivityTypes.Message, text });
  }

  async #run(activity: Partial<Activity>): Promise<void> {
    const whole = {
      ...activity,
      channelId: CHANNEL_IDS[this.#parts.channel],
      conversation: { id: 'terminal', isGroup: false, conversationType: 'personal', name: '' },
      from: { id: 'person', name: '' },
      recipient: { id: 'lotsen', name: 'Lotsen' },
      ...(this.#parts.locale ? { locale: this.#parts.locale } : {}),
    };
    const context = new TurnContext(this, whole);
    giveLog(context, this.#log());
    await this.runMiddleware(context, () => this.#parts.bot.run(context));
  }

  #log(): ConversationLog {
    const kept = (turn: TurnEntries) => turn.replies;
    return {
      begin: async () => this.#kept,
      commit: async (conversation, turn) => {
        this.#kept = conversation;
        return kept(turn);
      },
      forget: async (turn) => {
        this.#kept = null;
        return kept(turn);
      },
      unsaved: kept,
    };
  }

  /** Buttons become numbered lines here where the channel that is shown has buttons. */
  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    for (const { text, suggestedActions } of activities) {
      const numbered = this.#parts.channel === 'sms' || this.#parts.channel === 'terminal';
      const buttons = numbered ? [] : (suggestedActions?.actions ?? []);
      const menu = buttons.map(({ title }, index) => `[${index + 1}] ${title}`).join('\n');
      this.#parts.write([text, menu].filter(Boolean).join('\n\n'));
    }
    return activities.map(() => ({ id: '' }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('what was printed cannot be changed');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('what was printed cannot be taken back');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('the terminal has one conversation');
  }
}
