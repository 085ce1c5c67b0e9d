import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { moveTicket } from '../../src/handoff/states.ts';
import type { TicketStore } from '../../src/handoff/store.ts';
import { minutesOn, ticket } from '../handoff/example.ts';

/** A store that starts empty, and how to end it. */
export interface OpenedTickets {
  store: TicketStore;
  end(): Promise<void>;
}

/** What every engine must do with tickets. */
export function ticketStoreContract(name: string, open: () => Promise<OpenedTickets>): void {
  describe(`Tickets in ${name}`, () => {
    let store: TicketStore;
    let end: () => Promise<void>;
    beforeEach(async () => {
      ({ store, end } = await open());
    });
    afterEach(() => end());

    it('a ticket that was never sent is not there', async () => {
      expect(await store.get('ticket-1')).to.equal(null);
      expect(await store.byReceipt('hash-1')).to.equal(null);
      expect(await store.update('ticket-1', (same) => same)).to.equal(null);
    });

    it('a ticket is kept whole, and found by the hash of its receipt', async () => {
      expect(await store.create(ticket())).to.equal('created');
      expect(await store.get('ticket-1')).to.deep.equal(ticket());
      expect(await store.byReceipt('hash-1')).to.deep.equal(ticket());
    });

    it('a ticket that is sent twice is kept once, as it was', async () => {
      await store.create(ticket());
      const again = await Promise.all([
        store.create(ticket({ unit: 'solna' })),
        store.create(ticket({ unit: 'solna' })),
      ]);
      expect(again).to.deep.equal(['known', 'known']);
      expect((await store.get('ticket-1'))?.unit).to.equal('sigtuna');
    });

    it('two that are sent at the same moment make one ticket', async () => {
      const both = await Promise.all([store.create(ticket()), store.create(ticket())]);
      expect(both.sort()).to.deep.equal(['created', 'known']);
    });

    it('changes to one ticket wait for each other and none is lost', async () => {
      await store.create(ticket());
      const note = (text: string) =>
        store.update('ticket-1', (now) => ({
          ...now,
          events: [...now.events, { at: minutesOn(1).toISOString(), type: 'note', by: 's1', text }],
        }));
      await Promise.all(['one', 'two', 'three', 'four'].map(note));
      expect((await store.get('ticket-1'))?.events.map(({ text }) => text)).to.deep.equal([
        undefined,
        'one',
        'two',
        'three',
        'four',
      ]);
    });

    it('a change that throws leaves the ticket as it was', async () => {
      await store.create(ticket());
      const refused = await store
        .update('ticket-1', (now) => {
          now.state = 'closed';
          throw new RangeError('no');
        })
        .catch((fault: unknown) => fault);
      expect(refused).to.be.instanceOf(RangeError);
      expect(await store.get('ticket-1')).to.deep.equal(ticket());
    });

    it('a list shows the chosen units and states, oldest first, and nothing that was observed', async () => {
      await store.create(ticket({ id: 'b', receiptHash: 'b', createdAt: minutesOn(2).toISOString() }));
      await store.create(ticket({ id: 'a', receiptHash: 'a', createdAt: minutesOn(1).toISOString() }));
      await store.create(ticket({ id: 'c', receiptHash: 'c', unit: 'solna' }));
      await store.update('b', (now) => moveTicket(now, 'deliver', { at: minutesOn(10), by: 'system' }));
      const ids = async (filter: Parameters<TicketStore['list']>[0]) => (await store.list(filter)).map(({ id }) => id);
      expect(await ids({ units: ['sigtuna'] })).to.deep.equal(['a', 'b']);
      expect(await ids({ units: ['sigtuna', 'solna'], states: ['queued'] })).to.have.members(['a', 'c']);
      expect(await ids({ units: [] })).to.deep.equal([]);
      expect(Object.keys((await store.list({ units: ['solna'] }))[0]!).sort()).to.deep.equal(
        ['createdAt', 'deliverAt', 'demo', 'id', 'lang', 'purpose', 'state', 'takenBy', 'unit', 'urgency'].sort(),
      );
    });

    it('a ticket is due when its regret window is over, and no longer once it is delivered', async () => {
      await store.create(ticket());
      expect(await store.due(minutesOn(9.99))).to.deep.equal([]);
      expect(await store.due(minutesOn(10))).to.deep.equal(['ticket-1']);
      await store.update('ticket-1', (now) => moveTicket(now, 'deliver', { at: minutesOn(10), by: 'system' }));
      expect(await store.due(minutesOn(11))).to.deep.equal([]);
    });

    it('tickets that ended are found by when they ended', async () => {
      await store.create(ticket({ state: 'closed', closedAt: minutesOn(5).toISOString() }));
      await store.create(ticket({ id: 'open', receiptHash: 'open', state: 'delivered' }));
      expect(await store.ended(minutesOn(5), ['closed'])).to.deep.equal([]);
      expect(await store.ended(minutesOn(6), ['declined'])).to.deep.equal([]);
      expect(await store.ended(minutesOn(6), ['closed', 'declined', 'delivered'])).to.deep.equal(['ticket-1']);
    });

    it('a ticket that moved to another unit is listed there and can still be read', async () => {
      await store.create(ticket());
      await store.update('ticket-1', (now) => ({ ...now, unit: 'solna' }));
      expect(await store.list({ units: ['sigtuna'] })).to.deep.equal([]);
      expect(await store.list({ units: ['solna'] })).to.have.length(1);
      expect((await store.get('ticket-1'))?.unit).to.equal('solna');
    });

    it('a shredded ticket is nowhere, and sending it again does not bring it back', async () => {
      await store.create(ticket());
      await store.shred('ticket-1');
      await store.shred('ticket-1');
      expect(await store.get('ticket-1')).to.equal(null);
      expect(await store.byReceipt('hash-1')).to.equal(null);
      expect(await store.list({ units: ['sigtuna'] })).to.deep.equal([]);
      expect(await store.create(ticket())).to.equal('known');
      expect(await store.get('ticket-1')).to.equal(null);
    });
  });
}
