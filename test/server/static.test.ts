import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { ROOT } from '../../src/assembly.ts';
import { LANGUAGES } from '../../src/core/vocabulary.ts';
import { fill, type PageTexts } from '../../src/server/page.ts';
import { type ChatServer, chatServer } from '../support/chat-server.ts';

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A request whose answer is not unpacked on the way. */
function get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    request(url, { headers, method }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
    })
      .on('error', reject)
      .end();
  });
}

describe('The chat page as it is served', () => {
  let web: ChatServer;
  before(async () => {
    web = await chatServer();
  });
  after(() => web.server.close());

  it('weighs at most 40 kB in one language on its first load', async () => {
    const files = readdirSync(join(ROOT, 'web')).filter((name) => name !== 'index.html' && !name.startsWith('inbox'));
    let weight = 0;
    for (const path of ['', 'texts/ar.json', ...files]) {
      weight += (await get(`${web.url}/${path}`, { 'accept-encoding': 'gzip, deflate, br' })).body.length;
    }
    expect(weight).to.be.within(1000, 40_000);
  });

  it('is not sent again to a browser that has it', async () => {
    const first = await get(web.url, { 'accept-encoding': 'br' });
    expect(first.headers['content-encoding']).to.equal('br');
    expect(brotliDecompressSync(first.body).toString()).to.include('data-mode="demo"');
    const etag = String(first.headers.etag);
    const again = await get(web.url, { 'accept-encoding': 'br', 'if-none-match': `"x", W/${etag}` });
    expect([again.status, again.body.length]).to.deep.equal([304, 0]);
    const plain = await get(web.url, { 'accept-encoding': 'br;q=0' });
    expect(plain.headers['content-encoding']).to.equal(undefined);
    expect(plain.headers.etag).not.to.equal(etag);
    const head = await get(web.url, {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).to.deep.equal([
      200,
      0,
      plain.headers['content-length'],
    ]);
  });

  it('gives nothing from outside its folder', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/connection.js/../../package.json',
      '/index.html',
    ]) {
      expect((await get(web.url + path)).status, path).to.equal(404);
    }
  });

  it('does not start with a text that is missing', () => {
    const texts = Object.fromEntries(LANGUAGES.map((lang) => [lang, { a: '<b>' }])) as Record<string, PageTexts>;
    expect(fill('{{sv:a}} {{mode}}', texts as never, 'demo')).to.equal('&lt;b> demo');
    expect(() => fill('{{sv:b}}', texts as never, 'demo')).to.throw('sv:b');
  });
});
