import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import { WebSocket } from 'ws';
import {
  type ActivitySet,
  bearer,
  errorOf,
  type Opened,
  open,
  post,
  read,
  say,
  type WebServer,
  webServer,
} from '../../support/web-server.ts';

describe('Direct Line 3.0', () => {
  let web: WebServer;
  before(async () => {
    web = await webServer();
  });
  after(() => web.server.close());
  afterEach(() => {
    web.store.broken = false;
  });

  it('gives a token without a secret, and a welcome when a person begins', async () => {
    const generated = await fetch(`${web.base}/tokens/generate`, { method: 'POST' });
    expect(generated.status).to.equal(200);
    const { token, conversationId } = (await generated.json()) as Opened;
    const start = () => fetch(`${web.base}/conversations`, { method: 'POST', headers: bearer(token) });
    const first = await start();
    expect(first.status).to.equal(201);
    const opened = (await first.json()) as Opened;
    expect(opened).to.include({ conversationId, expires_in: 1800 });
    expect(opened.streamUrl).to.match(
      /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/.+\/stream\?watermark=0&t=/,
    );
    expect(Buffer.from(conversationId, 'base64url')).to.have.length(16);
    const set = await read(web, opened);
    expect(set.activities.map((activity) => [activity.id, activity.text])).to.deep.equal([
      [`${conversationId}|0000000`, 'welcome'],
    ]);
    expect(set.watermark).to.equal('1');
    expect((await start()).status).to.equal(200);
    expect((await read(web, opened)).activities).to.have.length(1);
  });

  it('answers a message, and gives a polling client only what it has not seen', async () => {
    const opened = await open(web);
    const { id } = (await (await post(web, opened, say('hello 123'))).json()) as { id: string };
    expect(id).to.equal(`${opened.conversationId}|0000001`);
    const set = await read(web, opened, '1');
    expect(set.watermark).to.equal('3');
    expect(set.activities.map(({ text, from, replyToId }) => [from.role, text, replyToId])).to.deep.equal([
      ['user', 'hello ###', undefined],
      ['bot', 'you said hello ###', id],
    ]);
    expect(await read(web, opened, '3')).to.deep.equal({ activities: [], watermark: '3' });
    expect(web.bot.heard).to.include('hello 123');
    expect(JSON.stringify([...web.store.documents])).not.to.include('123');
  });

  it('sends each activity at once over the stream, with the very ids that polling gives', async () => {
    const opened = await open(web);
    const socket = new WebSocket(opened.streamUrl);
    const sets: ActivitySet[] = [];
    await new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        sets.push(JSON.parse(String(data)) as ActivitySet);
        if (sets.length === 3) resolve();
      });
      socket.on('open', () => {
        socket.send('');
        void post(web, opened, say('call 12'));
      });
    });
    socket.close();
    expect(sets.map((set) => set.watermark)).to.deep.equal(['1', '2', '3']);
    const streamed = sets.flatMap((set) => set.activities);
    expect(streamed.map((activity) => activity.text)).to.deep.equal(['welcome', 'call 12', 'you said call ##']);
    const polled = (await read(web, opened)).activities;
    expect(streamed.map((activity) => activity.id)).to.deep.equal(polled.map((activity) => activity.id));
    expect(streamed[2]).to.deep.equal(polled[2]);
  });

  it('takes a post that is repeated only once', async () => {
    const opened = await open(web);
    const once = say('only once', { channelData: { clientActivityID: 'abc' } });
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push(await (await post(web, opened, once)).json());
    expect(ids[1]).to.deep.equal(ids[0]);
    expect(ids[2]).to.deep.equal(ids[0]);
    expect((await read(web, opened)).activities).to.have.length(3);
    expect(web.bot.heard.filter((text) => text === 'only once')).to.have.length(1);
  });

  it('lets a person who writes twice at once be heard twice, in order', async () => {
    const opened = await open(web);
    await Promise.all([post(web, opened, say('one')), post(web, opened, say('two'))]);
    const { activities } = await read(web, opened);
    expect(activities.map((activity) => Number(activity.id.split('|')[1]))).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('hands the locale of the page to the bot', async () => {
    const opened = await open(web, { locale: 'so' });
    await post(web, opened, say('x', { locale: 'so' }));
    expect(web.bot.locales.at(-1)).to.equal('so');
  });

  it('counts on after a person asked to be forgotten, with nothing left but the goodbye', async () => {
    const opened = await open(web);
    await post(web, opened, say('secret words'));
    await post(web, opened, say('forget'));
    expect(web.store.documents.has(opened.conversationId)).to.equal(false);
    const set = await read(web, opened);
    expect(set.activities.map((activity) => activity.text)).to.deep.equal(['you said forget']);
    expect(set.watermark).to.equal('5');
    await post(web, opened, say('again'));
    const later = await read(web, opened, '5');
    expect(later.activities.map((activity) => activity.id)).to.deep.equal([
      `${opened.conversationId}|0000005`,
      `${opened.conversationId}|0000006`,
    ]);
  });

  it('no longer knows a forgotten conversation after some minutes, but still answers danger in it', async () => {
    const opened = await open(web);
    await post(web, opened, say('forget'));
    web.clock.now += 6 * 60_000;
    expect(await errorOf(await post(web, opened, say('hello')))).to.deep.equal([404, 'NotFound']);
    expect((await post(web, opened, say('he has a knife'))).status).to.equal(200);
    const set = await read(web, opened, '3');
    expect(set.activities.at(-1)?.text).to.equal('you said he has a knife');
  });

  it('still answers when the store is gone', async () => {
    const opened = await open(web);
    web.store.broken = true;
    expect((await post(web, opened, say('knife'))).status).to.equal(200);
    web.store.broken = false;
    expect((await read(web, opened, '1')).activities.at(-1)?.text).to.equal('you said knife');
  });

  it('begins and answers even when the store was gone from the start', async () => {
    web.store.broken = true;
    const opened = await open(web);
    expect((await post(web, opened, say('he has a knife'))).status).to.equal(200);
    const texts = (await read(web, opened)).activities.map((activity) => activity.text);
    expect(texts).to.deep.equal(['welcome', 'you said he has a knife']);
  });

  it('takes typing and events without a word', async () => {
    const opened = await open(web);
    for (const type of ['typing', 'event', 'conversationUpdate']) {
      expect((await post(web, opened, { type, from: { id: 'me' } })).status).to.equal(200);
    }
    expect((await read(web, opened)).activities).to.have.length(1);
  });

  it('answers a picture kindly, however large, and never takes it in', async () => {
    const opened = await open(web);
    const form = new FormData();
    form.append('activity', new Blob(['{"type":"message"}'], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', new Blob([Buffer.alloc(3_000_000, 1)], { type: 'image/jpeg' }), 'photo.jpg');
    const url = `${web.base}/conversations/${opened.conversationId}/upload?userId=me`;
    const response = await fetch(url, { method: 'POST', headers: bearer(opened.token), body: form });
    expect(response.status).to.equal(200);
    await post(web, opened, { type: 'message', attachments: [{ contentType: 'image/png', contentUrl: 'data:abc' }] });
    const texts = (await read(web, opened, '1')).activities.map((activity) => activity.text);
    expect(texts).to.deep.equal(['', 'no files please', '', 'no files please']);
  });

  it('reconnects with a fresh token, and refreshes one until it has expired', async () => {
    const opened = await open(web);
    const again = await fetch(`${web.base}/conversations/${opened.conversationId}?watermark=1`, {
      headers: bearer(opened.token),
    });
    expect(again.status).to.equal(200);
    expect(((await again.json()) as Opened).streamUrl).to.include('watermark=1&');
    const refresh = (token: string) => fetch(`${web.base}/tokens/refresh`, { method: 'POST', headers: bearer(token) });
    web.clock.now += 29 * 60_000;
    const refreshed = (await (await refresh(opened.token)).json()) as Opened;
    expect(refreshed.conversationId).to.equal(opened.conversationId);
    web.clock.now += 2 * 60_000;
    expect(await errorOf(await refresh(opened.token))).to.deep.equal([403, 'TokenExpired']);
    expect(await errorOf(await post(web, opened, say('late')))).to.deep.equal([403, 'TokenExpired']);
    expect((await post(web, { ...opened, token: refreshed.token }, say('in time'))).status).to.equal(200);
    expect((await refresh(opened.resume)).status).to.equal(200);
    expect(await errorOf(await post(web, { ...opened, token: opened.resume }, say('x')))).to.deep.equal([
      403,
      'Forbidden',
    ]);
  });

  it('keeps one person out of the conversation of another', async () => {
    const [mine, yours] = [await open(web), await open(web)];
    const with_ = (token: string, id: string) =>
      fetch(`${web.base}/conversations/${id}/activities`, { headers: token ? bearer(token) : {} });
    expect(await errorOf(await with_(mine.token, yours.conversationId))).to.deep.equal([403, 'Forbidden']);
    expect(await errorOf(await with_(mine.token, 'nobody'))).to.deep.equal([404, 'NotFound']);
    expect(await errorOf(await with_('', mine.conversationId))).to.deep.equal([401, 'Unauthorized']);
    for (const forged of ['x', 'a.b.c', `${mine.token}x`, `${mine.token.slice(0, -2)}AA`]) {
      expect(await errorOf(await with_(forged, mine.conversationId))).to.deep.equal([403, 'Forbidden']);
    }
  });

  it('tells a program plainly what is wrong with its request', async () => {
    const opened = await open(web);
    const cases: [unknown, number, string][] = [
      ['{"type":', 400, 'MalformedData'],
      ['[]', 400, 'MissingProperty'],
      [{ text: 'no type' }, 400, 'MissingProperty'],
      [{ type: 'message', text: 7 }, 400, 'BadArgument'],
      [say('x'.repeat(17_000)), 413, 'MessageSizeTooBig'],
    ];
    for (const [body, status, code] of cases) {
      expect(await errorOf(await post(web, opened, body))).to.deep.equal([status, code]);
    }
    const at = `${web.base}/conversations/${opened.conversationId}/activities`;
    expect(await errorOf(await fetch(`${at}?watermark=abc`, { headers: bearer(opened.token) }))).to.deep.equal([
      400,
      'BadArgument',
    ]);
    expect(await errorOf(await fetch(at, { method: 'DELETE' }))).to.deep.equal([405, 'MethodNotAllowed']);
    expect(await errorOf(await fetch(`${web.base}/nothing`))).to.deep.equal([404, 'NotFound']);
    expect((await read(web, opened)).activities).to.have.length(1);
  });

  it('says so when the bot breaks, and goes on with the next message', async () => {
    const opened = await open(web);
    expect(await errorOf(await post(web, opened, say('break')))).to.deep.equal([502, 'BotError']);
    expect((await post(web, opened, say('on'))).status).to.equal(200);
  });

  it('lets words of danger through every limit', async () => {
    const strict = await webServer({ limits: { conversation: 1 } });
    try {
      const opened = await open(strict);
      expect((await post(strict, opened, say('one'))).status).to.equal(200);
      const refused = await post(strict, opened, say('two'));
      expect(Number(refused.headers.get('retry-after'))).to.be.greaterThan(0);
      expect(await errorOf(refused)).to.deep.equal([429, 'TooManyRequests']);
      expect((await post(strict, opened, say('he has a knife'))).status).to.equal(200);
    } finally {
      await strict.server.close();
    }
  });
});
