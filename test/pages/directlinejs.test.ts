import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import type { Route } from '../../src/core/route.ts';
import { launchBrowser } from '../support/browser.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const CLIENT = readFileSync(createRequire(import.meta.url).resolve('botframework-directlinejs/dist/directline.js'));
const routes: Route[] = [
  {
    method: 'GET',
    path: '/client.js',
    answer: async () => ({ status: 200, headers: { 'content-type': 'text/javascript' }, body: CLIENT }),
  },
  { method: 'GET', path: '/client', answer: async () => ({ status: 200, body: '<script src="/client.js"></script>' }) },
];

/** Runs in the page: the unmodified client, what it hears, and its state. */
const START = `(options) => {
  const client = new DirectLine.DirectLine({ domain: location.origin + '/v3/directline', ...options });
  window.client = client;
  window.heard = [];
  window.states = [];
  client.connectionStatus$.subscribe((state) => window.states.push(state));
  client.activity$.subscribe((activity) => window.heard.push([activity.id.split('|')[1], activity.from.role, activity.text]), () => {});
}`;
const POST = `(activity) => new Promise((resolve, reject) => window.client.postActivity(activity).subscribe(resolve, reject))`;
const ENDED = 5;
const EXPIRED = 3;

describe('The official Direct Line client', () => {
  let browser: Browser;
  let web: WebServer;

  before(async function () {
    this.timeout(60_000);
    web = await webServer({ routes });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await web?.server.close();
  });

  async function connect(options: object): Promise<Page> {
    // Waiting for a condition means evaluating it in the page, which our policy forbids to scripts.
    const page = await browser.newPage({ bypassCSP: true });
    page.setDefaultTimeout(10_000);
    await page.goto(`${web.url}/client`);
    const generated = await fetch(`${web.base}/tokens/generate`, { method: 'POST' });
    const { token } = (await generated.json()) as { token: string };
    await page.evaluate(`(${START})(${JSON.stringify({ token, ...options })})`);
    return page;
  }
  const post = (page: Page, activity: object) => page.evaluate(`(${POST})(${JSON.stringify(activity)})`);
  const heard = async (page: Page, count: number) => {
    await page.waitForFunction(`window.heard.length >= ${count}`);
    return page.evaluate('window.heard');
  };

  for (const webSocket of [true, false]) {
    it(`talks ${webSocket ? 'over a WebSocket' : 'by polling'}`, async () => {
      const page = await connect({ webSocket, pollingInterval: 200 });
      expect(await heard(page, 1)).to.deep.equal([['0000000', 'bot', 'welcome']]);
      const id = await post(page, { type: 'message', from: { id: 'me' }, text: 'hello' });
      expect(id).to.match(/\|0000001$/);
      expect(await heard(page, 3)).to.deep.equal([
        ['0000000', 'bot', 'welcome'],
        ['0000001', 'user', 'hello'],
        ['0000002', 'bot', 'you said hello'],
      ]);
      await page.close();
    });
  }

  it('is answered when it sends a picture', async () => {
    const page = await connect({ webSocket: true });
    await heard(page, 1);
    const contentUrl = 'data:image/png;base64,iVBORw0KGgo=';
    await post(page, {
      type: 'message',
      from: { id: 'me' },
      attachments: [
        { contentType: 'image/png', contentUrl: `${web.url}/client.js`, name: 'a.png', thumbnailUrl: contentUrl },
      ],
    });
    expect(((await heard(page, 3)) as unknown[]).at(-1)).to.deep.equal(['0000002', 'bot', 'no files please']);
    await page.close();
  });

  it('learns that its token has expired, and that its conversation has ended', async () => {
    const page = await connect({ webSocket: false, pollingInterval: 200 });
    await heard(page, 1);
    web.clock.now += 31 * 60_000;
    await page.waitForFunction(`window.states.includes(${EXPIRED})`);
    const other = await connect({ webSocket: false, pollingInterval: 200 });
    await heard(other, 1);
    web.store.documents.clear();
    web.clock.now += 6 * 60_000;
    await other.waitForFunction(`window.states.includes(${ENDED})`);
    await page.close();
    await other.close();
  });

  it('comes back to its conversation with the watermark that it kept', async () => {
    const page = await connect({ webSocket: true });
    await heard(page, 1);
    await post(page, { type: 'message', from: { id: 'me' }, text: 'one' });
    await heard(page, 3);
    const kept = (await page.evaluate(
      '({ conversationId: client.conversationId, token: client.token, watermark: client.watermark })',
    )) as { watermark: string };
    expect(kept.watermark).to.equal('3');
    await page.goto('about:blank');
    await page.goto(`${web.url}/client`);
    await page.evaluate(`(${START})(${JSON.stringify({ ...kept, watermark: '1', webSocket: true })})`);
    expect(((await heard(page, 2)) as string[][]).map(([seq]) => seq)).to.deep.equal(['0000001', '0000002']);
    await page.close();
  });
});
