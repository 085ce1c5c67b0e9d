import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Outcome } from '../../src/core/effect.ts';
import { SCOPES, type Scope, type TicketContent } from '../../src/handoff/ticket.ts';
import { AT, consent, content, minutesOn, RECEIPT, sendOrder } from './example.ts';
import { type DeskHouse, deskHouse } from './house.ts';

type LookedUp = Extract<Outcome, { type: 'LookUpTicket' }>;

describe('What the person can do with a ticket', () => {
  let house: DeskHouse;
  beforeEach(async () => {
    house = await deskHouse();
  });
  afterEach(() => house.end());

  const send = (change: Parameters<typeof sendOrder>[0] = {}) => house.desk.run(sendOrder(change), 'so');
  const lookUp = async (receipt: string, from?: string) =>
    (await house.desk.run({ type: 'LookUpTicket', receipt }, 'so', from)) as LookedUp;
  const state = async () => (await house.store.tickets.get('ticket-1'))?.state ?? null;

  it('what was sent is kept exactly, waits for its window, and says so', async () => {
    expect(await send()).to.deep.equal({
      type: 'SendTicket',
      id: 'ticket-1',
      ok: true,
      deliverAt: minutesOn(10).toISOString(),
      delivered: false,
    });
    const kept = await house.store.tickets.get('ticket-1');
    expect(kept?.content).to.deep.equal(content());
    expect(kept?.consent).to.deep.equal(consent());
    expect(kept?.state).to.equal('queued');
    expect(JSON.stringify(kept)).to.not.include(RECEIPT);
  });

  it('an urgent one is delivered at once', async () => {
    expect(await send({ deliverAt: AT })).to.deep.include({ ok: true, delivered: true, deliverAt: AT });
    expect(await state()).to.equal('delivered');
    expect(house.changes).to.deep.equal(['delivered']);
  });

  it('a send that is repeated after a crash changes nothing, also when nobody works there any more', async () => {
    const first = await send();
    house.staff.length = 0;
    expect(await send()).to.deep.equal(first);
    await house.desk.deliverDue(minutesOn(10));
    expect(await send()).to.deep.include({ ok: true, delivered: true });
    expect((await house.store.tickets.get('ticket-1'))?.events).to.have.length(2);
  });

  it('a repeated send does not bring back what was shredded', async () => {
    await send();
    await house.store.tickets.shred('ticket-1');
    expect(await send()).to.deep.include({ ok: true, delivered: true });
    expect(await state()).to.equal(null);
  });

  it('nothing is sent to a unit without active staff', async () => {
    for (const change of [{ active: false }, { units: [] }, { roles: ['administrator' as const] }, { demo: true }]) {
      const [before] = house.staff;
      house.staff[0] = { ...before!, ...change };
      expect(await send(), JSON.stringify(change)).to.deep.include({ ok: false, why: 'nobody_receives' });
      house.staff[0] = before!;
    }
    const elsewhere = { unit: 'solna', consent: consent({ unit: 'solna' }) };
    expect(await send(elsewhere)).to.deep.include({ ok: false, why: 'nobody_receives' });
    expect(await state()).to.equal(null);
  });

  /** One thing of each part: enough to be refused when the part was left out. */
  const ONE_OF_EACH: [Scope, Partial<TicketContent>][] = [
    ['observations', { observations: [{ signal: 'out_late', words: null, source: 'seen' }] }],
    ['own_words', { ownWords: [{ text: 'hej', lang: 'sv' }] }],
    ['own_words', { observations: [{ signal: 'out_late', words: 'sent ute', source: 'seen' }] }],
    ['age', { age: 13 }],
    ['age', { ageBand: '12_14' }],
    ['place', { place: 'Valsta' }],
    ['contact', { contact: { way: 'phone', phone: null, times: [], othersMayAnswer: null } }],
    ['contact', { contact: { way: 'receipt', phone: '+46701740605', times: [], othersMayAnswer: null } }],
    ['contact', { contact: { way: 'none', phone: null, times: ['morning'], othersMayAnswer: null } }],
    ['contact', { fields: { describerName: 'Amina' } }],
  ];
  const NOTHING: Partial<TicketContent> = {
    observations: [],
    ownWords: [],
    age: null,
    place: null,
    contact: { way: 'receipt', phone: null, times: [], othersMayAnswer: null },
  };
  for (const [scope, part] of ONE_OF_EACH) {
    it(`without a yes to '${scope}', ${JSON.stringify(part)} is not sent`, async () => {
      const order = { content: content({ ...NOTHING, ...part }) };
      const scopes = SCOPES.filter((one) => one !== scope);
      expect(await send({ ...order, consent: consent({ scopes }) })).to.deep.include({ ok: false, why: 'not_saved' });
      expect(house.reports).to.deep.equal([`without_consent:${scope}`]);
      expect(await state()).to.equal(null);
      expect(await send({ ...order, consent: consent() })).to.deep.include({ ok: true });
    });
  }

  it('somebody who leaves everything out can still send the rest', async () => {
    expect(await send({ content: content(NOTHING), consent: consent({ scopes: [] }) })).to.deep.include({ ok: true });
  });

  const WRONG: [string, Parameters<typeof sendOrder>[0], string][] = [
    ['consent for another unit', { consent: consent({ unit: 'solna' }) }, 'consent_for_something_else'],
    ['consent for another purpose', { consent: consent({ purpose: 'sspf_info' }) }, 'consent_for_something_else'],
    ['no consent', { consent: undefined }, 'consent_malformed'],
    ['consent without the text it was given to', { consent: { ...consent(), textHash: '' } }, 'consent_malformed'],
    ['content with a field nobody was shown', { content: { ...content(), score: 3 } }, 'content_malformed'],
    ['a receipt that is none', { receipt: '1234' }, 'malformed_order'],
    ['a delivery in a distant future', { deliverAt: minutesOn(61).toISOString() }, 'malformed_order'],
    ['a delivery at no time', { deliverAt: 'soon' }, 'malformed_order'],
  ];
  for (const [what, change, code] of WRONG) {
    it(`${what} makes no ticket, and is reported by its code alone`, async () => {
      expect(await send(change)).to.deep.equal({ type: 'SendTicket', id: 'ticket-1', ok: false, why: 'not_saved' });
      expect(house.reports).to.deep.equal([code]);
      expect(await state()).to.equal(null);
    });
  }

  it("somebody else's ticket cannot be reached by reusing its id or its receipt", async () => {
    await send();
    expect(await send({ receipt: '9999999999999999' })).to.deep.include({ ok: false });
    expect(await send({ id: 'ticket-2' })).to.deep.include({ ok: false });
    expect(house.reports).to.deep.equal(['id_taken', 'id_taken']);
  });

  it('a store that has closed its doors is told as not saved', async () => {
    await house.store.close();
    expect(await send()).to.deep.include({ ok: false, why: 'not_saved' });
  });

  it('within the window it can be taken back, and nothing of what it said remains', async () => {
    await send();
    house.time.set(9.99);
    const recall = () => house.desk.run({ type: 'RecallTicket', id: 'ticket-1' }, 'so');
    expect(await recall()).to.deep.equal({ type: 'RecallTicket', id: 'ticket-1', ok: true });
    expect(await recall(), 'again').to.deep.include({ ok: true });
    const kept = JSON.stringify(await house.store.tickets.get('ticket-1'));
    for (const word of ['habeenkiina', 'Valsta', 'Sigtuna', '+4670', 'out_late']) expect(kept).to.not.include(word);
    expect((await lookUp(RECEIPT)).found?.state).to.equal('recalled');
    house.time.set(20);
    expect(await house.desk.deliverDue(minutesOn(20))).to.equal(0);
    expect(await house.desk.run({ type: 'DeliverTicket', id: 'ticket-1' }, 'so')).to.deep.include({ ok: false });
  });

  it('when the window is over it cannot, not even before the delivery has run', async () => {
    await send();
    house.time.set(10);
    expect(await house.desk.run({ type: 'RecallTicket', id: 'ticket-1' }, 'so')).to.deep.include({ ok: false });
    expect(await state()).to.equal('queued');
    expect(await house.desk.deliverDue(minutesOn(10))).to.equal(1);
    expect(await house.desk.run({ type: 'RecallTicket', id: 'ticket-1' }, 'so')).to.deep.include({ ok: false });
    expect(await state()).to.equal('delivered');
  });

  it('taking back and delivering at the same moment ends in exactly one of them', async () => {
    await send();
    const [recalled, delivered] = await Promise.all([
      house.desk.run({ type: 'RecallTicket', id: 'ticket-1' }, 'so'),
      house.desk.run({ type: 'DeliverTicket', id: 'ticket-1' }, 'so'),
    ]);
    expect([recalled, delivered].map((outcome) => 'ok' in outcome && outcome.ok)).to.have.members([true, false]);
  });

  it('the person can waive the window; waiving it twice is fine', async () => {
    await send();
    const deliver = () => house.desk.run({ type: 'DeliverTicket', id: 'ticket-1' }, 'so');
    expect(await deliver()).to.deep.equal({ type: 'DeliverTicket', id: 'ticket-1', ok: true });
    expect(await deliver()).to.deep.include({ ok: true });
    expect(await house.desk.run({ type: 'DeliverTicket', id: 'unknown' }, 'so')).to.deep.include({ ok: false });
    expect((await house.store.tickets.get('ticket-1'))?.events).to.have.length(2);
  });

  it('a delivered ticket that nobody takes stays, however long', async () => {
    await send();
    await house.desk.deliverDue(minutesOn(10));
    await house.desk.deliverDue(minutesOn(60 * 24 * 365 * 3));
    expect(await state()).to.equal('delivered');
  });

  it('the receipt tells the state and the unit and nothing of the content', async () => {
    await send();
    expect(await lookUp('١٢٣٤-٥٦٧٨-٩٠١٢-٣٤٥٦')).to.deep.equal({
      type: 'LookUpTicket',
      throttled: false,
      found: {
        state: 'queued',
        since: AT,
        unitName: 'Mottagningen i Sigtuna',
        deliverAt: minutesOn(10).toISOString(),
        demo: false,
      },
    });
    house.time.set(11);
    const later = (await lookUp(RECEIPT)).found;
    expect([later?.state, later?.since]).to.deep.equal(['delivered', minutesOn(11).toISOString()]);
  });

  it('after five wrong codes in a minute even the right one has to wait; a minute later it works', async () => {
    await send();
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect(await lookUp(`000000000000000${wrong}`, 'caller')).to.deep.include({ found: null, throttled: false });
    }
    expect(await lookUp(RECEIPT, 'caller')).to.deep.include({ found: null, throttled: true });
    expect((await lookUp(RECEIPT, 'somebody else')).found?.state).to.equal('queued');
    house.time.set(1.01);
    expect((await lookUp(RECEIPT, 'caller')).found?.state).to.equal('queued');
  });

  it('right codes and texts that are no code count as no try', async () => {
    await send();
    for (let time = 0; time < 20; time += 1) {
      expect((await lookUp(RECEIPT)).throttled).to.equal(false);
      expect((await lookUp('what?')).throttled).to.equal(false);
    }
  });

  it('many callers together are held back, too', async () => {
    await send();
    for (let wrong = 0; wrong < 300; wrong += 1) {
      await lookUp(String(wrong).padStart(16, '0'), `caller ${wrong}`);
    }
    expect((await lookUp(RECEIPT, 'fresh caller')).throttled).to.equal(true);
  });
});
