import { request } from 'node:http';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { WebSocket } from 'ws';
import { errorOf, open, post, say, type WebServer, webServer } from '../support/web-server.ts';

const SITE = 'https://www.kommun.example';

/** The status of an upgrade, asked for with headers of one's own. */
function upgrade(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

function raw(url: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('The server', () => {
  let web: WebServer;
  before(async () => {
    web = await webServer({ allowed: [SITE] });
  });
  after(() => web.server.close());

  it('tells browsers to run only what is ours, and who may frame the chat', async () => {
    const { headers } = await fetch(`${web.url}/health`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).to.include("script-src 'self'").and.to.include(`frame-ancestors 'self' ${SITE}`);
    expect(policy).not.to.match(/unsafe|\*/);
    expect(headers.get('referrer-policy')).to.equal('no-referrer');
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('strict-transport-security')).to.equal(null);
    expect(headers.get('set-cookie')).to.equal(null);
  });

  it('promises encrypted connections only where the public address has them', async () => {
    const secure = await webServer({ publicUrl: 'https://lotsen.example' });
    const { headers } = await fetch(`${secure.url}/health`);
    expect(headers.get('strict-transport-security')).to.match(/^max-age=\d+/);
    expect(headers.get('x-frame-options')).to.equal('DENY');
    expect((await open(secure)).streamUrl).to.match(/^wss:\/\/lotsen\.example\//);
    await secure.server.close();
  });

  it('lets the configured site and our own page talk, and no other', async () => {
    const generate = (origin?: string) =>
      fetch(`${web.base}/tokens/generate`, { method: 'POST', headers: origin ? { origin } : {} });
    expect((await generate()).status).to.equal(200);
    expect((await generate(web.url)).status).to.equal(200);
    const allowed = await generate(SITE);
    expect(allowed.headers.get('access-control-allow-origin')).to.equal(SITE);
    expect(await errorOf(await generate('https://evil.example'))).to.deep.equal([403, 'Forbidden']);
    const ask = await fetch(`${web.base}/conversations`, { method: 'OPTIONS', headers: { origin: SITE } });
    expect(ask.status).to.equal(204);
    expect(ask.headers.get('access-control-allow-headers')).to.include('authorization');
  });

  it('opens a stream only to whoever holds its token, from a page that may', async () => {
    const { streamUrl, conversationId } = await open(web);
    expect(await upgrade(streamUrl)).to.equal(101);
    expect(await upgrade(streamUrl, { origin: 'https://evil.example' })).to.equal(403);
    expect(await upgrade(streamUrl.replace(/t=.*/, 't=x'))).to.equal(403);
    const other = await open(web);
    expect(await upgrade(other.streamUrl.replace(other.conversationId, conversationId))).to.equal(403);
    expect(await upgrade(`${web.url.replace('http', 'ws')}/elsewhere`)).to.equal(404);
    web.clock.now += 61_000;
    expect(await upgrade(streamUrl)).to.equal(403);
  });

  it('says whether it lives and whether it can work', async () => {
    expect((await fetch(`${web.url}/health`)).status).to.equal(200);
    expect((await fetch(`${web.url}/ready`)).status).to.equal(200);
    web.store.broken = true;
    const response = await fetch(`${web.url}/ready`);
    web.store.broken = false;
    expect(response.status).to.equal(503);
    expect(await response.json()).to.deep.equal({ status: 'not ready', checks: { store: false } });
  });

  it('answers addresses that make no sense', async () => {
    expect(await errorOf(await fetch(`${web.url}/nothing/here`))).to.deep.equal([404, 'NotFound']);
    expect(await errorOf(await fetch(`${web.url}/health`, { method: 'PUT' }))).to.deep.equal([405, 'MethodNotAllowed']);
    for (const path of ['/%E0%A4%A', '/v3/directline/conversations/%FF', '//', '/../../etc/passwd']) {
      expect(await raw(web.url, path), path).to.be.oneOf([400, 401, 404]);
    }
  });

  it('writes no word, name or address of anybody into its log', async () => {
    const opened = await open(web);
    await post(web, opened, say('my secret worry'));
    await post(web, opened, say('break'));
    await post(web, opened, '{"text":"my secret worry"');
    const log = web.lines.join('');
    expect(log).to.include('"route":"/v3/directline/conversations/:id/activities"');
    for (const word of ['secret', 'worry', '127.0.0.1', opened.conversationId, opened.token]) {
      expect(log).not.to.include(word);
    }
  });

  it('lets go of its port and of open streams when it is stopped', async () => {
    const short = await webServer();
    const { streamUrl } = await open(short);
    const socket = new WebSocket(streamUrl);
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await short.server.close();
    expect(await closed).to.equal(1001);
    const refused = await fetch(`${short.url}/health`).catch((error: Error) => error.message);
    expect(refused).to.equal('fetch failed');
  });
});
