import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { mayMove } from '../../src/handoff/states.ts';
import { SCOPES, type TicketState } from '../../src/handoff/ticket.ts';
import { consent, content } from '../handoff/example.ts';
import { house } from '../support/house.ts';
import { bodyOf, type Office, office } from './office.ts';

const ARABIC = 'ابني يتأخر في الليل';

describe('Cases in the inbox', () => {
  let all: Office;
  beforeEach(async () => {
    all = await office();
  });
  afterEach(() => all.end());

  const ticketNow = async (id = 'ticket-1') => (await all.store.tickets.get(id))!;
  const audited = async (id = 'ticket-1') => (await all.store.audit.about(id)).map(({ what, who }) => `${what} ${who}`);

  it('the list shows when, where, why, how urgent, in which language and who has it, and nothing that was observed', async () => {
    await all.deliver({
      content: content({
        urgency: 'today',
        observations: [{ signal: 'weapon', words: 'mindi ayuu haystaa', source: 'seen' }],
        fields: { childName: 'Canary Barnsson', describerName: 'Canary Vuxen' },
      }),
    });
    const browser = await all.signedIn(all.sara);
    for (const address of ['/inbox', '/inbox/list']) {
      const text = bodyOf(await browser.get(address));
      for (const shown of [
        'Vill bli kontaktad',
        'Behöver läsas i dag',
        'somaliska',
        'Socialtjänsten, Sigtuna',
        '>Ny<',
      ]) {
        expect(text, address).to.contain(shown);
      }
      const secret = [
        'mindi',
        'Canary',
        'Wiilkaygu',
        'vapen',
        'weapon',
        'Valsta',
        '+4670',
        'out_late',
        'tolk',
        'hash-',
      ];
      for (const word of secret) expect(text.toLowerCase(), `${address} ${word}`).to.not.contain(word.toLowerCase());
    }
    expect(await audited(), 'a list opens no case').to.deep.equal([]);
  });

  it('what waits stands first, then mine, then the colleagues’, then what has ended; the most urgent on top', async () => {
    await all.deliver({ id: 'later', content: content({ urgency: 'soon' }) });
    await all.deliver({
      id: 'danger',
      content: content({ urgency: 'emergency' }),
      createdAt: '2026-11-22T11:00:00.000Z',
    });
    await all.deliver({ id: 'mine', state: 'taken', takenBy: all.sara.id });
    await all.deliver({ id: 'theirs', state: 'contacted', takenBy: all.omar.id });
    await all.deliver({ id: 'over', state: 'closed', takenBy: all.omar.id });
    await all.deliver({ id: 'queued', state: 'queued' });
    await all.deliver({ id: 'taken-back', state: 'recalled' });
    const text = bodyOf(await (await all.signedIn(all.sara)).get('/inbox'));
    const order = [...text.matchAll(/href="\/inbox\/tickets\/([\w-]+)"/g)].map((match) => match[1]);
    expect(order).to.deep.equal(['danger', 'later', 'mine', 'theirs', 'over']);
    expect(text).to.contain('Kontaktad: Omar Ali');
  });

  it('a case of another unit is not in the list, not to be opened or changed, and trying is written down', async () => {
    await all.deliver();
    const browser = await all.signedIn(all.eva);
    expect(bodyOf(await browser.get('/inbox'))).to.not.contain('ticket-1');
    expect(bodyOf(await browser.get('/inbox?unit=sigtuna'))).to.not.contain('ticket-1');
    const notYours = await browser.get('/inbox/tickets/ticket-1');
    const unknown = await browser.get('/inbox/tickets/no-such-ticket');
    expect([notYours.status, unknown.status]).to.deep.equal([404, 404]);
    expect(bodyOf(notYours), 'both look the same').to.equal(bodyOf(unknown));
    for (const action of ['take', 'note', 'contacted', 'close', 'decline']) {
      expect((await browser.post(`/inbox/tickets/ticket-1/${action}`, { text: 'x' })).status, action).to.equal(404);
    }
    expect((await ticketNow()).events).to.have.length(2);
    expect(await audited()).to.deep.equal(Array(6).fill(`ticket.refused ${all.eva.id}`));
  });

  it('one person takes a case; a second one who was slower is told who has it', async () => {
    await all.deliver();
    const [first, second] = [await all.signedIn(all.sara), await all.signedIn(all.omar)];
    await first.get('/inbox/tickets/ticket-1');
    await second.get('/inbox/tickets/ticket-1');
    const taken = await first.post('/inbox/tickets/ticket-1/take');
    expect([taken.status, taken.headers?.location]).to.deep.equal([303, '/inbox/tickets/ticket-1?done=take']);
    expect(bodyOf(await first.get('/inbox/tickets/ticket-1?done=take'))).to.contain('Nu har du ärendet.');
    const late = await second.post('/inbox/tickets/ticket-1/take');
    expect(late.status).to.equal(409);
    expect(bodyOf(late)).to.contain('Tagen: Sara Ek');
    expect((await ticketNow()).takenBy).to.equal(all.sara.id);
    expect((await first.post('/inbox/tickets/ticket-1/take')).status, 'a double click does no harm').to.equal(303);
  });

  it('what somebody wrote is given back when a colleague was faster', async () => {
    await all.deliver();
    const browser = await all.signedIn(all.omar);
    await browser.get('/inbox/tickets/ticket-1');
    await all.desk.take(all.sara, 'ticket-1');
    await all.desk.close(all.sara, 'ticket-1');
    const late = await browser.post('/inbox/tickets/ticket-1/decline', { text: 'Hör till <b>Knivsta</b>' });
    expect(late.status).to.equal(409);
    expect(bodyOf(late)).to.contain('Hör till &lt;b&gt;Knivsta&lt;/b&gt;');
    expect((await ticketNow()).state).to.equal('closed');
  });

  const states: TicketState[] = ['delivered', 'moved', 'taken', 'contacted', 'closed', 'declined'];
  for (const state of states) {
    it(`a case that is ${state} offers what the state table allows, and takes nothing else`, async () => {
      await all.deliver({ state, takenBy: null });
      const browser = await all.signedIn(all.sara);
      const text = bodyOf(await browser.get('/inbox/tickets/ticket-1'));
      const offered = [...text.matchAll(/action="\/inbox\/tickets\/ticket-1\/(\w+)"/g)].map((match) => match[1]);
      const moves = { take: 'take', contacted: 'contact', close: 'close', decline: 'decline' } as const;
      for (const [action, move] of Object.entries(moves)) {
        expect(offered.includes(action), action).to.equal(mayMove(state, move));
        if (!mayMove(state, move)) {
          const answer = await browser.post(`/inbox/tickets/ticket-1/${action}`, { text: 'x' });
          expect(answer.status, action).to.equal(409);
        }
      }
      expect(offered, 'a note always').to.include('note');
      expect((await ticketNow()).state).to.equal(state);
    });
  }

  it('a case goes from take to contact to close, with every step in the log before it happened', async () => {
    await all.deliver();
    const browser = await all.signedIn(all.sara);
    await browser.get('/inbox/tickets/ticket-1');
    for (const action of ['take', 'contacted', 'close']) {
      expect((await browser.post(`/inbox/tickets/ticket-1/${action}`)).status, action).to.equal(303);
    }
    expect((await ticketNow()).state).to.equal('closed');
    const deeds = ['ticket.opened', 'ticket.taken', 'ticket.contacted', 'ticket.closed'];
    expect(await audited()).to.deep.equal(deeds.map((what) => `${what} ${all.sara.id}`));
  });

  it('declining asks for a reason, and a note for words; what is too long comes back to be shortened', async () => {
    await all.deliver();
    const browser = await all.signedIn(all.sara);
    await browser.get('/inbox/tickets/ticket-1');
    for (const action of ['decline', 'note']) {
      const empty = await browser.post(`/inbox/tickets/ticket-1/${action}`, { text: ' \n ' });
      expect(empty.status, action).to.equal(422);
      expect(bodyOf(empty)).to.contain('Fältet är tomt');
    }
    const long = await browser.post('/inbox/tickets/ticket-1/note', { text: `${'å'.repeat(4001)}` });
    expect(long.status).to.equal(422);
    expect(bodyOf(long)).to.contain('å'.repeat(4001)).and.contain('högst 4000 tecken');
    expect((await ticketNow()).events).to.have.length(2);
    expect((await browser.post('/inbox/tickets/ticket-1/note', { text: 'Ringde.\r\nInget svar.' })).status).to.equal(
      303,
    );
    expect((await browser.post('/inbox/tickets/ticket-1/decline', { text: 'Bor i Knivsta' })).status).to.equal(303);
    const { events, state } = await ticketNow();
    expect(state).to.equal('declined');
    expect(events.slice(2).map(({ type, text }) => [type, text])).to.deep.equal([
      ['note', 'Ringde.\nInget svar.'],
      ['declined', 'Bor i Knivsta'],
    ]);
  });

  it('the longest note in letters of three bytes fits into the form that brings it', () => {
    const note = all.inbox.routes.find(({ path }) => path.endsWith('/note'))!;
    const form = new URLSearchParams({ csrf: 'x'.repeat(43), text: '\u0800'.repeat(4000) }).toString();
    expect(note.maxBody).to.be.at.least(form.length);
  });

  it('words that hold HTML are shown as they were written, and run nothing', async () => {
    const attack = '<script>alert(1)</script><img src=x onerror="alert(1)">\'"&';
    await all.deliver({
      content: content({
        ownWords: [
          { text: attack, lang: 'sv' },
          { text: ARABIC, lang: 'ar' },
        ],
        observations: [{ signal: 'out_late', words: attack, source: 'seen' }],
        fields: { childName: attack, describerPhone: `"><script>alert(1)</script>` },
        place: attack,
      }),
      events: [{ at: '2026-11-22T10:00:00.000Z', type: 'note', by: attack, text: attack }],
    });
    const text = bodyOf(await (await all.signedIn(all.sara)).get('/inbox/tickets/ticket-1?done=%3Cscript%3E'));
    expect(text).to.contain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;');
    expect(text).to.not.contain('<script>').and.not.contain('<img');
    expect(text).to.contain(`<blockquote dir="auto" lang="ar">${ARABIC}</blockquote>`);
  });

  it('each line of the summary shows the words it rests on, in their own language', async () => {
    await all.deliver({
      content: content({
        ownWords: [{ text: `${ARABIC}.`, lang: 'ar' }],
        observations: [
          { signal: 'out_late', words: ARABIC, source: 'seen' },
          { signal: 'older_peers', words: null, source: 'told' },
        ],
      }),
    });
    const text = bodyOf(await (await all.signedIn(all.sara)).get('/inbox/tickets/ticket-1'));
    expect(text).to.contain('Egen iakttagelse: är ute sent');
    expect(text).to.contain(`<q lang="ar" dir="auto">${ARABIC}</q>`);
    expect(text).to.contain('Har hört av någon annan').and.contain('Valt ur en lista');
  });

  it('how to reach somebody is clear: a number to tap, when, and what to say when another answers', async () => {
    await all.deliver();
    const text = bodyOf(await (await all.signedIn(all.sara)).get('/inbox/tickets/ticket-1'));
    expect(text).to.contain('href="tel:+46701740605"');
    for (const shown of ['Önskar tolk', 'vardag förmiddag', 'lämna inget meddelande', '13 år', 'Valsta', 'support@1']) {
      expect(text).to.contain(shown);
    }
  });

  it('what the person left out is told, and nobody guesses it', async () => {
    await all.deliver({
      content: content({ age: null, ownWords: [], observations: [] }),
      consent: consent({ scopes: SCOPES.filter((scope) => !['age', 'own_words', 'observations'].includes(scope)) }),
    });
    const text = bodyOf(await (await all.signedIn(all.sara)).get('/inbox/tickets/ticket-1'));
    expect(text).to.contain('Personen har valt att inte dela sina egna ord.');
    expect(text).to.contain('iakttagelserna, sina egna ord, åldern');
    expect(text).to.not.contain('nämner vapen, hot, våld');
  });

  it('weapons and threats lead to a note for whoever plans a visit, in neutral words, and nothing else does', async () => {
    await all.deliver({ id: 'calm' });
    await all.deliver({
      id: 'knife',
      content: content({ observations: [{ signal: 'weapon', words: null, source: 'told' }] }),
    });
    const browser = await all.signedIn(all.sara);
    expect(bodyOf(await browser.get('/inbox/tickets/calm'))).to.not.contain('nämner vapen, hot, våld');
    expect(bodyOf(await browser.get('/inbox/tickets/knife'))).to.contain('nämner vapen, hot, våld');
  });

  it('an observation that has since lost its text does not make the case unreadable', async () => {
    await all.deliver({ content: content({ observations: [{ signal: 'long_gone', words: null, source: 'seen' }] }) });
    const answer = await (await all.signedIn(all.sara)).get('/inbox/tickets/ticket-1');
    expect(answer.status).to.equal(200);
    expect(bodyOf(answer)).to.contain('long_gone');
  });

  it('a trial says so on every page, and real service does not', async () => {
    await all.deliver();
    const real = bodyOf(await (await all.signedIn(all.sara)).get('/inbox'));
    expect(real).to.not.contain('provdrift');
    const trial = await office({ demo: true });
    await trial.deliver();
    const browser = await trial.signedIn(trial.sara);
    for (const address of ['/inbox', '/inbox/tickets/ticket-1', '/inbox/sign-in?token=aaaaaaaaaaaaaaaaaaaaaaaa']) {
      expect(bodyOf(await browser.get(address)), address).to.contain('provdrift');
    }
    await trial.end();
  });

  it('an open list learns of a new case by a number alone', async () => {
    const browser = await all.signedIn(all.sara);
    const before = /data-version="(\d+)"/.exec(bodyOf(await browser.get('/inbox')))![1];
    const ask = async () => JSON.parse(bodyOf(await browser.get(`/inbox/changes?since=${before}`)));
    expect((await ask()).changed).to.equal(false);
    await all.deliver();
    expect((await ask()).changed).to.equal(true);
    expect(Object.keys(await ask())).to.deep.equal(['version', 'changed']);
    expect(bodyOf(await browser.get('/inbox/list'))).to.contain('1 ärende väntar');
  });

  it('a fault is told without details, and a case that cannot be logged is not shown', async () => {
    await all.deliver();
    const browser = await all.signedIn(all.sara);
    all.store.audit.append = () => Promise.reject(new Error('disk full at /secret/place'));
    const answer = await browser.get('/inbox/tickets/ticket-1');
    expect(answer.status).to.equal(500);
    expect(bodyOf(answer)).to.contain('Felet är vårt').and.not.contain('secret').and.not.contain('Wiilkaygu');
    expect(all.faults).to.have.length(1);
  });

  it('every page is there in Swedish and English, with no key where a text should be', async () => {
    const browser = await all.signedIn(all.sara);
    for (const purpose of ['call_me', 'request_support', 'report_private', 'report_mandated', 'sspf_info'] as const) {
      await all.deliver({ id: purpose, content: content({ purpose, urgency: 'none', lang: 'ar' }) });
    }
    for (const lang of ['sv', 'en'] as const) {
      await browser.post('/inbox/language', { lang, back: '/inbox' });
      const pages = ['/inbox', '/inbox/tickets/none-such', '/inbox/tickets/report_mandated'];
      for (const address of pages) {
        const text = bodyOf(await browser.get(address));
        expect(text).to.contain(`<html lang="${lang}"`);
        expect(text, address).to.not.match(/\b(inbox|ticket|consent|handoff):[a-z]/);
      }
      const { lookUp } = house();
      for (const problem of ['signedOut', 'left', 'badLink', 'tooMany', 'foreignForm', 'notFound', 'fault']) {
        expect(lookUp(lang, `inbox:problem.${problem}.title`, {})).to.not.equal('');
        expect(lookUp(lang, `inbox:problem.${problem}.text`, {})).to.not.equal('');
      }
      for (const done of ['take', 'note', 'contacted', 'close', 'decline']) {
        const text = bodyOf(await browser.get(`/inbox/tickets/call_me?done=${done}`));
        expect(text).to.contain('class="done"');
      }
    }
  });
});
