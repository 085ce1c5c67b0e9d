import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BASE, bodyOf, type Office, office, walker } from './office.ts';

describe('Signing in to the inbox', () => {
  let all: Office;
  beforeEach(async () => {
    all = await office();
  });
  afterEach(() => all.end());

  const linkOf = async () => (await all.store.staff.makeLink(all.sara.id))!;

  it('a mail program that looks at the link does not use it up', async () => {
    const browser = all.walker();
    const token = await linkOf();
    for (let look = 0; look < 3; look += 1) {
      const page = await browser.get(`/inbox/sign-in?token=${token}`);
      expect(page.status).to.equal(200);
      expect(page.headers).to.not.have.property('set-cookie');
    }
    const answer = await browser.post('/inbox/sign-in', { token, lang: 'sv' });
    expect([answer.status, answer.headers?.location]).to.deep.equal([303, '/inbox']);
    expect((await browser.get('/inbox')).status).to.equal(200);
  });

  it('a link lets one person in, once, and the log says who', async () => {
    const token = await linkOf();
    expect((await all.walker().post('/inbox/sign-in', { token })).status).to.equal(303);
    const second = all.walker();
    const refused = await second.post('/inbox/sign-in', { token });
    expect(refused.status).to.equal(403);
    expect(bodyOf(refused)).to.contain('Länken gäller inte längre');
    expect(second.cookie()).to.equal(undefined);
    const log = await all.store.audit.about(all.sara.id);
    expect(log.map(({ what, who }) => [what, who])).to.deep.equal([['staff.signed_in', all.sara.id]]);
  });

  for (const { minutes, status } of [
    { minutes: 14.9, status: 303 },
    { minutes: 15, status: 403 },
  ]) {
    it(`a link that is ${minutes} minutes old ${status === 303 ? 'still works' : 'is over'}`, async () => {
      const token = await linkOf();
      all.time.set(minutes);
      expect((await all.walker().post('/inbox/sign-in', { token })).status).to.equal(status);
    });
  }

  it('somebody who was removed cannot use a link, and is out of open pages at once', async () => {
    const browser = await all.signedIn(all.sara);
    const token = await linkOf();
    await all.store.staff.remove(all.sara.id);
    expect((await browser.get('/inbox')).status).to.equal(401);
    expect((await browser.get('/inbox/changes?since=0')).status).to.equal(401);
    expect((await all.walker().post('/inbox/sign-in', { token })).status).to.equal(403);
  });

  it('a flood of wrong links is stopped without using up the right one, and only for a minute', async () => {
    const token = await linkOf();
    const flood = all.walker();
    for (let tries = 0; tries < 60; tries += 1) await flood.post('/inbox/sign-in', { token: 'x' });
    const browser = all.walker();
    const waiting = await browser.post('/inbox/sign-in', { token });
    expect(waiting.status).to.equal(429);
    expect(bodyOf(waiting)).to.contain('Din länk är inte förbrukad');
    all.time.set(1);
    expect((await browser.post('/inbox/sign-in', { token })).status).to.equal(303);
  });

  it('another site cannot sign anybody in', async () => {
    const token = await linkOf();
    for (const origin of ['https://evil.example', 'null']) {
      expect((await all.walker().post('/inbox/sign-in', { token }, { origin })).status).to.equal(403);
    }
    expect((await all.walker().post('/inbox/sign-in', { token })).status).to.equal(303);
  });

  for (const { minutes, status } of [
    { minutes: 29.9, status: 200 },
    { minutes: 30, status: 401 },
  ]) {
    it(`after ${minutes} idle minutes somebody is ${status === 200 ? 'still signed in' : 'signed out'}`, async () => {
      const browser = await all.signedIn(all.sara);
      all.time.set(minutes);
      expect((await browser.get('/inbox')).status).to.equal(status);
    });
  }

  it('an open page that only asks for news keeps nobody signed in; a hand at the keyboard does', async () => {
    const alone = await all.signedIn(all.sara);
    const atWork = await all.signedIn(all.omar);
    for (const minutes of [10, 20, 29]) {
      all.time.set(minutes);
      expect((await alone.get('/inbox/changes?since=0')).status).to.equal(200);
      expect((await alone.get('/inbox/list')).status).to.equal(200);
      await atWork.get('/inbox/changes?since=0&active=1');
    }
    all.time.set(31);
    expect((await alone.get('/inbox/changes?since=0')).status).to.equal(401);
    expect((await alone.get('/inbox')).status).to.equal(401);
    expect((await atWork.get('/inbox')).status).to.equal(200);
  });

  it('nobody stays signed in longer than ten hours, however busy', async () => {
    const browser = await all.signedIn(all.sara);
    for (let minutes = 20; minutes < 600; minutes += 20) {
      all.time.set(minutes);
      expect((await browser.get('/inbox')).status, `${minutes}`).to.equal(200);
    }
    all.time.set(600);
    expect((await browser.get('/inbox')).status).to.equal(401);
  });

  it('signing out ends the session, also for a copy of the cookie', async () => {
    const browser = await all.signedIn(all.sara);
    const copy = browser.cookie()!;
    await browser.get('/inbox');
    const answer = await browser.post('/inbox/sign-out');
    expect(answer.status).to.equal(303);
    expect(String(answer.headers?.['set-cookie'])).to.contain('Max-Age=0');
    expect((await all.walker().get('/inbox', { cookie: copy })).status).to.equal(401);
    const left = await browser.get(answer.headers!.location as string);
    expect(bodyOf(left)).to.contain('Du är utloggad');
  });

  it('a form without the token of the session changes nothing', async () => {
    await all.deliver();
    const browser = await all.signedIn(all.sara);
    await browser.get('/inbox');
    const cookie = browser.cookie()!;
    for (const [fields, headers] of [
      [{ csrf: '' }, {}],
      [{ csrf: 'x'.repeat(43) }, {}],
      [{}, { origin: 'https://evil.example' }],
      [{}, { origin: 'null' }],
    ] as const) {
      const answer = await browser.post('/inbox/tickets/ticket-1/take', fields, headers);
      expect(answer.status, JSON.stringify([fields, headers])).to.equal(403);
    }
    const other = await all.signedIn(all.omar);
    await other.get('/inbox');
    expect((await other.post('/inbox/tickets/ticket-1/take', {}, { cookie })).status, "another one's token").to.equal(
      403,
    );
    expect((await all.store.tickets.get('ticket-1'))?.state).to.equal('delivered');
  });

  it('nobody who is not signed in gets any page, form or list', async () => {
    await all.deliver();
    for (const address of ['/inbox', '/inbox/list', '/inbox/changes?since=0', '/inbox/tickets/ticket-1']) {
      expect((await all.walker().get(address)).status, address).to.equal(401);
    }
    for (const action of ['take', 'note', 'contacted', 'close', 'decline']) {
      const answer = await all.walker().post(`/inbox/tickets/ticket-1/${action}`, { text: 'x' });
      expect(answer.status, action).to.equal(401);
    }
    expect((await all.store.tickets.get('ticket-1'))?.events).to.have.length(2);
  });

  it('over https the cookie is one that only this host can set', async () => {
    const safe = await office({ secure: true });
    const token = await safe.store.staff.makeLink(safe.sara.id);
    const answer = await safe.walker().post('/inbox/sign-in', { token: token! });
    const set = String(answer.headers?.['set-cookie']);
    expect(set).to.match(/^__Host-lotsen-inbox=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    await safe.end();
    const open = await all.walker().post('/inbox/sign-in', { token: await linkOf() });
    expect(String(open.headers?.['set-cookie'])).to.match(
      /^lotsen-inbox=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it('a restart signs everybody out', async () => {
    const browser = await all.signedIn(all.sara);
    const again = await office();
    const restarted = walker(again.inbox.routes);
    expect((await restarted.get('/inbox', { cookie: browser.cookie()! })).status).to.equal(401);
    await again.end();
  });

  it('the language is kept in the session, and leads back to where one was, never elsewhere', async () => {
    const browser = await all.signedIn(all.sara);
    expect(bodyOf(await browser.get('/inbox'))).to.contain('<html lang="sv"');
    const answer = await browser.post('/inbox/language', { lang: 'en', back: '/inbox/tickets/ticket-1' });
    expect(answer.headers?.location).to.equal('/inbox/tickets/ticket-1');
    expect(bodyOf(await browser.get('/inbox'))).to.contain('<html lang="en"');
    for (const back of ['https://evil.example', '//evil.example', '/inbox//evil.example', '/inbox/../', '']) {
      expect((await browser.post('/inbox/language', { lang: 'sv', back })).headers?.location, back).to.equal('/inbox');
    }
  });

  it('the pages may be framed, cached and told about by nobody', async () => {
    const { headers } = await (await all.signedIn(all.sara)).get('/inbox');
    expect(headers?.['cache-control']).to.equal('no-store');
    expect(headers?.['x-frame-options']).to.equal('DENY');
    expect(headers?.['content-security-policy']).to.contain("frame-ancestors 'none'").and.not.contain('unsafe');
    expect(BASE).to.match(/^http:/);
  });
});
