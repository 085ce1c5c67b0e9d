import { NOTE_LENGTH } from '../handoff/inbox-desk.ts';
import { type Move, mayMove } from '../handoff/states.ts';
import type { Ticket } from '../handoff/ticket.ts';
import { csrfField } from './frame.ts';
import { type Html, html, type Piece } from './html.ts';
import type { Names } from './names.ts';
import type { Unsaved } from './ticket.ts';
import type { Visit } from './visit.ts';

/** What can be done with a case, and nothing that its state does not allow. What cannot be undone takes two steps. */
export function actionForms(visit: Visit, names: Names, ticket: Ticket, unsaved?: Unsaved): Html {
  const { reader, member } = visit;
  const { t } = reader;
  const may = (move: Move) => mayMove(ticket.state, move);
  const another = ticket.takenBy !== null && ticket.takenBy !== member.id && may('contact');
  const form = (action: string, content: Piece) =>
    html`<form method="post" action="/inbox/tickets/${encodeURIComponent(ticket.id)}/${action}">${csrfField(visit)}${content}</form>`;
  const field = (action: Unsaved['action']) => {
    const kept = unsaved?.action === action ? unsaved : null;
    return html`<label for="${action}">${t(`inbox:action.${action}.label`)}</label>
${kept && html`<p class="error" id="${action}-error">${t(`inbox:error.${kept.why}`, { count: NOTE_LENGTH })}</p>`}
<textarea id="${action}" name="text" rows="4" dir="auto" required maxlength="${NOTE_LENGTH}"${kept && html` aria-invalid="true" aria-describedby="${action}-error" autofocus`}>
${kept?.text}</textarea>`;
  };
  const folded = (action: 'note' | 'close' | 'decline', content: Piece) =>
    html`<details${unsaved?.action === action && html` open`}><summary>${t(`inbox:action.${action}.open`)}</summary>
${form(action, html`<p>${t(`inbox:action.${action}.text`)}</p>${content}<button>${t(`inbox:action.${action}.button`)}</button>`)}</details>`;
  return html`<section class="actions" aria-labelledby="h-actions"><h2 id="h-actions">${t('inbox:action.title')}</h2>
${another && html`<p class="held">${t('inbox:action.heldByAnother', { name: { name: names.staff(ticket.takenBy!) } })}</p>`}
${may('take') && form('take', html`<button class="main">${t('inbox:action.take.button')}</button>`)}
${may('contact') && form('contacted', html`<button class="main">${t('inbox:action.contacted.button')}</button><p class="note">${t('inbox:action.contacted.text')}</p>`)}
${folded('note', field('note'))}
${may('decline') && folded('decline', field('decline'))}
${may('close') && folded('close', null)}
</section>`;
}
