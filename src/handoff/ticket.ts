import { z } from 'zod';
import { LANGUAGES, PATHS, PURPOSES, ROLES, URGENCIES } from '../core/vocabulary.ts';

/** The states of a ticket, once for the whole house (contract section 6); the moves between them are in `states.ts`. */
export const TICKET_STATES = [
  'queued',
  'delivered',
  'taken',
  'contacted',
  'closed',
  'declined',
  'moved',
  'recalled',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** How the person wants to be reached. `receipt`: only by asking with the receipt code. */
export const CONTACT_WAYS = ['phone', 'sms', 'receipt', 'none'] as const;

/** The parts of a case that the person can leave out, each by itself. */
export const SCOPES = ['observations', 'own_words', 'age', 'place', 'contact'] as const;
export type Scope = (typeof SCOPES)[number];

const iso = z.iso.datetime();
const lang = z.enum(LANGUAGES);

/** The record of a yes: what was read, in which language, when, and for which parts. */
export const consentRecord = z.strictObject({
  /** Version of the consent text, from `knowledge/handoff.yml`. */
  textVersion: z.string(),
  /** SHA-256 (hex) of the exact text that the person saw. */
  textHash: z.string().regex(/^[0-9a-f]{64}$/),
  lang,
  at: iso,
  purpose: z.enum(PURPOSES),
  unit: z.string(),
  scopes: z.array(z.enum(SCOPES)),
});
export type ConsentRecord = z.infer<typeof consentRecord>;

const observation = z.strictObject({
  signal: z.string(),
  /** The (masked) words that it rests on; null when it was chosen from a list. */
  words: z.string().nullable(),
  source: z.enum(['seen', 'told']),
});

/** What somebody who is bound to report must state; optional for everyone else. Never masked, kept only in the ticket. */
export const structuredFields = z.strictObject({
  childName: z.string().max(200).optional(),
  childBirthDate: z.string().max(40).optional(),
  childSchool: z.string().max(200).optional(),
  describerName: z.string().max(200).optional(),
  describerWork: z.string().max(200).optional(),
  describerPhone: z.string().max(60).optional(),
});
export type StructuredFields = z.infer<typeof structuredFields>;

/** What the person sends: shown to them word for word before the yes. */
export const ticketContent = z.strictObject({
  purpose: z.enum(PURPOSES),
  lang,
  interpreter: z.boolean(),
  role: z.enum(ROLES).nullable(),
  boundToReport: z.boolean().nullable(),
  urgency: z.enum(URGENCIES),
  observations: z.array(observation),
  /** The person's own messages, masked as they saw them. */
  ownWords: z.array(z.strictObject({ text: z.string(), lang: lang.nullable() })),
  age: z.number().int().min(0).max(25).nullable(),
  /** The band that was tapped instead of an age. */
  ageBand: z.string().nullable(),
  /** Where it happens; where the child lives is `livesIn`. */
  place: z.string().nullable(),
  livesIn: z.string(),
  contact: z.strictObject({
    way: z.enum(CONTACT_WAYS),
    phone: z.string().max(60).nullable(),
    /** Ids of time windows, such as `morning`; worded by the reader's language. */
    times: z.array(z.string()),
    /** Whether it is safe to leave a message or be answered by somebody else; null when not asked. */
    othersMayAnswer: z.boolean().nullable(),
  }),
  fields: structuredFields,
  paths: z.array(z.strictObject({ path: z.enum(PATHS), rule: z.string() })),
});
export type TicketContent = z.infer<typeof ticketContent>;

/** A past fact about a ticket: code and values, worded only when read. `by` is a staff id, `person` or `system`. */
export const ticketEvent = z.strictObject({
  at: iso,
  type: z.enum([...TICKET_STATES, 'note', 'message', 'withdrawal_wished']),
  by: z.string(),
  text: z.string().optional(),
});
export type TicketEvent = z.infer<typeof ticketEvent>;

/** A case: consent, content and everything that happened to it, in one document under its own key. */
export const ticket = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  unit: z.string(),
  state: z.enum(TICKET_STATES),
  createdAt: iso,
  /** When a queued ticket is delivered; equal to `createdAt` when there is no regret window. */
  deliverAt: iso,
  takenBy: z.string().nullable(),
  closedAt: iso.nullable(),
  /** Keyed HMAC of the receipt code; the code itself is never stored. */
  receiptHash: z.string(),
  demo: z.boolean(),
  content: ticketContent,
  consent: consentRecord,
  events: z.array(ticketEvent),
});
export type Ticket = z.infer<typeof ticket>;

/** What a list shows: nothing that was observed about people (the social services' data act: see `docs/privacy.md`). */
export interface TicketHead {
  id: string;
  unit: string;
  state: TicketState;
  createdAt: string;
  deliverAt: string;
  lang: Ticket['content']['lang'];
  urgency: Ticket['content']['urgency'];
  purpose: Ticket['content']['purpose'];
  takenBy: string | null;
  demo: boolean;
}

/** A receiving office of a municipality. Hand-off is offered only where `active` staff stand behind it. */
export interface Unit {
  id: string;
  municipality: string;
  /** Swedish name as people meet it on the door and in letters. */
  name: string;
  demo: boolean;
}
