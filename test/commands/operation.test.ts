import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { runRetention } from '../../src/handoff/retention.ts';
import { orderRetention, serveOrders } from '../../src/storage/control.ts';
import { conversation } from '../contract/conversation-store.ts';
import { AT, minutesOn, ticket } from '../handoff/example.ts';
import { KEY, open, tempFolder } from '../storage/place.ts';

const COMMANDS = join(import.meta.dirname, '..', '..', 'src', 'commands');

describe('The commands of an operator', () => {
  let dir: string;
  let remove: () => void;
  beforeEach(() => {
    ({ dir, remove } = tempFolder());
  });
  afterEach(() => remove());

  function run(command: string, ...args: string[]): Promise<{ status: number; out: string[]; said: string }> {
    return new Promise((resolve, reject) => {
      const env = { PATH: process.env.PATH, DATA_DIR: dir, LOTSEN_KEY: KEY.toString('hex') };
      const child = spawn(process.execPath, [join(COMMANDS, command), ...args], { env });
      let [out, said] = ['', ''];
      child.stdout.on('data', (part: Buffer) => (out += part));
      child.stderr.on('data', (part: Buffer) => (said += part));
      child.on('error', reject);
      child.on('close', (status) => resolve({ status: status ?? -1, out: out.split('\n').slice(0, -1), said }));
    });
  }

  it('staff are added, listed, given a link that works, and removed, while the server runs', async () => {
    const server = await open(dir, KEY, () => new Date());
    const added = await run('staff.ts', 'add', '--name', 'Åsa Ek', '--unit', 'sigtuna', '--role', 'head');
    const [id] = added.out;
    expect(added.status, added.said).to.equal(0);
    expect((await run('staff.ts', 'list')).out).to.deep.equal([`${id}\tÅsa Ek\thead\tsigtuna\tactive`]);
    const link = new URL((await run('staff.ts', 'link', id!)).out[0]!);
    expect(`${link.origin}${link.pathname}`).to.equal('http://127.0.0.1:3978/inbox/sign-in');
    expect((await server.staff.useLink(link.searchParams.get('token')!))?.name).to.equal('Åsa Ek');
    expect((await run('staff.ts', 'remove', id!)).status).to.equal(0);
    expect((await server.staff.get(id!))?.active).to.equal(false);
    expect((await server.audit.about(id!)).map(({ who, what }) => `${who} ${what}`)).to.deep.equal([
      'operator staff.added',
      'operator staff.link_made',
      'operator staff.removed',
    ]);
    expect(await server.audit.verify()).to.deep.include({ intact: true, entries: 3 });
    await server.close();
  });

  it('a wrong call is told in plain words', async () => {
    const calls: [string[], RegExp][] = [
      [[], /Say what to do/],
      [['add', '--name', 'A'], /--unit is missing; there are .*sigtuna/],
      [['add', '--name', 'A', '--unit', 'atlantis'], /no unit atlantis/],
      [['add', '--name', 'A', '--unit', 'solna', '--role', 'king'], /--role must be/],
      [['add', '--nam', 'A'], /--nam/],
      [['link', 'nobody'], /no active member nobody/],
      [['remove', 'nobody'], /no active member nobody/],
    ];
    for (const [args, words] of calls) {
      const { status, out, said } = await run('staff.ts', ...args);
      expect([status, out], args.join(' ')).to.deep.equal([1, []]);
      expect(said)
        .to.match(words)
        .and.not.match(/\n\s+at /);
    }
  });

  it('the log is verified, and a changed one ends with status 1', async () => {
    await run('staff.ts', 'add', '--name', 'A', '--unit', 'solna');
    expect(await run('audit.ts', 'verify')).to.deep.include({ status: 0, out: ['audit log: intact', 'entries: 1'] });
    const path = join(dir, 'audit.log');
    writeFileSync(path, readFileSync(path, 'utf8').replace('operator', 'somebody'));
    expect(await run('audit.ts', 'verify')).to.deep.include({ status: 1 });
    expect((await run('audit.ts')).status).to.equal(1);
  });

  async function fill(store: Awaited<ReturnType<typeof open>>): Promise<void> {
    await store.conversations.save(conversation('a', AT));
    await store.tickets.create(ticket({ id: 'old', receiptHash: 'old', state: 'closed', closedAt: AT }));
    await store.tickets.create(ticket());
  }
  const counted = ['ticketsShredded: 1', 'ticketsDelivered: 1', 'conversationsForgotten: 1'];
  const later = minutesOn(91 * 24 * 60).toISOString();

  it('the retention runs as of an instant and prints what it did', async () => {
    const store = await open(dir);
    await fill(store);
    await store.close();
    expect(await run('retention.ts', '--now', AT)).to.deep.include({ status: 0 });
    const again = await open(dir);
    expect(await again.tickets.get('old'), 'it was too early').to.not.equal(null);
    await again.close();
    expect((await run('retention.ts', '--now', later)).out).to.deep.equal(counted);
    const after = await open(dir);
    expect(await after.tickets.get('old')).to.equal(null);
    expect((await after.tickets.get('ticket-1'))?.state).to.equal('delivered');
    await after.close();
  });

  it('beside a running server the server does it, and knows what it did', async () => {
    const server = await open(dir);
    await fill(server);
    const orders = await serveOrders(dir, KEY, { retention: (now) => runRetention(server, now) });
    expect((await run('retention.ts', '--now', later)).out).to.deep.equal(counted);
    expect(await server.tickets.get('old')).to.equal(null);
    expect((await server.tickets.get('ticket-1'))?.state).to.equal('delivered');
    await orders.close();
    const refused = await run('retention.ts', '--now', later);
    expect([refused.status, refused.out]).to.deep.equal([1, []]);
    expect(refused.said).to.include('takes no orders');
    await server.close();
  });

  it('an order that is not sealed with the key does nothing', async () => {
    const server = await open(dir);
    let ran = 0;
    const orders = await serveOrders(dir, KEY, { retention: async () => (ran += 1) });
    const refused = await orderRetention(dir, Buffer.alloc(32, 1), new Date(later)).catch((fault: Error) => fault.name);
    expect([refused, ran]).to.deep.equal(['StorageError', 0]);
    expect(await orderRetention(dir, KEY, new Date(later))).to.equal(1);
    await orders.close();
    await server.close();
  });

  it('an instant that is none is refused', async () => {
    const { status, said } = await run('retention.ts', '--now', 'yesterday');
    expect(status).to.equal(1);
    expect(said).to.include('--now must be an instant');
  });
});
