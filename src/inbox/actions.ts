import type { Answer, Route } from '../core/route.ts';
import { DeskError, type InboxDesk } from '../handoff/inbox-desk.ts';
import type { StaffMember } from '../handoff/staff.ts';
import { page, seeOther } from './frame.ts';
import { html } from './html.ts';
import { stateText } from './list-section.ts';
import { namesOf } from './names.ts';
import type { Office } from './office.ts';
import { openTicket, ticketPage, type Unsaved } from './ticket.ts';
import { formOfStaff, type Visit } from './visit.ts';

/** A note of 4,000 letters of any script, as a form sends it: nine bytes a letter and something for the rest. */
const MAX_FORM = 48 * 1024;

type Act = (desk: InboxDesk, staff: StaffMember, id: string, text: string) => Promise<unknown>;

const ACTS: Record<string, Act> = {
  take: (desk, staff, id) => desk.take(staff, id),
  note: (desk, staff, id, text) => desk.note(staff, id, text),
  contacted: (desk, staff, id) => desk.contacted(staff, id),
  close: (desk, staff, id) => desk.close(staff, id),
  decline: (desk, staff, id, text) => desk.decline(staff, id, text),
};

export function actionRoutes(office: Office): Route[] {
  return Object.entries(ACTS).map(([action, act]) => ({
    method: 'POST',
    path: `/inbox/tickets/:id/${action}`,
    maxBody: MAX_FORM,
    answer: formOfStaff(office, (visit, form) => perform(office, visit, action, act, textIn(form))),
  }));
}

async function perform(office: Office, visit: Visit, action: string, act: Act, text: string): Promise<Answer> {
  const id = visit.request.params.id ?? '';
  try {
    await act(office.desk, visit.member, id, text);
  } catch (fault) {
    if (!(fault instanceof DeskError)) throw fault;
    if (fault.code === 'wrong_state') return meanwhile(office, visit, text);
    if (fault.code === 'not_found') throw fault;
    return ticketPage(office, visit, await openTicket(office, visit), {
      action: action as Unsaved['action'],
      text,
      why: fault.code,
    });
  }
  return seeOther(`/inbox/tickets/${encodeURIComponent(id)}?done=${action}`);
}

/** Somebody else was faster: says what the case's state is now, and gives back what was written. */
async function meanwhile(office: Office, visit: Visit, text: string): Promise<Answer> {
  const { reader } = visit;
  const { t } = reader;
  const ticket = await openTicket(office, visit);
  const names = await namesOf(office, reader);
  const title = t('inbox:meanwhile.title');
  const main = html`<h1>${title}</h1>
<p>${t('inbox:meanwhile.text')}</p>
<p class="now">${stateText(reader, names, ticket)}</p>
${
  text !== '' &&
  html`<label for="unsaved">${t('inbox:meanwhile.unsaved')}</label><textarea id="unsaved" rows="6" dir="auto" readonly>
${text}</textarea>`
}
<p><a class="button" href="/inbox/tickets/${encodeURIComponent(ticket.id)}">${t('inbox:meanwhile.toTicket')}</a></p>
<p><a href="/inbox">${t('inbox:toList')}</a></p>`;
  return page(office, reader, { title, main, status: 409, visit, demo: ticket.demo });
}

/** Forms send line ends as two characters; they count and are kept as one. */
function textIn(form: URLSearchParams): string {
  return (form.get('text') ?? '').replaceAll('\r\n', '\n');
}
