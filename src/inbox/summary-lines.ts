import type { Words } from '../core/reply.ts';
import type { SummaryLine, SummaryTopic } from '../handoff/summary.ts';
import type { Ticket } from '../handoff/ticket.ts';
import { type Html, html } from './html.ts';
import type { Reader } from './reader.ts';

/** Somebody whose family must not learn of it: the line that must not be overlooked before a call. */
const ALONE = 'ticket:others.no';

/** The summary's lines by topic, each with the words that it rests on. */
export function summaryLines(reader: Reader, ticket: Ticket, lines: SummaryLine[], topics: SummaryTopic[]): Html {
  const groups = topics
    .map((topic) => ({ topic, lines: lines.filter((line) => line.topic === topic) }))
    .filter((group) => group.lines.length > 0);
  return html`<dl class="summary">${groups.map(
    (group) => html`<div class="topic ${group.topic}"><dt>${reader.t(`ticket:topic.${group.topic}`)}</dt>
${group.lines.map((line) => html`<dd${line.text.key === ALONE && html` class="alone"`}>${oneLine(reader, ticket, line)}</dd>`)}</div>
`,
  )}</dl>`;
}

function oneLine(reader: Reader, ticket: Ticket, { topic, text, restsOn }: SummaryLine): Html {
  const phone = phoneIn(text);
  // Words that were left out of the consent are not the same as words that were never written.
  const shares = ticket.consent.scopes.includes('own_words');
  const rests =
    topic === 'observed' &&
    (restsOn.length === 0
      ? html`<p class="rests">${reader.t(`inbox:ticket.${shares ? 'chosen' : 'wordsLeftOut'}`)}</p>`
      : html`<p class="rests">${reader.t('ticket:restsOn')}: ${restsOn.map((words) => quote(ticket, words))}</p>`);
  return html`<p>${reader.ofTicket(text)}</p>${phone && callLink(reader, phone)}${rests}`;
}

/** The person's own words keep their language and direction. */
function quote({ content }: Ticket, words: string): Html {
  const lang = content.ownWords.find(({ text }) => text.includes(words))?.lang ?? content.lang;
  return html`<q lang="${lang}" dir="auto">${words}</q> `;
}

function phoneIn({ params = {} }: Words): string | null {
  const found = Object.values(params).find((param) => typeof param === 'object' && 'phone' in param);
  return typeof found === 'object' && 'phone' in found ? found.phone : null;
}

/** A number as it was given may hold words ('växel, fråga efter'): only one that is a number alone can be called with a tap. */
function callLink({ t }: Reader, phone: string): Html | null {
  const digits = phone.replace(/[\s()/.-]/g, '');
  if (!/^\+?\d{3,15}$/.test(digits)) return null;
  return html`<p><a class="button call" href="tel:${digits}">${t('inbox:ticket.call', { phone: { phone } })}</a></p>`;
}
