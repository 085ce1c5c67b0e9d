import { z } from 'zod';
import { CHANNELS, FACTS, INTENTS, LANGUAGES, PATHS, PURPOSES, ROLES, URGENCIES } from './vocabulary.ts';

/** Version of the session document. A release that changes its shape adds a tested step to `migrate.ts`. */
export const SESSION_VERSION = 1;

const lang = z.enum(LANGUAGES);

/** Where a conversation stands: both names are stable ids, never numbers, so that a release moves nobody who is mid-talk. */
export const place = z.strictObject({ dialog: z.string(), step: z.string() });
export type Place = z.infer<typeof place>;

/** Bands that a person can tap instead of writing an age. `from` is the lowest age of the band, in years. */
export const AGE_BANDS = [
  { id: 'under_10', from: 9 },
  { id: '10_11', from: 10 },
  { id: '12_14', from: 12 },
  { id: '15_17', from: 15 },
  { id: '18_20', from: 18 },
] as const;
export const AGE_BAND_IDS = AGE_BANDS.map((band) => band.id);

const description = z.strictObject({
  observations: z.array(
    z.strictObject({ id: z.string(), words: z.string().nullable(), source: z.enum(['seen', 'told']) }),
  ),
  denied: z.array(z.string()),
  urgency: z.enum(URGENCIES),
  age: z.number().int().nullable(),
  ageBand: z.enum(['under_10', '10_11', '12_14', '15_17', '18_20']).nullable(),
  place: z.string().nullable(),
  role: z.enum(ROLES).nullable(),
  boundToReport: z.boolean().nullable(),
  now: z.boolean().nullable(),
  intents: z.array(z.enum(INTENTS)),
});

/** Everything understood so far; merged from messages and taps. `words` is null when the observation was chosen from a list. */
export type Description = z.infer<typeof description>;

/** What the person has chosen for a hand-over, before the yes. Belongs to the session, never to the ticket store. */
const draft = z.strictObject({
  /**
   * Secret of this draft. The ticket's id and the receipt code are derived from it, so that a repeated 'send'
   * after a crash makes the same ticket with the same code, and neither gives away the other.
   */
  secret: z.string(),
  livesIn: z.string().nullable(),
  unit: z.string().nullable(),
  purpose: z.enum(PURPOSES).nullable(),
  interpreter: z.boolean().nullable(),
  contactWay: z.enum(['phone', 'sms', 'receipt', 'none']).nullable(),
  phone: z.string().nullable(),
  times: z.array(z.string()),
  othersMayAnswer: z.boolean().nullable(),
  fields: z.record(z.string(), z.string()),
  /** Parts that the person has left out. */
  without: z.array(z.enum(['observations', 'own_words', 'age', 'place', 'contact'])),
});
export type HandoffDraft = z.infer<typeof draft>;

export const session = z.strictObject({
  v: z.literal(SESSION_VERSION),
  id: z.string(),
  channel: z.enum(CHANNELS),
  createdAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  lang: lang.nullable(),
  /** True once the person has chosen the language: then a text only changes it when it is sure. */
  langChosen: z.boolean(),
  at: place,
  /** Where an interruption returns to. */
  resume: place.nullable(),
  description,
  /** The person's messages as they may be stored: masked. */
  messages: z.array(z.strictObject({ text: z.string(), lang: lang.nullable() })),
  /** Signals to ask about, best first. */
  suggested: z.array(z.string()),
  /** Whether what was understood has been mirrored and confirmed since it last changed. */
  confirmed: z.boolean(),
  /** Facts already asked for: nothing is asked twice. */
  asked: z.array(z.enum(FACTS)),
  /** The guidance last shown, so that a ticket can name the rules behind it. */
  advised: z.array(z.strictObject({ path: z.enum(PATHS), rule: z.string() })),
  draft: draft.nullable(),
  /** The last ticket sent from this conversation: needed to take it back within the regret window. */
  sent: z.strictObject({ ticket: z.string(), deliverAt: z.iso.datetime() }).nullable(),
  /** Messages in a row that were not understood. */
  misses: z.number().int(),
  /** Kind of the emergency last answered, so that it can be shown again. */
  emergency: z.string().nullable(),
  /** Free memory of the current dialog: small, named values only. */
  memo: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  /** Whether the person has been told that this is a machine and what is kept. */
  welcomed: z.boolean(),
  ended: z.boolean(),
});
export type Session = z.infer<typeof session>;

/** A new conversation. `id` must be unguessable: it is all that ties a person to it. */
export function newSession(id: string, channel: Session['channel'], now: string): Session {
  return {
    v: SESSION_VERSION,
    id,
    channel,
    createdAt: now,
    lastAt: now,
    lang: null,
    langChosen: false,
    at: { dialog: 'welcome', step: 'language' },
    resume: null,
    description: {
      observations: [],
      denied: [],
      urgency: 'none',
      age: null,
      ageBand: null,
      place: null,
      role: null,
      boundToReport: null,
      now: null,
      intents: [],
    },
    messages: [],
    suggested: [],
    confirmed: false,
    asked: [],
    advised: [],
    draft: null,
    sent: null,
    misses: 0,
    emergency: null,
    memo: {},
    welcomed: false,
    ended: false,
  };
}
