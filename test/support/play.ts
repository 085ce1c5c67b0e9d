import type { House } from '../../src/assembly.ts';
import { contextAt } from '../../src/assembly.ts';
import type { Receiver } from '../../src/core/dialog.ts';
import type { Effect, Input, Outcome } from '../../src/core/effect.ts';
import type { Rendered, Reply } from '../../src/core/reply.ts';
import { newSession, type Session, session as sessionSchema } from '../../src/core/session.ts';
import { turn } from '../../src/core/turn.ts';
import type { Channel } from '../../src/core/vocabulary.ts';

/** A Sunday morning in winter: offices are closed, the night is over. */
export const SUNDAY = '2026-11-22T09:00:00.000Z';

export interface PlayOptions {
  channel?: Channel;
  locale?: string | null;
  now?: string;
  receivers?: Receiver[];
  mode?: 'demo' | 'production';
  /** Answers an effect; by default everything succeeds, with the regret window as ordered. */
  outcome?: (effect: Exclude<Effect, { type: 'Forget' }>, now: string) => Outcome;
}

export interface Played {
  reply: Reply;
  rendered: Rendered;
  effects: Effect[];
  session: Session;
  heard: string | null;
}

export interface Player {
  session: Session;
  /** Everything that the bot has said, worded. */
  transcript: { from: 'person' | 'bot'; text: string }[];
  start(): Played;
  say(text: string): Played;
  send(input: Input): Played;
  /** Answers with the choice of this value, by its number, and fails when it is not on offer. */
  byNumber(value: string): Played;
  choices(): string[];
}

/**
 * Plays a conversation through the core. Between turns the session is written to JSON, checked against its schema
 * and read back, so that nothing can live only in memory. Chance is a counter: the same play gives the same talk.
 */
export function player(house: House, options: PlayOptions = {}): Player {
  const now = options.now ?? SUNDAY;
  const channel = options.channel ?? 'web';
  let count = 0;
  const random = (bytes: number) => Uint8Array.from({ length: bytes }, () => (count = (count * 73 + 41) % 256));
  const context = contextAt(house, {
    now,
    random,
    receivers: options.receivers ?? house.units.map(({ id, municipality, name }) => ({ id, municipality, name })),
    mode: options.mode ?? 'demo',
  });
  let session = newSession('conversation-1', channel, now);
  let last: Played | null = null;
  const transcript: Player['transcript'] = [];

  const send = (input: Input): Played => {
    if (input.kind === 'text') transcript.push({ from: 'person', text: input.text });
    let result = turn(session, input, context, house.dialogs);
    const effects = [...result.effects];
    const { heard } = result;
    for (let round = 0; round < 5; round++) {
      const effect = result.effects.find((one) => one.type !== 'Forget');
      if (!effect) break;
      const outcome = (options.outcome ?? succeed)(effect, now);
      result = turn(result.session, { kind: 'outcome', outcome }, context, house.dialogs);
      effects.push(...result.effects);
    }
    session = sessionSchema.parse(JSON.parse(JSON.stringify(result.session)));
    const [reply, ...more] = result.replies;
    if (!reply || more.length > 0) throw new Error(`one message in, ${result.replies.length} answers out`);
    const rendered = house.renderer.render(reply, session.lang, channel);
    transcript.push({ from: 'bot', text: rendered.text });
    last = { reply, rendered, effects, session, heard };
    return last;
  };

  return {
    get session() {
      return session;
    },
    transcript,
    send,
    start: () => send({ kind: 'start', locale: options.locale ?? null }),
    say: (text) => send({ kind: 'text', text, locale: options.locale ?? null }),
    byNumber(value) {
      const at = last?.reply.choices.findIndex((choice) => choice.value === value) ?? -1;
      if (at < 0)
        throw new Error(`${value} is not on offer: ${last?.reply.choices.map((one) => one.value).join(', ')}`);
      return this.say(String(at + 1));
    },
    choices: () => last?.reply.choices.map(({ value }) => value) ?? [],
  };
}

function succeed(effect: Exclude<Effect, { type: 'Forget' }>, now: string): Outcome {
  switch (effect.type) {
    case 'SendTicket':
      return {
        type: 'SendTicket',
        id: effect.id,
        ok: true,
        deliverAt: effect.deliverAt,
        delivered: effect.deliverAt <= now,
      };
    case 'DeliverTicket':
    case 'RecallTicket':
      return { type: effect.type, id: effect.id, ok: true };
    case 'LookUpTicket':
      return { type: 'LookUpTicket', found: null, throttled: false };
  }
}
