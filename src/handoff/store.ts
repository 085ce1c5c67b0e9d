import type { Ticket, TicketHead, TicketState, Unit } from './ticket.ts';

/** Where tickets are kept: each encrypted under a data key of its own. Engines prove themselves with `test/contract/ticket-store.ts`. */
export interface TicketStore {
  /** Keeps a new ticket so that it survives power loss before this resolves. A known id changes nothing. */
  create(ticket: Ticket): Promise<'created' | 'known'>;
  get(id: string): Promise<Ticket | null>;
  /** Finds by the keyed hash of the receipt code. */
  byReceipt(receiptHash: string): Promise<Ticket | null>;
  /** Reads, changes and durably writes one ticket, one change at a time; null when there is none. An exception in `change` leaves it as it was. */
  update(id: string, change: (ticket: Ticket) => Ticket): Promise<Ticket | null>;
  list(filter: { units: string[]; states?: TicketState[] }): Promise<TicketHead[]>;
  /** Queued tickets whose regret window is over at `now`. */
  due(now: Date): Promise<string[]>;
  /** Tickets in one of the states that ended (`closedAt`) before the instant. */
  ended(before: Date, states: TicketState[]): Promise<string[]>;
  /** Deletes the data key and the document, and leaves a tombstone that a restore applies. */
  shred(id: string): Promise<void>;
}

/** Which units can receive, and who works there. */
export interface UnitStore {
  units(): Promise<Unit[]>;
  /** The units that have active staff at the moment: only these are offered. */
  staffed(): Promise<Unit[]>;
}
