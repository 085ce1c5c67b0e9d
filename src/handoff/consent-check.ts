import { type ConsentRecord, consentRecord, type Scope, type TicketContent, ticketContent } from './ticket.ts';

/** Why something may not become a ticket, for the log: codes only. */
export type Refusal =
  | 'content_malformed'
  | 'consent_malformed'
  | 'consent_for_something_else'
  | `without_consent:${Scope}`;

export type Checked = { ok: true; content: TicketContent; consent: ConsentRecord } | { ok: false; why: Refusal };

/** What each part covers, and whether the content holds anything of it. */
const HOLDS: Record<Scope, (content: TicketContent) => boolean> = {
  observations: ({ observations }) => observations.length > 0,
  own_words: ({ ownWords, observations }) => ownWords.length > 0 || observations.some(({ words }) => words !== null),
  age: ({ age, ageBand }) => age !== null || ageBand !== null,
  place: ({ place }) => place !== null,
  contact: ({ contact, fields }) =>
    contact.way === 'phone' ||
    contact.way === 'sms' ||
    contact.phone !== null ||
    contact.times.length > 0 ||
    contact.othersMayAnswer !== null ||
    Object.keys(fields).length > 0,
};

/** The last look before a ticket is made: nothing may be in it that the yes did not cover (invariant 3 of the design). */
export function checkConsent(unit: string, contentGiven: unknown, consentGiven: unknown): Checked {
  const content = ticketContent.safeParse(contentGiven);
  if (!content.success) return { ok: false, why: 'content_malformed' };
  const consent = consentRecord.safeParse(consentGiven);
  if (!consent.success) return { ok: false, why: 'consent_malformed' };
  if (consent.data.unit !== unit || consent.data.purpose !== content.data.purpose) {
    return { ok: false, why: 'consent_for_something_else' };
  }
  const uncovered = (Object.keys(HOLDS) as Scope[]).find(
    (scope) => !consent.data.scopes.includes(scope) && HOLDS[scope](content.data),
  );
  if (uncovered) return { ok: false, why: `without_consent:${uncovered}` };
  return { ok: true, content: content.data, consent: consent.data };
}
