import type { Effect } from '../../src/core/effect.ts';
import type { AuditEntry, AuditLog } from '../../src/handoff/audit.ts';
import type { StaffMember } from '../../src/handoff/staff.ts';
import { type ConsentRecord, SCOPES, type Ticket, type TicketContent } from '../../src/handoff/ticket.ts';

export const AT = '2026-11-22T10:00:00.000Z';
export const RECEIPT = '1234567890123456';

/** Minutes after the fixed start. */
export function minutesOn(minutes: number): Date {
  return new Date(Date.parse(AT) + minutes * 60_000);
}

/** A clock that tests set. */
export function clock(): { now: () => Date; set(minutes: number): void } {
  let at = minutesOn(0);
  return {
    now: () => at,
    set(minutes) {
      at = minutesOn(minutes);
    },
  };
}

export function content(change: Partial<TicketContent> = {}): TicketContent {
  return {
    purpose: 'call_me',
    lang: 'so',
    interpreter: true,
    role: 'parent',
    boundToReport: null,
    urgency: 'soon',
    observations: [
      { signal: 'out_late', words: 'habeenkiina wuu soo daahaa', source: 'seen' },
      { signal: 'older_peers', words: null, source: 'told' },
    ],
    ownWords: [{ text: 'Wiilkaygu habeenkiina wuu soo daahaa', lang: 'so' }],
    age: 13,
    ageBand: null,
    place: 'Valsta',
    livesIn: 'Sigtuna',
    contact: { way: 'phone', phone: '+46701740605', times: ['morning'], othersMayAnswer: false },
    fields: {},
    paths: [{ path: 'ask_support', rule: 'support@1' }],
    ...change,
  };
}

export function consent(change: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    textVersion: '1',
    textHash: 'a'.repeat(64),
    lang: 'so',
    at: AT,
    purpose: 'call_me',
    unit: 'sigtuna',
    scopes: [...SCOPES],
    ...change,
  };
}

export function ticket(change: Partial<Ticket> = {}): Ticket {
  return {
    v: 1,
    id: 'ticket-1',
    unit: 'sigtuna',
    state: 'queued',
    createdAt: AT,
    deliverAt: minutesOn(10).toISOString(),
    takenBy: null,
    closedAt: null,
    receiptHash: 'hash-1',
    demo: true,
    content: content(),
    consent: consent(),
    events: [{ at: AT, type: 'queued', by: 'person' }],
    ...change,
  };
}

export function sendOrder(change: Partial<Extract<Effect, { type: 'SendTicket' }>> = {}) {
  return {
    type: 'SendTicket' as const,
    id: 'ticket-1',
    unit: 'sigtuna',
    deliverAt: minutesOn(10).toISOString(),
    receipt: RECEIPT,
    content: content(),
    consent: consent(),
    ...change,
  };
}

export function member(change: Partial<StaffMember> = {}): StaffMember {
  return { id: 's1', name: 'Sara', units: ['sigtuna'], roles: ['secretary'], active: true, demo: false, ...change };
}

/** An audit log in memory, to see what is written down. `broken` makes it refuse. */
export function auditInMemory(): AuditLog & { written: Omit<AuditEntry, 'seq' | 'at'>[]; broken: boolean } {
  return {
    written: [],
    broken: false,
    async append(entry) {
      if (this.broken) throw new Error('full');
      this.written.push(entry);
    },
    about: async () => [],
    verify: () => Promise.reject(new Error('nothing to verify')),
  };
}
