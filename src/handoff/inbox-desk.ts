import type { Audited, AuditLog } from './audit.ts';
import { type StaffMember, worksFor } from './staff.ts';
import { type Move, mayMove, moveTicket, SEEN_BY_STAFF } from './states.ts';
import type { TicketStore, UnitStore } from './store.ts';
import type { Ticket, TicketHead, TicketState } from './ticket.ts';

/** Longest note or reason, in UTF-16 units. */
export const NOTE_LENGTH = 4_000;

/** Why the desk refuses a member of staff. `not_found` also stands for 'not yours': who may not see a case learns nothing of it. */
export type DeskRefusal = 'not_found' | 'wrong_state' | 'text_missing' | 'text_too_long';

export class DeskError extends Error {
  readonly code: DeskRefusal;

  constructor(code: DeskRefusal) {
    super(`refused: ${code}`);
    this.name = 'DeskError';
    this.code = code;
  }
}

/** What staff can do. Every read of a case and every change is in the audit log before it happens. */
export interface InboxDesk {
  /** Heads of the member's own units, oldest first; nothing that was observed. */
  list(staff: StaffMember, filter?: { units?: string[]; states?: TicketState[] }): Promise<TicketHead[]>;
  open(staff: StaffMember, id: string): Promise<Ticket>;
  /** Taking what one holds already changes nothing. */
  take(staff: StaffMember, id: string): Promise<Ticket>;
  /** An internal note; the person never sees it. */
  note(staff: StaffMember, id: string, text: string): Promise<Ticket>;
  /** The person was contacted, or it was tried. */
  contacted(staff: StaffMember, id: string): Promise<Ticket>;
  close(staff: StaffMember, id: string): Promise<Ticket>;
  /** Not received here; the reason says where to turn instead. */
  decline(staff: StaffMember, id: string, reason: string): Promise<Ticket>;
}

export interface InboxOptions {
  tickets: TicketStore;
  units: UnitStore;
  audit: AuditLog;
  now: () => Date;
  /** Called when something about a ticket has changed, so that lists can be fresh. */
  changed?: (ticket: Ticket) => void;
}

export function createInboxDesk({ tickets, units, audit, now, changed = () => {} }: InboxOptions): InboxDesk {
  const record = (staff: StaffMember, what: Audited, about: string) => audit.append({ who: staff.id, what, about });

  async function unitsOf(staff: StaffMember): Promise<string[]> {
    return (await units.units()).filter((unit) => worksFor(staff, unit)).map(({ id }) => id);
  }

  /** The ticket, if this member may see it. An attempt on another unit's ticket is written down. */
  async function found(staff: StaffMember, id: string): Promise<Ticket> {
    const ticket = await tickets.get(id);
    if (ticket && (await unitsOf(staff)).includes(ticket.unit) && SEEN_BY_STAFF.includes(ticket.state)) return ticket;
    if (ticket) await record(staff, 'ticket.refused', id);
    throw new DeskError('not_found');
  }

  /** Written down first, then done: nothing changes without a trace. A deed that then fails is written down, too. */
  async function act(
    staff: StaffMember,
    id: string,
    what: Audited,
    change: (ticket: Ticket) => Ticket,
  ): Promise<Ticket> {
    // Tried on a copy, so that what the state table refuses is not logged as done.
    change(await found(staff, id));
    await record(staff, what, id);
    try {
      const after = await tickets.update(id, change);
      if (!after) throw new DeskError('not_found');
      changed(after);
      return after;
    } catch (fault) {
      await record(staff, 'ticket.failed', id).catch(() => {});
      throw fault;
    }
  }

  function moving(staff: StaffMember, move: Move, text?: string): (ticket: Ticket) => Ticket {
    return (ticket) => {
      if (!mayMove(ticket.state, move)) throw new DeskError('wrong_state');
      return moveTicket(ticket, move, { at: now(), by: staff.id, text });
    };
  }

  return {
    async list(staff, { units: wanted, states } = {}) {
      const own = await unitsOf(staff);
      return tickets.list({
        units: wanted ? own.filter((unit) => wanted.includes(unit)) : own,
        states: states ? states.filter((state) => SEEN_BY_STAFF.includes(state)) : [...SEEN_BY_STAFF],
      });
    },
    async open(staff, id) {
      const ticket = await found(staff, id);
      await record(staff, 'ticket.opened', id);
      return ticket;
    },
    async take(staff, id) {
      const ticket = await found(staff, id);
      if (ticket.state === 'taken' && ticket.takenBy === staff.id) return ticket;
      return act(staff, id, 'ticket.taken', moving(staff, 'take'));
    },
    async note(staff, id, text) {
      const checked = written(text);
      return act(staff, id, 'ticket.noted', (ticket) => ({
        ...ticket,
        events: [...ticket.events, { at: now().toISOString(), type: 'note', by: staff.id, text: checked }],
      }));
    },
    contacted: (staff, id) => act(staff, id, 'ticket.contacted', moving(staff, 'contact')),
    close: (staff, id) => act(staff, id, 'ticket.closed', moving(staff, 'close')),
    async decline(staff, id, reason) {
      return act(staff, id, 'ticket.declined', moving(staff, 'decline', written(reason)));
    },
  };
}

function written(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new DeskError('text_missing');
  if (trimmed.length > NOTE_LENGTH) throw new DeskError('text_too_long');
  return trimmed;
}
