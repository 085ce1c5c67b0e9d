import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StorageError } from '../../src/storage/errors.ts';
import { conversation } from '../contract/conversation-store.ts';
import { ticket } from '../handoff/example.ts';
import { filesIn, open, tempFolder } from './place.ts';

const HERE = import.meta.dirname;

async function fault(work: Promise<unknown>): Promise<StorageError> {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(thrown).to.be.instanceOf(StorageError);
  return thrown as StorageError;
}

/** Runs a script in another process that has the test's stores at hand. */
function elsewhere(script: string, shell = ''): string {
  const code = `
    const { open } = await import(${JSON.stringify(join(HERE, 'place.ts'))});
    const { ticket } = await import(${JSON.stringify(join(HERE, '..', 'handoff', 'example.ts'))});
    const { conversation } = await import(${JSON.stringify(join(HERE, '..', 'contract', 'conversation-store.ts'))});
    ${script}`;
  const command = `${shell} exec "$0" --input-type=module-typescript -e "$1"`;
  return execFileSync('bash', ['-c', command, process.execPath, code], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

describe('When the store cannot', () => {
  let dir: string;
  let remove: () => void;
  beforeEach(() => {
    ({ dir, remove } = tempFolder());
  });
  afterEach(() => remove());

  it('a second process is refused in plain words, and the first goes on', async () => {
    const store = await open(dir);
    const refused = elsewhere(`await open(${JSON.stringify(dir)}).catch((e) => console.log(e.code, e.message));`);
    expect(refused).to.equal('locked Another Lotsen process is already using this data folder');
    expect((await fault(open(dir))).code, 'nor twice in one process').to.equal('locked');
    expect(await store.tickets.create(ticket())).to.equal('created');
    await store.close();
    await (await open(dir)).close();
  });

  it('a lock that kill -9 left stops nobody', async () => {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module-typescript',
        '-e',
        `await (await import(${JSON.stringify(join(HERE, 'place.ts'))})).open(${JSON.stringify(dir)}); console.log('open'); setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect((await fault(open(dir))).code).to.equal('locked');
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(statSync(join(dir, 'lock')).isFile()).to.equal(true);
    await (await open(dir)).close();
  });

  it('a ticket that has no room is refused as a whole: nothing turns up later, and the next one fits', async () => {
    const told = elsewhere(
      `const store = await open(${JSON.stringify(dir)});
       const big = ticket({ id: 'big', receiptHash: 'big' });
       big.content.ownWords = [{ text: 'x'.repeat(50_000), lang: 'sv' }];
       console.log(await store.tickets.create(big).catch((e) => e.name + ' ' + e.code + ' ' + e.message));
       console.log(await store.tickets.get('big'));
       console.log((await import('node:fs')).readdirSync(${JSON.stringify(join(dir, 'unfinished'))}).length);
       console.log(await store.tickets.create(ticket()));
       await store.close();`,
      'ulimit -f 16;',
    );
    expect(told.split('\n')).to.deep.equal([
      'StorageError full There is no room left to save (EFBIG)',
      'null',
      '0',
      'created',
    ]);
    const store = await open(dir);
    expect(await store.tickets.get('big')).to.equal(null);
    expect(await store.tickets.get('ticket-1')).to.not.equal(null);
    expect(store.unreadableTickets).to.equal(0);
    expect(filesIn(join(dir, 'keys'))).to.have.length(1);
    await store.close();
  });

  it('a change that has no room leaves the ticket as it was', () => {
    const told = elsewhere(
      `const store = await open(${JSON.stringify(dir)});
       await store.tickets.create(ticket());
       const note = { at: '2026-11-22T10:00:00.000Z', type: 'note', by: 's1', text: 'x'.repeat(50_000) };
       console.log(await store.tickets.update('ticket-1', (t) => ({ ...t, state: 'closed', events: [...t.events, note] })).catch((e) => e.code));
       console.log((await store.tickets.get('ticket-1')).state, (await store.tickets.list({ units: ['sigtuna'] }))[0].state);
       await store.close();`,
      'ulimit -f 16;',
    );
    expect(told.split('\n')).to.deep.equal(['full', 'queued queued']);
  });

  it('a conversation that cannot be saved is told as a fault without content', async () => {
    const store = await open(dir);
    await store.conversations.save(conversation('first'));
    rmSync(join(dir, 'unfinished'), { recursive: true });
    writeFileSync(join(dir, 'unfinished'), 'a file where the folder was');
    const talk = { ...conversation('secret-id'), seen: ['secret words'] };
    const { code, message } = await fault(store.conversations.save(talk));
    expect(code).to.equal('io');
    expect(message).to.not.match(/secret|\/|lotsen-test/);
    rmSync(join(dir, 'unfinished'));
    mkdirSync(join(dir, 'unfinished'));
    await store.conversations.save(talk);
    expect(await store.conversations.load('secret-id')).to.deep.equal(talk);
    await store.close();
  });

  it('a data folder that is a file is refused in plain words', async () => {
    writeFileSync(join(dir, 'file'), '');
    expect((await fault(open(join(dir, 'file')))).code).to.equal('io');
  });

  it('a closed store writes nothing more', async () => {
    const store = await open(dir);
    await store.close();
    expect((await fault(store.conversations.save(conversation('a')))).code).to.equal('closed');
  });
});
