import type { Ticket, TicketEvent, TicketState } from './ticket.ts';

/** What can happen to a ticket's state. Each leads to the state of the same column, whatever the row. */
export const MOVES = {
  deliver: 'delivered',
  recall: 'recalled',
  take: 'taken',
  contact: 'contacted',
  close: 'closed',
  decline: 'declined',
  transfer: 'moved',
} as const satisfies Record<string, TicketState>;
export type Move = keyof typeof MOVES;

/**
 * The state table (contract section 6): what may happen to a ticket in each state, and nothing else.
 * A moved ticket waits at its new unit as a delivered one does: neither ever expires untaken.
 */
export const STATE_TABLE: Record<TicketState, readonly Move[]> = {
  queued: ['deliver', 'recall'],
  delivered: ['take', 'decline', 'transfer'],
  moved: ['take', 'decline', 'transfer'],
  taken: ['contact', 'close', 'decline', 'transfer'],
  contacted: ['contact', 'close', 'decline', 'transfer'],
  closed: [],
  declined: [],
  recalled: [],
};

/** States in which nothing more happens: the time until the ticket is shredded runs. */
export const END_STATES = (Object.keys(STATE_TABLE) as TicketState[]).filter(
  (state) => STATE_TABLE[state].length === 0,
);

/** States in which staff may see a ticket: never before it is delivered, never after it was taken back. */
export const SEEN_BY_STAFF: readonly TicketState[] = ['delivered', 'moved', 'taken', 'contacted', 'closed', 'declined'];

/** A move that the table does not have. */
export class IllegalMove extends Error {
  constructor(from: TicketState, move: Move) {
    super(`a ticket that is ${from} cannot ${move}`);
    this.name = 'IllegalMove';
  }
}

export function mayMove(state: TicketState, move: Move): boolean {
  return STATE_TABLE[state].includes(move);
}

/** The only function that changes a ticket's state. Throws `IllegalMove` when the table does not have the move. */
export function moveTicket(ticket: Ticket, move: Move, event: { at: Date; by: string; text?: string }): Ticket {
  if (!mayMove(ticket.state, move)) throw new IllegalMove(ticket.state, move);
  const state = MOVES[move];
  return {
    ...ticket,
    state,
    takenBy: takenBy(ticket, move, event.by),
    closedAt: END_STATES.includes(state) ? event.at.toISOString() : ticket.closedAt,
    events: [...ticket.events, eventOf(state, event)],
  };
}

/** When the present state was reached (ISO). */
export function stateSince({ events, state, createdAt }: Ticket): string {
  return events.findLast(({ type }) => type === state)?.at ?? createdAt;
}

/** Whoever takes it holds it; a ticket that goes to another unit is nobody's until it is taken there. */
function takenBy(ticket: Ticket, move: Move, by: string): string | null {
  if (move === 'take') return by;
  return move === 'transfer' ? null : ticket.takenBy;
}

function eventOf(type: TicketEvent['type'], { at, by, text }: { at: Date; by: string; text?: string }): TicketEvent {
  return { at: at.toISOString(), type, by, ...(text === undefined ? {} : { text }) };
}
