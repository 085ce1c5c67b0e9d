import type { Param, Words } from '../core/reply.ts';
import { type ConsentRecord, SCOPES, type TicketContent } from './ticket.ts';

/** The order in which a reader needs them. */
export const SUMMARY_TOPICS = [
  'wish',
  'situation',
  'observed',
  'child',
  'describer',
  'language',
  'contact',
  'shown',
  'withheld',
] as const;
export type SummaryTopic = (typeof SUMMARY_TOPICS)[number];

/** One line of the summary. */
export interface SummaryLine {
  topic: SummaryTopic;
  text: Words;
  /** The person's own (masked) words that the line rests on, untranslated; empty when it was tapped or filled in. */
  restsOn: string[];
}

/**
 * The summary that social services read, made from the facts of the ticket alone. Free text is never translated:
 * it stands beside, in the language it was written in. Pure; worded in the reader's language.
 */
export function summarise({ content, consent }: { content: TicketContent; consent: ConsentRecord }): SummaryLine[] {
  return [
    line('wish', `purpose.${content.purpose}`),
    line('situation', `urgency.${content.urgency}`),
    ...observed(content),
    ...child(content),
    ...describer(content),
    line('language', 'wroteIn', { language: words(`language.${content.lang}`) }),
    line('language', content.interpreter ? 'interpreter.yes' : 'interpreter.no'),
    ...contact(content),
    ...shown(content),
    ...withheld(consent),
  ];
}

function observed({ observations }: TicketContent): SummaryLine[] {
  return observations.map(({ signal, words: quoted, source }) => ({
    ...line('observed', `observed.${source}`, { signal: words(`signal.${signal}`) }),
    restsOn: quoted === null ? [] : [quoted],
  }));
}

function child({ livesIn, place, age, ageBand, fields }: TicketContent): SummaryLine[] {
  return [
    line('child', 'livesIn', { place: { name: livesIn } }),
    ...ifGiven(place, (name) => line('child', 'place', { place: { name } })),
    ...ifGiven(age, (years) => line('child', 'age', { count: years })),
    ...(age === null ? ifGiven(ageBand, (band) => line('child', `ageBand.${band}`)) : []),
    ...(['childName', 'childBirthDate', 'childSchool'] as const).flatMap((field) =>
      ifGiven(fields[field], (name) => line('child', `field.${field}`, { value: { name } })),
    ),
  ];
}

function describer({ role, boundToReport, fields }: TicketContent): SummaryLine[] {
  return [
    line('describer', `role.${role ?? 'unsaid'}`),
    ...(boundToReport ? [line('describer', 'bound')] : []),
    ...(['describerName', 'describerWork'] as const).flatMap((field) =>
      ifGiven(fields[field], (name) => line('describer', `field.${field}`, { value: { name } })),
    ),
    ...ifGiven(fields.describerPhone, (phone) => line('describer', 'field.describerPhone', { value: { phone } })),
  ];
}

function contact({ contact: { way, phone, times, othersMayAnswer } }: TicketContent): SummaryLine[] {
  return [
    line('contact', `way.${way}`),
    ...ifGiven(phone, (number) => line('contact', 'phone', { phone: { phone: number } })),
    ...(times.length > 0
      ? [line('contact', 'times', { times: { list: times.map((time) => words(`time.${time}`)) } })]
      : []),
    ...ifGiven(othersMayAnswer, (safe) => line('contact', safe ? 'others.yes' : 'others.no')),
  ];
}

function shown({ paths }: TicketContent): SummaryLine[] {
  if (paths.length === 0) return [];
  return [line('shown', 'shown', { paths: { list: paths.map(({ path }) => ({ key: `paths:${path}.title` })) } })];
}

/** What the person chose to leave out is told: a reader must not take silence for 'no'. */
function withheld({ scopes }: ConsentRecord): SummaryLine[] {
  const left = SCOPES.filter((scope) => !scopes.includes(scope));
  if (left.length === 0) return [];
  return [line('withheld', 'withheld', { parts: { list: left.map((scope) => words(`scope.${scope}`)) } })];
}

function line(topic: SummaryTopic, key: string, params?: Record<string, Param>): SummaryLine {
  return { topic, text: words(key, params), restsOn: [] };
}

function words(key: string, params?: Record<string, Param>): Words {
  return params ? { key: `ticket:${key}`, params } : { key: `ticket:${key}` };
}

function ifGiven<T>(value: T | null | undefined, make: (value: T) => SummaryLine): SummaryLine[] {
  return value === null || value === undefined ? [] : [make(value)];
}
