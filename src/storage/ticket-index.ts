import type { Ticket, TicketHead, TicketState } from '../handoff/ticket.ts';

/** What is known of every ticket without opening it, held in memory and built anew at each start. Nothing that was observed. */
interface Entry extends TicketHead {
  receiptHash: string;
  closedAt: string | null;
}

export interface TicketIndex {
  has(id: string): boolean;
  put(ticket: Ticket): void;
  drop(id: string): void;
  byReceipt(receiptHash: string): string | null;
  /** Heads of some units, oldest first. */
  list(filter: { units: string[]; states?: TicketState[] }): TicketHead[];
  due(now: Date): string[];
  ended(before: Date, states: TicketState[]): string[];
}

export function ticketIndex(): TicketIndex {
  const entries = new Map<string, Entry>();
  const receipts = new Map<string, string>();
  const units = new Map<string, Set<string>>();
  const queued = new Set<string>();

  function drop(id: string): void {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    receipts.delete(entry.receiptHash);
    units.get(entry.unit)?.delete(id);
    queued.delete(id);
  }

  return {
    has: (id) => entries.has(id),
    put(ticket) {
      drop(ticket.id);
      entries.set(ticket.id, entryOf(ticket));
      receipts.set(ticket.receiptHash, ticket.id);
      const unit = units.get(ticket.unit) ?? new Set();
      units.set(ticket.unit, unit.add(ticket.id));
      if (ticket.state === 'queued') queued.add(ticket.id);
    },
    drop,
    byReceipt: (receiptHash) => receipts.get(receiptHash) ?? null,
    list({ units: wanted, states }) {
      const ids = [...new Set(wanted)].flatMap((unit) => [...(units.get(unit) ?? [])]);
      return ids
        .map((id) => entries.get(id)!)
        .filter(({ state }) => !states || states.includes(state))
        .map(({ receiptHash: _receipt, closedAt: _closed, ...head }) => head)
        .sort((a, b) => byText(a.createdAt, b.createdAt) || byText(a.id, b.id));
    },
    due: (now) => [...queued].filter((id) => Date.parse(entries.get(id)!.deliverAt) <= now.getTime()),
    ended: (before, states) =>
      [...entries.values()]
        .filter(({ state, closedAt }) => states.includes(state) && closedAt && Date.parse(closedAt) < before.getTime())
        .map(({ id }) => id),
  };
}

function entryOf(ticket: Ticket): Entry {
  const { id, unit, state, createdAt, deliverAt, takenBy, demo, receiptHash, closedAt } = ticket;
  const { lang, urgency, purpose } = ticket.content;
  return { id, unit, state, createdAt, deliverAt, takenBy, demo, receiptHash, closedAt, lang, urgency, purpose };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
