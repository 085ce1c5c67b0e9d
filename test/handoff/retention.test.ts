import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { runRetention } from '../../src/handoff/retention.ts';
import { conversation } from '../contract/conversation-store.ts';
import { AT, member, minutesOn, RECEIPT, sendOrder } from './example.ts';
import { type DeskHouse, deskHouse } from './house.ts';

const DAY = 24 * 60;

describe('Forgetting on time', () => {
  let house: DeskHouse;
  beforeEach(async () => {
    house = await deskHouse();
  });
  afterEach(() => house.end());

  const run = (minutes: number, keepDays?: number) =>
    runRetention({ ...house.store, audit: house.audit, keepDays }, minutesOn(minutes));
  const there = async (id = 'ticket-1') => (await house.store.tickets.get(id)) !== null;

  it('a conversation is forgotten when it was idle for more than 24 hours, not before', async () => {
    await house.store.conversations.save(conversation('a', AT));
    expect((await run(DAY)).conversationsForgotten).to.equal(0);
    expect((await run(DAY + 0.01)).conversationsForgotten).to.equal(1);
    expect(await house.store.conversations.load('a')).to.equal(null);
  });

  it('a closed ticket is shredded after 90 days, not before, and its receipt then finds nothing', async () => {
    await house.desk.run(sendOrder({ deliverAt: AT }), 'so');
    await house.desk.take(member(), 'ticket-1');
    await house.desk.close(member(), 'ticket-1');
    await run(90 * DAY);
    expect(await there()).to.equal(true);
    expect((await run(90 * DAY + 0.01)).ticketsShredded).to.equal(1);
    expect(await there()).to.equal(false);
    expect(await house.desk.run({ type: 'LookUpTicket', receipt: RECEIPT }, 'so')).to.deep.include({ found: null });
    expect(house.audit.written.at(-1)).to.deep.equal({ who: 'system', what: 'ticket.shredded', about: 'ticket-1' });
    expect((await run(90 * DAY + 0.02)).ticketsShredded).to.equal(0);
  });

  it('the authority can set another time', async () => {
    await house.desk.run(sendOrder({ deliverAt: AT }), 'so');
    await house.desk.decline(member(), 'ticket-1', 'Annan kommun');
    await run(6 * DAY, 7);
    expect(await there()).to.equal(true);
    await run(7 * DAY + 0.01, 7);
    expect(await there()).to.equal(false);
  });

  it('a ticket that was taken back goes after a day', async () => {
    await house.desk.run(sendOrder(), 'so');
    await house.desk.run({ type: 'RecallTicket', id: 'ticket-1' }, 'so');
    await run(DAY);
    expect(await there()).to.equal(true);
    await run(DAY + 0.01);
    expect(await there()).to.equal(false);
  });

  it('a ticket that was delivered and that nobody takes, or that somebody holds, never goes', async () => {
    await house.desk.run(sendOrder({ deliverAt: AT }), 'so');
    await house.desk.run(sendOrder({ id: 'ticket-2', receipt: '2222333344445555', deliverAt: AT }), 'so');
    await house.desk.take(member(), 'ticket-2');
    expect((await run(3650 * DAY)).ticketsShredded).to.equal(0);
    expect([await there(), await there('ticket-2')]).to.deep.equal([true, true]);
  });

  it('what is due is delivered', async () => {
    await house.desk.run(sendOrder(), 'so');
    expect((await run(9)).ticketsDelivered).to.equal(0);
    expect((await run(10)).ticketsDelivered).to.equal(1);
  });
});
