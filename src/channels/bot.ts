import { type Activity, ActivityHandler, ActivityTypes, type TurnContext } from 'botbuilder';
import type { Context, Dialogs } from '../core/dialog.ts';
import type { Conversation, Effect, EffectRunner, Input } from '../core/effect.ts';
import type { Renderer, Reply, TextKey } from '../core/reply.ts';
import { newSession } from '../core/session.ts';
import { type TurnResult, turn } from '../core/turn.ts';
import type { Channel, Language } from '../core/vocabulary.ts';
import { type ConversationLog, logOf, type TurnEntries } from './log.ts';

/** What the bot is made of; `main.ts` hands it over. */
export interface BotParts {
  dialogs: Dialogs;
  renderer: Renderer;
  effects: EffectRunner;
  /** Everything the turn may look at, as it is at this moment. Rejects never: what cannot be read is left out. */
  context(): Promise<Context>;
  /** Says that a turn failed: a code and the kind of error, never a word of what was written. */
  failed(code: 'turn' | 'store', error: unknown): void;
}

/** More rounds of effect and outcome than any dialog has. */
const MAX_ROUNDS = 5;

/** The only bot: hands each activity to the turn, carries out its effects, saves, and only then answers. */
export class LotsenBot extends ActivityHandler {
  private readonly parts: BotParts;

  constructor(parts: BotParts) {
    super();
    this.parts = parts;
    this.onMessage(async (context, next) => {
      await this.answer(context, inputOf(context.activity));
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const { membersAdded, recipient } = context.activity;
      if (membersAdded?.some(({ id }) => id !== recipient?.id)) {
        await this.answer(context, { kind: 'start', locale: context.activity.locale ?? null });
      }
      await next();
    });
  }

  private async answer(context: TurnContext, input: Input): Promise<void> {
    const log = logOf(context);
    const channel = channelOf(context.activity);
    const situation = await this.parts.context();
    const stored = await this.load(log);
    const before = stored.conversation ?? fresh(context.activity.conversation.id, channel, situation.now);
    if (input.kind === 'start' && stored.conversation) return;
    let result: TurnResult;
    try {
      result = await this.turn(before, input, situation);
    } catch (error) {
      this.parts.failed('turn', error);
      result = { session: before.session, replies: [fault(input, situation)], effects: [], heard: null };
    }
    const entries = this.entries(result, input, channel, situation);
    await context.sendActivities(await this.keep(log, before, result, entries, stored.ok, channel));
  }

  private async load(log: ConversationLog): Promise<{ conversation: Conversation | null; ok: boolean }> {
    try {
      return { conversation: await log.begin(), ok: true };
    } catch (error) {
      this.parts.failed('store', error);
      return { conversation: null, ok: false };
    }
  }

  /** The turn, and again with what came of its effects, until it answers. */
  private async turn(before: Conversation, input: Input, situation: Context): Promise<TurnResult> {
    const { dialogs, effects } = this.parts;
    let result = turn(before.session, input, situation, dialogs);
    const all: Effect[] = [...result.effects];
    const { heard } = result;
    for (let round = 0; round < MAX_ROUNDS && outward(result.effects); round++) {
      const outcome = await effects.run(outward(result.effects)!, result.session.lang ?? 'sv', before.id);
      result = turn(result.session, { kind: 'outcome', outcome }, situation, dialogs);
      all.push(...result.effects);
    }
    return { ...result, effects: all, heard };
  }

  private entries(result: TurnResult, input: Input, channel: Channel, situation: Context): TurnEntries {
    const { lang } = result.session;
    return {
      incoming: input.kind === 'text' ? { text: result.heard } : null,
      replies: result.replies.map((reply) => this.activity(reply, lang, channel)),
      at: situation.now,
    };
  }

  private activity(reply: Reply, lang: Language | null, channel: Channel): Partial<Activity> {
    const rendered = this.parts.renderer.render(reply, lang, channel);
    return {
      type: ActivityTypes.Message,
      text: rendered.text,
      textFormat: 'plain',
      locale: rendered.lang,
      inputHint: 'expectingInput',
      channelData: { lotsen: rendered.lotsen, blocks: rendered.blocks },
      ...(rendered.choices.length > 0
        ? {
            suggestedActions: {
              to: [],
              actions: rendered.choices.map(({ value, title }) => ({ type: 'imBack', title, value })),
            },
          }
        : {}),
    };
  }

  /** Makes the turn last before its replies go out; when that fails, says so, and still answers. */
  private async keep(
    log: ConversationLog,
    before: Conversation,
    result: TurnResult,
    entries: TurnEntries,
    readable: boolean,
    channel: Channel,
  ): Promise<Partial<Activity>[]> {
    try {
      if (result.effects.some(({ type }) => type === 'Forget')) return await log.forget(entries);
      if (readable) {
        const durable = result.effects.length > 0;
        return await log.commit({ ...before, session: result.session }, entries, { durable });
      }
    } catch (error) {
      this.parts.failed('store', error);
    }
    const notice = this.activity(notSaved(result.replies[0]), result.session.lang, channel);
    return log.unsaved({ ...entries, replies: [...entries.replies, notice] });
  }
}

function inputOf(activity: Activity): Input {
  if (!activity.text?.trim() && activity.attachments?.length) return { kind: 'attachment' };
  return { kind: 'text', text: activity.text ?? '', locale: activity.locale ?? null };
}

function channelOf({ channelId }: Activity): Channel {
  if (channelId === 'msteams') return 'teams';
  return channelId === 'sms' || channelId === 'terminal' ? channelId : 'web';
}

function fresh(id: string, channel: Channel, now: string): Conversation {
  return { v: 1, id, session: newSession(id, channel, now), replay: [], seen: [] };
}

function outward(effects: Effect[]) {
  return effects.find((effect) => effect.type !== 'Forget');
}

/** A fault of ours. Danger is still answered: its check stands alone and needs nothing else to work. */
function fault(input: Input, { recognizer }: Context): Reply {
  const danger = input.kind === 'text' && recognizer.danger(input.text).emergency !== null;
  const keys: TextKey[] = danger ? ['emergency:call112', 'emergency:other.do', 'repair:fault'] : ['repair:fault'];
  return bare(keys, 'repair', 'fault', danger);
}

function notSaved(reply: Reply | undefined): Reply {
  return { ...bare(['repair:notSaved'], 'repair', 'notSaved', false), choices: reply?.choices ?? [] };
}

function bare(keys: TextKey[], dialog: string, step: string, emergency: boolean): Reply {
  return {
    parts: keys.map((key) => ({ kind: 'text', key })),
    choices: [],
    dialog,
    step,
    paths: emergency ? ['emergency_112'] : [],
    rules: [],
    resources: [],
    emergency,
    ask: null,
  };
}
