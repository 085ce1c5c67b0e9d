import type { TicketHead } from '../handoff/ticket.ts';
import { type Html, html } from './html.ts';
import type { Names } from './names.ts';
import type { Reader } from './reader.ts';

/** The parts of the list, in the order in which they need eyes. */
export const LIST_PARTS = ['waiting', 'mine', 'others', 'ended'] as const;
export type ListPart = (typeof LIST_PARTS)[number];

const COLUMNS = ['came', 'purpose', 'urgency', 'language', 'unit', 'state'] as const;
type Column = (typeof COLUMNS)[number];

export function listSection(reader: Reader, names: Names, part: ListPart, heads: TicketHead[]): Html {
  const { t } = reader;
  const heading = html`${t(`inbox:list.part.${part}`)} <span class="count">${heads.length}</span>`;
  const content =
    heads.length === 0
      ? html`<p class="empty">${t(`inbox:list.empty.${part}`)}</p>`
      : table(reader, names, part, heads);
  // What has ended is seldom wanted, and is many.
  if (part === 'ended' && heads.length > 0) {
    return html`<details id="part-${part}" class="part ${part}"><summary><h2 id="h-${part}">${heading}</h2></summary>${content}</details>`;
  }
  return html`<section class="part ${part}" aria-labelledby="h-${part}"><h2 id="h-${part}">${heading}</h2>${content}</section>`;
}

/** The roles are written out: on narrow screens the style lays rows out as cards, and the table must stay one to a screen reader. */
function table(reader: Reader, names: Names, part: ListPart, heads: TicketHead[]): Html {
  return html`<table role="table" aria-labelledby="h-${part}">
<thead role="rowgroup"><tr role="row">${COLUMNS.map(
    (column) => html`<th role="columnheader" scope="col">${reader.t(`inbox:list.column.${column}`)}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">
${heads.map((head) => row(reader, names, head))}
</tbody></table>`;
}

function row(reader: Reader, names: Names, head: TicketHead): Html {
  const { t, ofTicket, when } = reader;
  const cells: Record<Column, Html> = {
    came: html`<a id="t-${head.id}" href="/inbox/tickets/${encodeURIComponent(head.id)}">${when(head.createdAt)}</a>`,
    purpose: html`${t(`inbox:purpose.${head.purpose}`)}`,
    urgency: urgencyMark(reader, head.urgency),
    language: html`${ofTicket({ key: `ticket:language.${head.lang}` })}`,
    unit: html`${names.unit(head.unit)}`,
    state: html`${stateText(reader, names, head)}`,
  };
  return html`<tr role="row">${COLUMNS.map(
    (column) => html`<td role="cell" data-label="${t(`inbox:list.column.${column}`)}">${cells[column]}</td>`,
  )}</tr>
`;
}

/** How urgent the situation was described; never a mark on a child. */
export function urgencyMark({ t }: Reader, urgency: TicketHead['urgency']): Html {
  return html`<span class="urgency ${urgency}">${t(`consent:urgency.${urgency}`)}</span>`;
}

/** The state, and who holds it. */
export function stateText(
  { t }: Reader,
  names: Names,
  { state, takenBy }: Pick<TicketHead, 'state' | 'takenBy'>,
): string {
  const name = t(`ticket:state.${state}`);
  return takenBy === null ? name : t('inbox:heldBy', { state: name, name: { name: names.staff(takenBy) } });
}
