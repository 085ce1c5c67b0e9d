import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DeskError } from '../../src/handoff/inbox-desk.ts';
import type { StaffMember } from '../../src/handoff/staff.ts';
import { AT, member, minutesOn, sendOrder } from './example.ts';
import { type DeskHouse, deskHouse } from './house.ts';

const SARA = member();
const ALI = member({ id: 's2', name: 'Ali', roles: ['head'] });

describe('What staff can do with a ticket', () => {
  let house: DeskHouse;
  beforeEach(async () => {
    house = await deskHouse();
    await house.desk.run(sendOrder({ deliverAt: AT }), 'so');
    house.audit.written.length = 0;
  });
  afterEach(() => house.end());

  const written = () => house.audit.written.map(({ who, what }) => `${who} ${what}`);
  const refusal = async (work: Promise<unknown>) => {
    const thrown = await work.then(
      () => null,
      (fault: unknown) => fault,
    );
    expect(thrown).to.be.instanceOf(DeskError);
    return (thrown as DeskError).code;
  };

  it('every reading of a case is written down before it is shown', async () => {
    const ticket = await house.desk.open(SARA, 'ticket-1');
    expect(ticket.content.ownWords).to.not.be.empty;
    expect(house.audit.written).to.deep.equal([{ who: 's1', what: 'ticket.opened', about: 'ticket-1' }]);
  });

  it('a case that cannot be written down is not shown and not changed', async () => {
    house.audit.broken = true;
    for (const act of [house.desk.open, house.desk.take]) {
      const thrown = await act(SARA, 'ticket-1').catch((fault: Error) => fault.message);
      expect(thrown).to.equal('full');
    }
    expect((await house.store.tickets.get('ticket-1'))?.state).to.equal('delivered');
  });

  it('a case is taken, noted on, contacted and closed, each with who and when', async () => {
    house.time.set(1);
    await house.desk.take(SARA, 'ticket-1');
    house.time.set(2);
    await house.desk.note(ALI, 'ticket-1', '  Ring efter lunch.  ');
    house.time.set(3);
    await house.desk.contacted(SARA, 'ticket-1');
    house.time.set(4);
    const closed = await house.desk.close(SARA, 'ticket-1');
    expect(closed.takenBy).to.equal('s1');
    expect(closed.closedAt).to.equal(minutesOn(4).toISOString());
    expect(closed.events.slice(2)).to.deep.equal([
      { at: minutesOn(1).toISOString(), type: 'taken', by: 's1' },
      { at: minutesOn(2).toISOString(), type: 'note', by: 's2', text: 'Ring efter lunch.' },
      { at: minutesOn(3).toISOString(), type: 'contacted', by: 's1' },
      { at: minutesOn(4).toISOString(), type: 'closed', by: 's1' },
    ]);
    expect(written()).to.deep.equal(['s1 ticket.taken', 's2 ticket.noted', 's1 ticket.contacted', 's1 ticket.closed']);
    expect(house.changes).to.deep.equal(['delivered', 'taken', 'taken', 'contacted', 'closed']);
  });

  it('no words reach the audit log', async () => {
    await house.desk.note(SARA, 'ticket-1', 'kanariefågel');
    await house.desk.decline(SARA, 'ticket-1', 'papegoja');
    expect(JSON.stringify(house.audit.written)).to.not.match(/kanarie|papegoja|Wiilk|Valsta/);
  });

  it('two who take it at the same moment: one holds it, the other is told', async () => {
    const both = await Promise.allSettled([house.desk.take(SARA, 'ticket-1'), house.desk.take(ALI, 'ticket-1')]);
    expect(both.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
    const holder = (await house.store.tickets.get('ticket-1'))?.takenBy;
    const other = holder === 's1' ? ALI : SARA;
    expect(await refusal(house.desk.take(other, 'ticket-1'))).to.equal('wrong_state');
  });

  it('taking what one holds already is fine', async () => {
    await house.desk.take(SARA, 'ticket-1');
    expect((await house.desk.take(SARA, 'ticket-1')).events).to.have.length(3);
  });

  it('declining needs a reason; an empty or endless text is refused', async () => {
    expect(await refusal(house.desk.decline(SARA, 'ticket-1', '  '))).to.equal('text_missing');
    expect(await refusal(house.desk.note(SARA, 'ticket-1', 'x'.repeat(4001)))).to.equal('text_too_long');
    const declined = await house.desk.decline(SARA, 'ticket-1', 'Bor i Solna');
    expect(declined.events.at(-1)).to.deep.include({ type: 'declined', text: 'Bor i Solna' });
  });

  it('nothing skips the state table, and what is refused is not written down as done', async () => {
    expect(await refusal(house.desk.close(SARA, 'ticket-1'))).to.equal('wrong_state');
    expect(await refusal(house.desk.contacted(SARA, 'ticket-1'))).to.equal('wrong_state');
    expect(written()).to.deep.equal([]);
  });

  const STRANGERS: [string, Partial<StaffMember>][] = [
    ['a colleague of another unit', { units: ['solna'] }],
    ['somebody who has left', { active: false }],
    ['an administrator', { roles: ['administrator'] }],
    ['an auditor', { roles: ['auditor'] }],
    ['the demo secretary', { demo: true }],
  ];
  for (const [who, change] of STRANGERS) {
    it(`${who} sees and does nothing, and the attempt is written down`, async () => {
      const stranger = member({ id: 'x', ...change });
      const { desk } = house;
      expect(await desk.list(stranger)).to.deep.equal([]);
      expect(await desk.list(stranger, { units: ['sigtuna'] })).to.deep.equal([]);
      const attempts = [
        () => desk.open(stranger, 'ticket-1'),
        () => desk.take(stranger, 'ticket-1'),
        () => desk.note(stranger, 'ticket-1', 'x'),
        () => desk.contacted(stranger, 'ticket-1'),
        () => desk.close(stranger, 'ticket-1'),
        () => desk.decline(stranger, 'ticket-1', 'x'),
      ];
      for (const attempt of attempts) expect(await refusal(attempt())).to.equal('not_found');
      expect(written()).to.deep.equal(attempts.map(() => 'x ticket.refused'));
      expect((await house.store.tickets.get('ticket-1'))?.events).to.have.length(2);
    });
  }

  it('a ticket in its regret window, or taken back, is nowhere to be seen', async () => {
    await house.desk.run(sendOrder({ id: 'ticket-2', receipt: '2222333344445555' }), 'so');
    const ids = async () =>
      (await house.desk.list(SARA, { states: ['queued', 'delivered', 'recalled'] })).map(({ id }) => id);
    expect(await ids()).to.deep.equal(['ticket-1']);
    expect(await refusal(house.desk.open(SARA, 'ticket-2'))).to.equal('not_found');
    await house.desk.run({ type: 'RecallTicket', id: 'ticket-2' }, 'so');
    expect(await ids()).to.deep.equal(['ticket-1']);
    expect(await refusal(house.desk.open(SARA, 'ticket-2'))).to.equal('not_found');
  });
});
