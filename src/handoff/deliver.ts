import type { AuditLog } from './audit.ts';
import { mayMove, moveTicket } from './states.ts';
import type { TicketStore } from './store.ts';
import type { Ticket } from './ticket.ts';

/** What it takes to deliver. */
export interface Delivering {
  tickets: TicketStore;
  audit: AuditLog;
  /** Called when a ticket has reached its unit. */
  delivered?: (ticket: Ticket) => void;
}

/** Delivers one queued ticket; null when it is not queued (any more). Safe against a recall at the same moment. */
export async function deliver({ tickets, audit, delivered }: Delivering, id: string, at: Date): Promise<Ticket | null> {
  let moved = false;
  const after = await tickets.update(id, (ticket) => {
    moved = mayMove(ticket.state, 'deliver');
    return moved ? moveTicket(ticket, 'deliver', { at, by: 'system' }) : ticket;
  });
  if (!after || !moved) return null;
  delivered?.(after);
  // Delivered is delivered: a log that cannot be written must not keep a case from its reader.
  await audit.append({ who: 'system', what: 'ticket.delivered', about: id }).catch(() => {});
  return after;
}

/** Delivers every ticket whose regret window is over; gives their number. One that cannot be written waits for the next run. */
export async function deliverDue(delivering: Delivering, now: Date): Promise<number> {
  let delivered = 0;
  for (const id of await delivering.tickets.due(now)) {
    if (await deliver(delivering, id, now).catch(() => null)) delivered += 1;
  }
  return delivered;
}
