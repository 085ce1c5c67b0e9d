import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, screenshot } from '../support/browser.ts';
import { type ChatServer, chatServer, DANGER } from '../support/chat-server.ts';

const PHONE = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('The chat page in a browser', () => {
  let browser: Browser;
  let web: ChatServer;
  let context: BrowserContext;
  let page: Page;
  const troubles: string[] = [];

  before(async function () {
    this.timeout(60_000);
    web = await chatServer();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await web?.server.close();
  });
  afterEach(async () => {
    await context.close();
    expect(troubles.splice(0)).to.deep.equal([]);
  });

  async function visit(options: BrowserContextOptions = {}, path = '/') {
    context = await browser.newContext({ viewport: PHONE, locale: 'sv-SE', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(8000);
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_INTERNET_DISCONNECTED|502|404/.test(message.text()))
        troubles.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(web.url) && !request.url().startsWith('data:'))
        troubles.push(`goes to ${request.url()}`);
    });
    await page.goto(web.url + path);
    await page.waitForSelector('#form:not([hidden])');
  }
  const bot = (nth: number) => page.locator('.message:not(.person)').nth(nth);
  async function write(text: string, answers: number) {
    await page.fill('#message', text);
    await page.keyboard.press('Enter');
    await bot(answers - 1).waitFor();
  }
  async function axe(): Promise<string[]> {
    // Evaluated rather than put into the page: its policy runs no foreign script.
    await page.evaluate(AXE);
    const found = await page.evaluate(
      'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
    );
    const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }
  const overflow = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it('asks a parent for her language before anything else, and greets her in it', async () => {
    await visit();
    expect(await page.locator('#languages button').allTextContents()).to.deep.equal([
      'Svenska',
      'العربية',
      'Soomaali',
      'English',
    ]);
    expect(await axe()).to.deep.equal([]);
    await page.screenshot({ path: screenshot('start-sv-320') });
    await page.click('#languages [value=so]');
    await bot(0).waitFor();
    expect(await bot(0).getAttribute('lang')).to.equal('so');
    expect(await page.getAttribute('html', 'lang')).to.equal('so');
    expect(await page.textContent('#demo')).to.include('tijaabo');
    await page.reload();
    await bot(0).waitFor();
    expect(await page.locator('.message').count()).to.equal(1);
    expect(await page.evaluate('localStorage.length')).to.equal(0);
    expect(await context.cookies()).to.deep.equal([]);
  });

  it('shows a Swedish conversation on a narrow phone, with choices that are used once', async () => {
    await visit();
    await page.click('#languages [value=sv]');
    await bot(0).waitFor();
    await write('Min son är 13 år, han har fått nya äldre vänner och kommer hem sent. Vi bor i Valsta.', 2);
    await page.screenshot({ path: screenshot('understood-sv-320'), fullPage: true });
    const offered = page.locator('.choices button');
    const first = await offered.first().textContent();
    await offered.first().click();
    await bot(2).waitFor();
    expect(await page.locator('.message.person').last().textContent()).to.include(first);
    expect(await page.locator('.choices').count()).to.be.at.most(1);
    await write('Jag är hans mamma', 4);
    await page.screenshot({ path: screenshot('guidance-sv-320'), fullPage: true });
    expect(await overflow()).to.equal(0);
    expect(await axe()).to.deep.equal([]);
    await page.reload();
    await bot(3).waitFor();
    expect(await page.locator('.message').count()).to.equal(7);
    expect(await page.locator('.message.person').nth(1).textContent()).to.include(first);
  });

  it('reads from right to left in Arabic, with numbers and Swedish names in their own direction', async () => {
    await visit({ viewport: DESK, colorScheme: 'dark' });
    await page.click('#languages [value=ar]');
    await bot(0).waitFor();
    expect(await page.getAttribute('html', 'dir')).to.equal('rtl');
    await write(DANGER, 2);
    const emergency = bot(1);
    expect(await emergency.getAttribute('class')).to.include('emergency');
    expect(await emergency.locator('a[href="tel:112"] bdi').getAttribute('dir')).to.equal('ltr');
    await page.screenshot({ path: screenshot('emergency-ar-desk-dark'), fullPage: true });
    expect(await axe()).to.deep.equal([]);
    await page.setViewportSize(PHONE);
    await page.screenshot({ path: screenshot('emergency-ar-320-dark') });
    expect(await overflow()).to.equal(0);
  });

  it('keeps what was written without a network, says so, and sends it once when the network is back', async () => {
    await visit();
    await page.click('#languages [value=en]');
    await bot(0).waitFor();
    await context.setOffline(true);
    await page.fill('#message', 'My daughter is 14');
    await page.keyboard.press('Enter');
    await page.locator('.unsent').waitFor();
    expect(await page.locator('.unsent').textContent()).to.equal('Not sent yet');
    await page.screenshot({ path: screenshot('offline-en-320') });
    await context.setOffline(false);
    await bot(1).waitFor();
    await page.locator('.unsent').waitFor({ state: 'detached' });
    expect(await page.locator('.message.person').count()).to.equal(1);
  });

  it('lets a person write at once, and answers in the language that she writes', async () => {
    await visit({ locale: 'en-GB' });
    await write('Wiilkaygu waa 13 jir, habeenkiina wuu soo daahaa. Waxaan degannahay Valsta.', 2);
    expect(await bot(1).getAttribute('lang')).to.equal('so');
    await page.waitForSelector('html[lang=so]');
  });

  it('clears from the screen what a person asked to be forgotten', async () => {
    await visit();
    await page.locator('#languages button').first().click();
    await bot(0).waitFor();
    await write('min son skolkar varje dag', 2);
    await page.fill('#message', 'glöm allt');
    await page.keyboard.press('Enter');
    await page.getByText('raderat hos oss').waitFor();
    expect(await page.locator('#log').innerText()).to.not.contain('skolkar');
  });

  it('leaves at once, and leaves nothing behind in the tab', async () => {
    await visit();
    await page.click('#languages [value=sv]');
    await bot(0).waitFor();
    await page.evaluate("document.getElementById('exit').href = '/health'");
    await page.click('#exit');
    await page.waitForURL('**/health');
    expect(await page.evaluate('sessionStorage.length')).to.equal(0);
  });

  it('begins anew when the conversation is no longer kept', async () => {
    await visit({}, '/?lang=sv');
    await bot(0).waitFor();
    await write('Han är 14 år', 2);
    await page.goto('about:blank');
    web.store.documents.clear();
    web.clock.now += 10 * 60_000;
    await page.goto(web.url);
    await bot(0).waitFor();
    await write('Han är 15 år', 2);
    expect(await page.locator('.message.person').allTextContents()).to.deep.equal(['Du: Han är 15 år']);
  });

  it('says honestly without JavaScript what it needs, and whom one can call', async () => {
    context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(web.url);
    for (const tel of ['112', '11414', '116111']) {
      expect(await page.locator(`noscript a[href="tel:${tel}"]`).count()).to.equal(4);
    }
    await page.screenshot({ path: screenshot('noscript-320'), fullPage: true });
  });
});
