import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  END_STATES,
  IllegalMove,
  MOVES,
  type Move,
  mayMove,
  moveTicket,
  SEEN_BY_STAFF,
  stateSince,
} from '../../src/handoff/states.ts';
import { TICKET_STATES, type TicketState } from '../../src/handoff/ticket.ts';
import { minutesOn, ticket } from './example.ts';

/** The table as people agreed on it, written a second time: from, then what may happen and where it leads. */
const AGREED: Record<TicketState, Partial<Record<Move, TicketState>>> = {
  queued: { deliver: 'delivered', recall: 'recalled' },
  delivered: { take: 'taken', decline: 'declined', transfer: 'moved' },
  moved: { take: 'taken', decline: 'declined', transfer: 'moved' },
  taken: { contact: 'contacted', close: 'closed', decline: 'declined', transfer: 'moved' },
  contacted: { contact: 'contacted', close: 'closed', decline: 'declined', transfer: 'moved' },
  closed: {},
  declined: {},
  recalled: {},
};

describe('The state table', () => {
  for (const state of TICKET_STATES) {
    for (const move of Object.keys(MOVES) as Move[]) {
      const to = AGREED[state][move];
      it(`a ticket that is ${state} ${to ? `becomes ${to}` : 'refuses'} on ${move}`, () => {
        const before = ticket({ state });
        expect(mayMove(state, move)).to.equal(to !== undefined);
        if (!to) {
          expect(() => moveTicket(before, move, { at: minutesOn(1), by: 's1' })).to.throw(IllegalMove);
          return;
        }
        const moved = moveTicket(before, move, { at: minutesOn(1), by: 's1', text: 'why' });
        expect(moved.state).to.equal(to);
        expect(moved.events.at(-1)).to.deep.equal({ at: minutesOn(1).toISOString(), type: to, by: 's1', text: 'why' });
        expect(before, 'the old ticket is left alone').to.deep.equal(ticket({ state }));
      });
    }
  }

  it('every state can be reached from the first one', () => {
    const reached = new Set<TicketState>(['queued']);
    for (const state of reached) for (const to of Object.values(AGREED[state])) reached.add(to);
    expect([...reached].sort()).to.deep.equal([...TICKET_STATES].sort());
  });

  it('only an ended ticket has an end, and only from then on does its time run', () => {
    expect([...END_STATES].sort()).to.deep.equal(['closed', 'declined', 'recalled']);
    const taken = moveTicket(ticket({ state: 'delivered' }), 'take', { at: minutesOn(1), by: 's1' });
    expect(taken.closedAt).to.equal(null);
    expect(moveTicket(taken, 'close', { at: minutesOn(2), by: 's1' }).closedAt).to.equal(minutesOn(2).toISOString());
  });

  it('whoever takes a ticket holds it, until it goes to another unit', () => {
    const taken = moveTicket(ticket({ state: 'delivered' }), 'take', { at: minutesOn(1), by: 's1' });
    expect(taken.takenBy).to.equal('s1');
    expect(moveTicket(taken, 'contact', { at: minutesOn(2), by: 's2' }).takenBy).to.equal('s1');
    expect(moveTicket(taken, 'transfer', { at: minutesOn(2), by: 's1' }).takenBy).to.equal(null);
  });

  it('a second call is told with its own time', () => {
    const once = moveTicket(ticket({ state: 'taken' }), 'contact', { at: minutesOn(5), by: 's1' });
    expect(stateSince(moveTicket(once, 'contact', { at: minutesOn(9), by: 's1' }))).to.equal(
      minutesOn(9).toISOString(),
    );
  });

  it('staff see nothing that may still be taken back or was', () => {
    expect(SEEN_BY_STAFF).to.not.include('queued');
    expect(SEEN_BY_STAFF).to.not.include('recalled');
  });
});
