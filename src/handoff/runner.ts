import type { Effect, EffectRunner, Outcome, TicketStatus } from '../core/effect.ts';
import { checkConsent, type Refusal } from './consent-check.ts';
import { type Delivering, deliver } from './deliver.ts';
import { receiptHash } from './receipt.ts';
import { mayMove, moveTicket, stateSince } from './states.ts';
import type { UnitStore } from './store.ts';
import type { Ticket, TicketContent, Unit } from './ticket.ts';
import { wrongTries } from './wrong-tries.ts';

/** No regret window is longer: a delivery far ahead would be a case that nobody reads. */
const LONGEST_WINDOW_MS = 3_600_000;

export interface RunnerOptions extends Delivering {
  units: UnitStore;
  now: () => Date;
  /** Key for the keyed hash of receipt codes. */
  receiptKey: Buffer;
  /** Told why something was refused or not saved: a code for the log, never content. */
  report?: (code: Refusal | 'malformed_order' | 'not_saved' | 'id_taken') => void;
}

/** The person's side of the desk. `from` separates callers for the throttling of receipt codes; it is not kept. */
export interface PersonsDesk extends EffectRunner {
  run(effect: Exclude<Effect, { type: 'Forget' }>, lang: Ticket['content']['lang'], from?: string): Promise<Outcome>;
}

type Send = Extract<Effect, { type: 'SendTicket' }>;

/** Carries out what the conversation orders. Each order can be repeated after a crash and changes nothing the second time. */
export function createRunner(options: RunnerOptions): PersonsDesk {
  const { tickets, units, now, receiptKey, report = () => {} } = options;
  const tries = wrongTries();

  async function send(order: Send): Promise<Outcome> {
    const failed = (why: 'not_saved' | 'nobody_receives'): Outcome => ({
      type: 'SendTicket',
      id: order.id,
      ok: false,
      why,
    });
    const refused = (code: Parameters<typeof report>[0]): Outcome => {
      report(code);
      return failed('not_saved');
    };
    const at = now();
    const hash = receiptHash(receiptKey, order.receipt);
    const deliverAt = Date.parse(order.deliverAt);
    if (!hash || !(deliverAt <= at.getTime() + LONGEST_WINDOW_MS)) return refused('malformed_order');
    try {
      const before = await tickets.get(order.id);
      if (before) return before.receiptHash === hash ? sent(before) : refused('id_taken');
      const checked = checkConsent(order.unit, order.content, order.consent);
      if (!checked.ok) return refused(checked.why);
      const unit = (await units.staffed()).find(({ id }) => id === order.unit);
      if (!unit) return failed('nobody_receives');
      if (await tickets.byReceipt(hash)) return refused('id_taken');
      return await keep(newTicket({ order, unit, hash, at, content: checked.content, consent: checked.consent }));
    } catch {
      return refused('not_saved');
    }
  }

  async function keep(ticket: Ticket): Promise<Outcome> {
    if ((await tickets.create(ticket)) === 'created') {
      if (ticket.state !== 'queued') await options.audit.append(deliveredEntry(ticket)).catch(() => {});
      if (ticket.state !== 'queued') options.delivered?.(ticket);
      return sent(ticket);
    }
    // Already sent earlier: what then became of it counts. A shredded one has been through everything.
    return sent((await tickets.get(ticket.id)) ?? { ...ticket, state: 'closed' });
  }

  async function deliverNow(id: string): Promise<Outcome> {
    const delivered = await deliver(options, id, now()).catch(() => null);
    const found = delivered ?? (await tickets.get(id).catch(() => null));
    return { type: 'DeliverTicket', id, ok: found !== null && found.state !== 'queued' && found.state !== 'recalled' };
  }

  async function recall(id: string): Promise<Outcome> {
    const at = now();
    const after = await tickets
      .update(id, (ticket) =>
        mayRecall(ticket, at) ? emptied(moveTicket(ticket, 'recall', { at, by: 'person' })) : ticket,
      )
      .catch(() => null);
    return { type: 'RecallTicket', id, ok: after?.state === 'recalled' };
  }

  async function lookUp(receipt: string, from: string): Promise<Outcome> {
    const at = now();
    const hash = receiptHash(receiptKey, receipt);
    if (!hash) return { type: 'LookUpTicket', found: null, throttled: false };
    if (tries.tooMany(from, at)) return { type: 'LookUpTicket', found: null, throttled: true };
    const found = await tickets.byReceipt(hash);
    if (!found) tries.count(from, at);
    return { type: 'LookUpTicket', found: found && (await status(found, at)), throttled: false };
  }

  async function status(found: Ticket, at: Date): Promise<TicketStatus> {
    const overdue = found.state === 'queued' && Date.parse(found.deliverAt) <= at.getTime();
    const ticket = overdue ? ((await deliver(options, found.id, at).catch(() => null)) ?? found) : found;
    const unit = (await units.units()).find(({ id }) => id === ticket.unit);
    const { state, deliverAt, demo } = ticket;
    return { state, since: stateSince(ticket), unitName: unit?.name ?? ticket.unit, deliverAt, demo };
  }

  return {
    async run(effect, _lang, from = '') {
      switch (effect.type) {
        case 'SendTicket':
          return send(effect);
        case 'DeliverTicket':
          return deliverNow(effect.id);
        case 'RecallTicket':
          return recall(effect.id);
        case 'LookUpTicket':
          return lookUp(effect.receipt, from);
      }
    },
  };
}

function newTicket(given: {
  order: Send;
  unit: Unit;
  hash: string;
  at: Date;
  content: TicketContent;
  consent: Ticket['consent'];
}): Ticket {
  const { order, unit, hash, at, content, consent } = given;
  const ticket: Ticket = {
    v: 1,
    id: order.id,
    unit: unit.id,
    state: 'queued',
    createdAt: at.toISOString(),
    deliverAt: new Date(Math.max(Date.parse(order.deliverAt), at.getTime())).toISOString(),
    takenBy: null,
    closedAt: null,
    receiptHash: hash,
    demo: unit.demo,
    content,
    consent,
    events: [{ at: at.toISOString(), type: 'queued', by: 'person' }],
  };
  return Date.parse(order.deliverAt) <= at.getTime() ? moveTicket(ticket, 'deliver', { at, by: 'system' }) : ticket;
}

function sent({ id, deliverAt, state }: Ticket): Outcome {
  return { type: 'SendTicket', id, ok: true, deliverAt, delivered: state !== 'queued' && state !== 'recalled' };
}

function deliveredEntry({ id }: Ticket) {
  return { who: 'system', what: 'ticket.delivered', about: id } as const;
}

/** Within the window only: a due ticket counts as delivered, even in the second before the run that delivers it. */
function mayRecall(ticket: Ticket, at: Date): boolean {
  return mayMove(ticket.state, 'recall') && at.getTime() < Date.parse(ticket.deliverAt);
}

/** What was taken back is gone: only that there was something remains, for whoever asks with the receipt code. */
function emptied(ticket: Ticket): Ticket {
  return {
    ...ticket,
    content: {
      ...ticket.content,
      interpreter: false,
      role: null,
      boundToReport: null,
      urgency: 'none',
      observations: [],
      ownWords: [],
      age: null,
      ageBand: null,
      place: null,
      livesIn: '',
      contact: { way: 'none', phone: null, times: [], othersMayAnswer: null },
      fields: {},
      paths: [],
    },
  };
}
