import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { House } from '../../src/assembly.ts';
import { CHANNELS, LANGUAGES } from '../../src/core/vocabulary.ts';
import { type Played, player } from './play.ts';

export const GOLDEN = join(import.meta.dirname, '..', 'conversations');

const answer = z.strictObject({
  at: z.string(),
  lang: z.enum(LANGUAGES).nullable(),
  keys: z.array(z.string()),
  choices: z.array(z.string()),
  emergency: z.literal(true).optional(),
  ask: z.string().optional(),
  paths: z.array(z.string()).optional(),
  effects: z.array(z.string()).optional(),
  receipt: z.literal(true).optional(),
  ended: z.literal(true).optional(),
});
const known = z.strictObject({
  observations: z.array(z.string()),
  denied: z.array(z.string()).optional(),
  urgency: z.string(),
  age: z.number().optional(),
  ageBand: z.string().optional(),
  place: z.string().optional(),
  role: z.string().optional(),
});
const golden = z.strictObject({
  title: z.string(),
  channel: z.enum(CHANNELS),
  locale: z.enum(LANGUAGES).nullable(),
  turns: z.array(
    z.strictObject({
      /** Null is the arrival of somebody who has not written yet. */
      says: z.string().nullable(),
      bot: answer.optional(),
      known: known.optional(),
    }),
  ),
});
export type Golden = z.infer<typeof golden>;

export interface GoldenFile {
  file: string;
  golden: Golden;
}

export function readGolden(): GoldenFile[] {
  return readdirSync(GOLDEN)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({ file: name, golden: golden.parse(parse(readFileSync(join(GOLDEN, name), 'utf8'))) }));
}

/** The conversation as it goes today: what was said, and whole what was answered and is known after each turn. */
export function playGolden(house: House, { title, channel, locale, turns }: Golden): { golden: Golden; text: string } {
  const play = player(house, { channel, locale });
  const played = turns.map(({ says }) => ({ says, ...seen(says === null ? play.start() : play.say(says)) }));
  const text = play.transcript.map(({ from, text: said }) => (from === 'person' ? `> ${said}` : said)).join('\n\n');
  return { golden: { title, channel, locale, turns: played }, text };
}

export function writeGolden(file: string, content: Golden): void {
  writeFileSync(join(GOLDEN, file), stringify(content, { lineWidth: 120 }));
}

function seen({ rendered, session, effects }: Played): Required<Pick<Golden['turns'][number], 'bot' | 'known'>> {
  const { lotsen, choices } = rendered;
  const { description } = session;
  return {
    bot: {
      at: `${lotsen.dialog}.${lotsen.step}`,
      lang: session.lang,
      keys: lotsen.keys,
      choices: choices.map(({ value }) => value),
      ...(lotsen.emergency ? { emergency: true as const } : {}),
      ...(lotsen.ask ? { ask: lotsen.ask } : {}),
      ...(lotsen.paths.length > 0 ? { paths: lotsen.paths } : {}),
      ...(effects.length > 0 ? { effects: effects.map(({ type }) => type) } : {}),
      ...(lotsen.receipt ? { receipt: true as const } : {}),
      ...(lotsen.ended ? { ended: true as const } : {}),
    },
    known: {
      observations: description.observations.map(({ id }) => id),
      ...(description.denied.length > 0 ? { denied: description.denied } : {}),
      urgency: description.urgency,
      ...(description.age !== null ? { age: description.age } : {}),
      ...(description.ageBand ? { ageBand: description.ageBand } : {}),
      ...(description.place ? { place: description.place } : {}),
      ...(description.role ? { role: description.role } : {}),
    },
  };
}
