import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { filesIn, open, tempFolder } from './place.ts';

const SENDING = join(import.meta.dirname, 'sending.ts');

/** Lets the process send until it has said `lines` lines, then some microseconds more, and kills it with SIGKILL. */
function sendUntilKilled(dataDir: string, first: number, lines: number, spin: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SENDING, dataDir, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString();
      if (out.split('\n').length <= lines || child.killed) return;
      for (let until = performance.now() + spin; performance.now() < until; );
      child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => resolve(out.split('\n').slice(0, -1)));
  });
}

describe('kill -9', () => {
  it('a ticket that the person was told is kept is there afterwards, whole; a shredded one is not', async function () {
    this.timeout(60_000);
    const { dir, remove } = tempFolder();
    const said: string[] = [];
    // Each round is killed at another point between two promises.
    for (let round = 0; round < 12; round += 1) {
      const lines = await sendUntilKilled(dir, round * 1000, 2 + (round % 5), round * 0.37);
      expect(lines, 'the process came so far').to.not.be.empty;
      said.push(...lines);
      const store = await open(dir);
      try {
        const shredded = said.filter((line) => line.startsWith('shredded')).map((line) => line.slice(9));
        const kept = said.filter((line) => line.startsWith('sent')).map((line) => line.slice(5));
        for (const id of kept.filter((one) => Number(one.slice(7)) % 3 !== 0)) {
          expect((await store.tickets.get(id))?.id, `${id} in round ${round}`).to.equal(id);
        }
        for (const id of shredded) expect(await store.tickets.get(id), id).to.equal(null);
        expect(store.unreadableTickets).to.equal(0);
        expect((await store.conversations.load('talk'))?.id ?? 'talk').to.equal('talk');
        expect(readdirSync(join(dir, 'unfinished')), 'half-written files').to.deep.equal([]);
      } finally {
        await store.close();
      }
    }
    expect(filesIn(join(dir, 'tickets'))).to.not.be.empty;
    remove();
  });
});
