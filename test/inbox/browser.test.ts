import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { ROOT } from '../../src/assembly.ts';
import { pageRoutes } from '../../src/server/page.ts';
import { content } from '../handoff/example.ts';
import { launchBrowser, screenshot } from '../support/browser.ts';
import { house } from '../support/house.ts';
import { type WebServer, webServer } from '../support/web-server.ts';
import { type Office, office } from './office.ts';

const PHONE = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ARABIC = 'ابني عنده سكين ويتأخر في الليل مع شباب أكبر منه';

describe('The inbox in a browser', () => {
  let browser: Browser;
  let all: Office;
  let web: WebServer;
  const troubles: string[] = [];

  before(async function () {
    this.timeout(60_000);
    all = await office({ demo: true });
    const pages = await pageRoutes({ directory: join(ROOT, 'web'), texts: house().pageTexts, mode: 'demo' });
    web = await webServer({ routes: [...pages, ...all.inbox.routes] });
    browser = await launchBrowser();
    await all.deliver({
      id: 'arabic',
      content: content({
        lang: 'ar',
        urgency: 'today',
        ownWords: [{ text: `${ARABIC}.\nرقمي [...]`, lang: 'ar' }],
        observations: [
          { signal: 'weapon', words: 'ابني عنده سكين', source: 'seen' },
          { signal: 'out_late', words: 'يتأخر في الليل', source: 'seen' },
          { signal: 'older_peers', words: null, source: 'told' },
        ],
        paths: [
          { path: 'police_11414', rule: 'weapon-police@1' },
          { path: 'ask_support', rule: 'support@1' },
        ],
      }),
    });
    await all.deliver({ id: 'mine', state: 'taken', takenBy: all.sara.id });
    await all.deliver({ id: 'theirs', state: 'contacted', takenBy: all.omar.id, content: content({ lang: 'en' }) });
    await all.deliver({ id: 'over', state: 'closed', takenBy: all.omar.id, closedAt: '2026-11-22T12:00:00.000Z' });
  });
  after(async () => {
    await browser?.close();
    await web?.server.close();
    await all?.end();
  });

  /** Signs in as a person does: opens the link and presses the button. */
  async function signIn(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: DESK, locale: 'sv-SE', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/401|409|422/.test(message.text())) troubles.push(message.text());
    });
    await page.goto(`${web.url}/inbox/sign-in?token=${await all.store.staff.makeLink(all.sara.id)}`);
    if (options.javaScriptEnabled !== false) expect(await axe(page)).to.deep.equal([]);
    await page.click('main button');
    await page.waitForURL(`${web.url}/inbox`);
    return { context, page };
  }

  async function axe(page: Page): Promise<string[]> {
    // Evaluated rather than put into the page: its policy runs no foreign script.
    await page.evaluate(AXE);
    const found = await page.evaluate(
      'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
    );
    const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }
  const overflow = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it('a secretary signs in, sees a new case come within a second or so, takes it and leaves', async function () {
    this.timeout(40_000);
    const { context, page } = await signIn();
    expect(await axe(page)).to.deep.equal([]);
    await page.screenshot({ path: screenshot('inbox-list'), fullPage: true });
    await page.click('#part-ended summary');
    expect(await axe(page)).to.deep.equal([]);
    await page.focus('#t-mine');

    const started = performance.now();
    await all.deliver({ id: 'new-one', content: content({ urgency: 'emergency' }) });
    await page.waitForSelector('#t-new-one');
    expect(performance.now() - started).to.be.below(2500);
    expect(await page.title()).to.match(/^\(2\) /);
    expect(await page.textContent('#news')).to.equal('2 ärenden väntar på att någon tar dem');
    expect(await page.evaluate('document.activeElement.id'), 'the focus stays').to.equal('t-mine');
    expect(await page.locator('#part-ended[open]').count(), 'what was open stays open').to.equal(1);

    await page.click('#t-new-one');
    await page.click('form[action$="/take"] button');
    await page.waitForSelector('.done');
    expect(await page.textContent('.ticket-head')).to.contain('Tagen: Sara Ek');
    await page.click('details:has(#note) summary');
    await page.fill('#note', 'Ringde klockan tio. Inget svar.');
    await page.click('details:has(#note) button');
    await page.waitForSelector('.done');
    expect(await page.textContent('.timeline')).to.contain('Ringde klockan tio');
    await page.click('form[action="/inbox/language"] button');
    await page.waitForSelector('html[lang=en]');
    expect(page.url()).to.equal(`${web.url}/inbox/tickets/new-one`);
    await page.click('form[action="/inbox/sign-out"] button');
    await page.waitForURL(/left=1/);
    await page.goBack().catch(() => {});
    await page.waitForFunction('!document.querySelector(".case")');
    await context.close();
    expect(troubles.splice(0)).to.deep.equal([]);
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`a case reads well on a desk and on a phone, ${scheme}`, async function () {
      this.timeout(40_000);
      const { context, page } = await signIn({ colorScheme: scheme });
      await page.goto(`${web.url}/inbox/tickets/arabic`);
      expect(await page.evaluate('getComputedStyle(document.querySelector("blockquote")).direction')).to.equal('rtl');
      await page.click('.sharing summary');
      expect(await axe(page)).to.deep.equal([]);
      await page.screenshot({ path: screenshot(`inbox-case-${scheme}`), fullPage: true });
      await page.setViewportSize(PHONE);
      await page.click('details:has(#decline) summary');
      expect(await overflow(page)).to.equal(0);
      expect(await axe(page)).to.deep.equal([]);
      await page.screenshot({ path: screenshot(`inbox-case-${scheme}-320`), fullPage: true });
      await page.goto(`${web.url}/inbox`);
      expect(await overflow(page)).to.equal(0);
      expect(await axe(page)).to.deep.equal([]);
      await page.screenshot({ path: screenshot(`inbox-list-${scheme}-320`), fullPage: true });
      await context.close();
      expect(troubles.splice(0)).to.deep.equal([]);
    });
  }

  it('a case prints as a plain page without buttons', async function () {
    this.timeout(40_000);
    const { context, page } = await signIn({ viewport: { width: 794, height: 1123 } });
    await page.goto(`${web.url}/inbox/tickets/arabic`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:visible, .actions:visible').count()).to.equal(0);
    expect(await page.locator('.summary:visible').count()).to.be.above(0);
    await page.screenshot({ path: screenshot('inbox-case-print'), fullPage: true });
    await context.close();
  });

  it('without script a case can still be found, opened and taken', async function () {
    this.timeout(40_000);
    await all.deliver({ id: 'plain' });
    const { context, page } = await signIn({ javaScriptEnabled: false });
    await page.click('#t-plain');
    await page.click('form[action$="/take"] button');
    await page.waitForSelector('.done');
    expect((await all.store.tickets.get('plain'))?.takenBy).to.equal(all.sara.id);
    await context.close();
  });

  it('when the session is over, an open case leaves the screen by itself', async function () {
    this.timeout(40_000);
    const { context, page } = await signIn();
    await page.goto(`${web.url}/inbox/tickets/arabic`);
    await page.waitForSelector('.case');
    all.time.set(60);
    await page.waitForURL(`${web.url}/inbox/sign-in`);
    expect(await page.textContent('main'))
      .to.contain('Du är inte inloggad')
      .and.not.contain('سكين');
    all.time.set(0);
    await context.close();
  });

  it('no query, cookie or word of a case is in the log', () => {
    const log = web.lines.join('\n');
    expect(log).to.contain('/inbox/tickets/:id');
    expect(log).to.not.match(/token|lotsen-inbox|csrf|سكين|Ringde|arabic|new-one|since=/);
  });
});
