import type { Answer, Route } from '../core/route.ts';
import type { DeskRefusal } from '../handoff/inbox-desk.ts';
import { type SummaryTopic, summarise } from '../handoff/summary.ts';
import type { Ticket } from '../handoff/ticket.ts';
import { actionForms } from './action-forms.ts';
import { page } from './frame.ts';
import { type Html, html } from './html.ts';
import { stateText, urgencyMark } from './list-section.ts';
import { type Names, namesOf } from './names.ts';
import type { Office } from './office.ts';
import type { Reader } from './reader.ts';
import { summaryLines } from './summary-lines.ts';
import { consentSection, pathsSection, sharingSection, timelineSection, wordsSection } from './ticket-sections.ts';
import { forStaff, type Visit } from './visit.ts';

/** What the summary's lines say, in the order of need; how to reach somebody and what was shown have places of their own. */
const FACTS: SummaryTopic[] = ['wish', 'situation', 'observed', 'child', 'describer', 'withheld'];
const REACH: SummaryTopic[] = ['contact', 'language'];

/** What was just done, told once. */
const DONE = ['take', 'note', 'contacted', 'close', 'decline'];

/** What somebody wrote that could not be kept, to be put back into its field. */
export interface Unsaved {
  action: 'note' | 'decline';
  text: string;
  why: DeskRefusal;
}

export function ticketRoute(office: Office): Route {
  return {
    method: 'GET',
    path: '/inbox/tickets/:id',
    answer: forStaff(office, async (visit) => ticketPage(office, visit, await openTicket(office, visit))),
  };
}

export function openTicket({ desk }: Office, { member, request }: Visit): Promise<Ticket> {
  return desk.open(member, request.params.id ?? '');
}

/** One case, whole. */
export async function ticketPage(office: Office, visit: Visit, ticket: Ticket, unsaved?: Unsaved): Promise<Answer> {
  const { reader } = visit;
  const names = await namesOf(office, reader);
  const lines = summarise(ticket);
  const done = visit.request.query.get('done') ?? '';
  const title = reader.t(`inbox:purpose.${ticket.content.purpose}`);
  const main = html`<p class="back"><a href="/inbox">${reader.t('inbox:toList')}</a></p>
${DONE.includes(done) && html`<p class="done" role="status">${reader.t(`inbox:done.${done}`)}</p>`}
<article class="ticket">
<header class="ticket-head">
<h1>${title}</h1>
${head(reader, names, ticket)}
</header>
${actionForms(visit, names, ticket, unsaved)}
<div class="case">
${staffRisk(office, reader, ticket)}
<section aria-labelledby="h-summary"><h2 id="h-summary">${reader.t('inbox:ticket.summary')}</h2>
<p class="note">${reader.t('inbox:ticket.summaryNote')}</p>
${summaryLines(reader, ticket, lines, FACTS)}</section>
<section aria-labelledby="h-reach" class="reach"><h2 id="h-reach">${reader.t('inbox:ticket.reach')}</h2>
${summaryLines(reader, ticket, lines, REACH)}</section>
${wordsSection(reader, ticket)}
${pathsSection(reader, ticket)}
${sharingSection(reader)}
${consentSection(reader, names, ticket)}
${timelineSection(reader, names, ticket)}
</div>
</article>`;
  return page(office, reader, {
    title,
    main,
    visit,
    here: `/inbox/tickets/${encodeURIComponent(ticket.id)}`,
    demo: ticket.demo,
    status: unsaved ? 422 : 200,
  });
}

function head(reader: Reader, names: Names, ticket: Ticket): Html {
  const { t, when } = reader;
  return html`<dl class="facts">
<div><dt>${t('inbox:list.column.urgency')}</dt><dd>${urgencyMark(reader, ticket.content.urgency)}</dd></div>
<div><dt>${t('inbox:list.column.state')}</dt><dd>${stateText(reader, names, ticket)}</dd></div>
<div><dt>${t('inbox:list.column.unit')}</dt><dd>${names.unit(ticket.unit)}</dd></div>
<div><dt>${t('inbox:list.column.came')}</dt><dd>${when(ticket.createdAt)}</dd></div>
</dl>`;
}

/** For the safety of whoever goes there; says what was mentioned, not what anybody is (law dossier T004-4). */
function staffRisk({ staffRisk: risky }: Office, { t }: Reader, { content }: Ticket): Html | null {
  if (!content.observations.some(({ signal }) => risky.includes(signal))) return null;
  return html`<aside class="risk" aria-labelledby="h-risk"><h2 id="h-risk">${t('inbox:ticket.risk.title')}</h2>
<p>${t('inbox:ticket.risk.text')}</p></aside>`;
}
