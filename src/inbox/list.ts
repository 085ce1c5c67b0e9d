import type { Answer, Route } from '../core/route.ts';
import { URGENCIES } from '../core/vocabulary.ts';
import { worksFor } from '../handoff/staff.ts';
import { END_STATES } from '../handoff/states.ts';
import type { TicketHead, Unit } from '../handoff/ticket.ts';
import { fragment, page } from './frame.ts';
import { type Html, html } from './html.ts';
import { LIST_PARTS, type ListPart, listSection } from './list-section.ts';
import { type Names, namesOf } from './names.ts';
import type { Office } from './office.ts';
import type { Reader } from './reader.ts';
import { forStaff, type Visit, visitOf } from './visit.ts';

/** The list, the part of it that a script fetches anew, and the counter that tells when. */
export function listRoutes(office: Office): Route[] {
  return [
    { method: 'GET', path: '/inbox', answer: forStaff(office, (visit) => listPage(office, visit)) },
    {
      method: 'GET',
      path: '/inbox/list',
      answer: forStaff(office, async (visit) => fragment(await list(office, visit)), { byHand: false }),
    },
    { method: 'GET', path: '/inbox/changes', answer: (request) => changes(office, request) },
  ];
}

async function listPage(office: Office, visit: Visit): Promise<Answer> {
  const { reader } = visit;
  const { t } = reader;
  const own = await unitsOf(office, visit);
  const chosen = chosenUnit(visit, own);
  const here = chosen ? `/inbox?unit=${chosen.id}` : '/inbox';
  const main = html`<div class="heading"><h1>${t('inbox:list.title')}</h1>
<a class="button" href="${here}">${t('inbox:list.reload')}</a></div>
${own.length === 0 ? html`<p>${t('inbox:list.noUnit')}</p>` : unitLine(reader, own, chosen)}
<p class="hidden" id="news" role="status"></p>
<div id="list" data-from="/inbox/list${chosen && html`?unit=${chosen.id}`}">${await list(office, visit)}</div>`;
  return page(office, reader, { title: t('inbox:list.title'), main, visit, here });
}

/** Only what a list may show: nothing that was observed about anybody. */
async function list(office: Office, visit: Visit): Promise<Html> {
  const { reader, member } = visit;
  // Taken before the list is read: a change in between is then seen as news once more, never missed.
  const version = office.version();
  const chosen = chosenUnit(visit, await unitsOf(office, visit));
  const heads = await office.desk.list(member, chosen ? { units: [chosen.id] } : {});
  const names = await namesOf(office, reader);
  const parts = LIST_PARTS.map((part) => ({ part, heads: heads.filter((head) => partOf(head, member.id) === part) }));
  const waiting = parts[0]!.heads.length;
  return html`<div data-version="${version}" data-waiting="${waiting}" data-news="${reader.t('inbox:list.waiting', { count: waiting })}">
${parts.map((one) => section(reader, names, one))}
</div>`;
}

function section(reader: Reader, names: Names, { part, heads }: { part: ListPart; heads: TicketHead[] }): Html {
  return listSection(reader, names, part, part === 'ended' ? newestFirst(heads) : mostUrgentFirst(heads));
}

/** Whose move it is: nobody's yet, the reader's, a colleague's, or nobody's any more. */
function partOf({ state, takenBy }: TicketHead, reader: string): ListPart {
  if (END_STATES.includes(state)) return 'ended';
  if (takenBy === null) return 'waiting';
  return takenBy === reader ? 'mine' : 'others';
}

/** By the urgency of the situation, then by how long it has waited. */
function mostUrgentFirst(heads: TicketHead[]): TicketHead[] {
  const rank = ({ urgency }: TicketHead) => URGENCIES.indexOf(urgency);
  return [...heads].sort((a, b) => rank(a) - rank(b) || a.createdAt.localeCompare(b.createdAt));
}

function newestFirst(heads: TicketHead[]): TicketHead[] {
  return [...heads].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** The reader's units as links, when there is something to choose. */
function unitLine({ t }: Reader, own: Unit[], chosen: Unit | null): Html {
  if (own.length === 1) return html`<p class="units">${own[0]!.name}</p>`;
  return html`<form class="units" method="get" action="/inbox">
<label for="unit">${t('inbox:list.unit')}</label>
<select id="unit" name="unit">
<option value="">${t('inbox:list.allUnits')}</option>
${own.map(({ id, name }) => html`<option value="${id}"${id === chosen?.id && html` selected`}>${name}</option>`)}
</select>
<button>${t('inbox:list.show')}</button></form>`;
}

async function unitsOf({ units }: Office, { member }: Visit): Promise<Unit[]> {
  return (await units.units()).filter((unit) => worksFor(member, unit));
}

function chosenUnit({ request }: Visit, own: Unit[]): Unit | null {
  return own.find(({ id }) => id === request.query.get('unit')) ?? null;
}

/**
 * Asked about every second by open pages, so it reads no case. `active=1` says that a hand was at the keyboard:
 * asking alone keeps nobody signed in.
 */
async function changes(office: Office, request: Visit['request']): Promise<Answer> {
  const headers = { 'cache-control': 'no-store' };
  const visit = await visitOf(office, request);
  if (!visit) return { status: 401, headers, body: { error: { code: 'SignedOut', message: 'nobody is signed in' } } };
  if (request.query.get('active') === '1') office.sessions.touch(visit.session);
  const version = office.version();
  return { status: 200, headers, body: { version, changed: String(version) !== request.query.get('since') } };
}
