import { createServer as createHttp, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { OneAtATime } from '../../../src/channels/one-at-a-time.ts';
import { botFrameworkRoutes, type Credentials } from '../../../src/channels/teams/endpoint.ts';
import { trustedServiceUrl } from '../../../src/channels/teams/service-url.ts';
import { EchoBot, MemoryStore } from '../../support/echo-bot.ts';
import { errorOf, webServer } from '../../support/web-server.ts';

const APP: Credentials = { MicrosoftAppId: '00000000-0000-0000-0000-000000000001', MicrosoftAppPassword: 'x' };

async function endpoint(credentials: Credentials, anonymous: boolean) {
  const now = () => new Date('2026-11-20T10:00:00Z');
  const bot = new EchoBot(now);
  const parts = { bot, store: new MemoryStore(), turns: new OneAtATime(), credentials, anonymous };
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const web = await webServer({ routes: botFrameworkRoutes({ ...parts, danger: () => false, failed }) });
  const send = (activity: object, headers: Record<string, string> = {}) =>
    fetch(`${web.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity),
    });
  return { ...parts, failures, send, close: () => web.server.close() };
}

const message = (serviceUrl: string, text = 'hello') => ({
  type: 'message',
  id: '1',
  channelId: 'emulator',
  serviceUrl,
  text,
  conversation: { id: 'c1' },
  from: { id: 'u1' },
  recipient: { id: 'b1' },
});

/** Stands where an emulator would: keeps what is sent to it. */
function connector(): Promise<{ url: string; got: { path: string; body: string }[]; http: Server }> {
  const got: { path: string; body: string }[] = [];
  const http = createHttp(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    got.push({ path: request.url ?? '', body });
    response.setHeader('content-type', 'application/json');
    response.end('{"id":"r1"}');
  });
  return new Promise((resolve) => {
    http.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`, got, http });
    });
  });
}

describe('The Bot Framework endpoint', () => {
  let other: Awaited<ReturnType<typeof connector>>;
  before(async () => {
    other = await connector();
  });
  after(() => other.http.close());

  it('does not exist where nothing is configured', async () => {
    const closed = await endpoint({}, false);
    expect(await errorOf(await closed.send(message(other.url)))).to.deep.equal([404, 'NotFound']);
    await closed.close();
  });

  it('refuses whoever comes without a good token', async () => {
    const open = await endpoint(APP, false);
    const activity = message('https://smba.trafficmanager.net/emea/');
    expect(await errorOf(await open.send(activity))).to.deep.equal([401, 'Unauthorized']);
    expect(await errorOf(await open.send(activity, { authorization: 'Bearer a.b.c' }))).to.deep.equal([
      401,
      'Unauthorized',
    ]);
    expect(open.bot.heard).to.deep.equal([]);
    await open.close();
  });

  it('sends nothing to an address that a stranger names', async () => {
    const open = await endpoint(APP, false);
    expect(await errorOf(await open.send(message(other.url)))).to.deep.equal([403, 'Forbidden']);
    expect(other.got).to.deep.equal([]);
    await open.close();
  });

  it('answers an emulator on this machine in anonymous development, and nobody farther away', async () => {
    const dev = await endpoint({}, true);
    expect((await dev.send(message(other.url, 'hi 12'))).status).to.equal(200);
    expect(other.got.map(({ body }) => (JSON.parse(body) as { text: string }).text)).to.deep.equal(['you said hi ##']);
    expect(JSON.stringify([...dev.store.documents.keys()])).not.to.include('c1');
    const far = message('https://smba.trafficmanager.net/emea/');
    expect(await errorOf(await dev.send(far))).to.deep.equal([403, 'Forbidden']);
    expect(await errorOf(await dev.send({ type: 'message' }))).to.deep.equal([400, 'BadArgument']);
    expect(dev.failures).to.deep.equal([]);
    await dev.close();
  });

  it('knows the published hosts from those that only look like them', () => {
    const good = [
      'https://smba.trafficmanager.net/emea/',
      'https://webchat.botframework.com',
      'https://europe.x.botframework.com/',
    ];
    const bad = [
      'http://smba.trafficmanager.net/',
      'https://evil.trafficmanager.net/',
      'https://smba.trafficmanager.net.evil.se/',
      'https://smba.trafficmanager.net@evil.se/',
      'https://evilbotframework.com/',
      'https://smba.trafficmanager.net:8443/',
      'http://127.0.0.1:9/',
      'file:///etc/passwd',
      '',
      null,
    ];
    expect(good.filter((address) => !trustedServiceUrl(address, false))).to.deep.equal([]);
    expect(bad.filter((address) => trustedServiceUrl(address, false))).to.deep.equal([]);
    expect(trustedServiceUrl('http://127.0.0.1.evil.se/', true)).to.equal(false);
    expect(trustedServiceUrl('http://localhost:3979', true)).to.equal(true);
  });
});
