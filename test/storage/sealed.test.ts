import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StorageError } from '../../src/storage/errors.ts';
import { openFiles } from '../../src/storage/files.ts';
import { deriveKeys } from '../../src/storage/keys.ts';
import { layoutOf } from '../../src/storage/layout.ts';
import { seal, unseal } from '../../src/storage/seal.ts';
import { ticketKeys } from '../../src/storage/ticket-keys.ts';
import { conversation } from '../contract/conversation-store.ts';
import { content, ticket } from '../handoff/example.ts';
import { everything, filesIn, KEY, open, tempFolder } from './place.ts';

async function fault(work: Promise<unknown>): Promise<string | null> {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (thrown !== null) expect(thrown).to.be.instanceOf(StorageError);
  return (thrown as StorageError | null)?.code ?? null;
}

describe('What lies on the disk', () => {
  let dir: string;
  let remove: () => void;
  beforeEach(() => {
    ({ dir, remove } = tempFolder());
  });
  afterEach(() => remove());

  it('neither words nor ids nor receipts can be read from any file or its name', async () => {
    const canaries = ['KANARIEFÅGEL', 'عصفور الكناري', 'shimbirta canary-ga', 'canary words'];
    const store = await open(dir);
    const talk = conversation('conversation-canary');
    talk.session.messages = canaries.map((text) => ({ text, lang: null }));
    await store.conversations.save(talk, { durable: true });
    const ownWords = canaries.map((text) => ({ text, lang: null }));
    await store.tickets.create(
      ticket({ id: 'ticket-canary', receiptHash: 'receipt-canary', content: content({ ownWords }) }),
    );
    const member = await store.staff.add({ name: 'Kanariefågel', units: ['sigtuna'], roles: ['secretary'] });
    const token = await store.staff.makeLink(member.id);
    await store.close();
    const bytes = everything(dir);
    for (const word of [
      ...canaries,
      'conversation-canary',
      'ticket-canary',
      'receipt-canary',
      'Kanariefågel',
      token!,
    ]) {
      expect(bytes.includes(word), word).to.equal(false);
      expect(bytes.includes(Buffer.from(word).toString('base64').slice(0, 12)), `${word} in base64`).to.equal(false);
    }
    expect(bytes.includes('key-check'), 'the search finds what is there').to.equal(true);
  });

  it('another key is refused at the start, before anything is written', async () => {
    const store = await open(dir);
    await store.tickets.create(ticket());
    await store.close();
    const before = everything(dir);
    expect(await fault(open(dir, Buffer.alloc(32, 1)))).to.equal('wrong_key');
    expect(everything(dir).equals(before)).to.equal(true);
    const again = await open(dir);
    expect(await again.tickets.get('ticket-1')).to.not.equal(null);
    await again.close();
  });

  it('a folder with documents but without its key check is not taken for a new one', async () => {
    const store = await open(dir);
    await store.tickets.create(ticket());
    await store.close();
    rmSync(join(dir, 'key-check'));
    expect(await fault(open(dir))).to.equal('damaged');
  });

  it('a changed bit in a conversation is noticed, wherever it is', async () => {
    const store = await open(dir);
    await store.conversations.save(conversation('a'));
    const [file] = filesIn(join(dir, 'conversations'));
    const whole = readFileSync(file!);
    for (const at of [0, 5, 20, 33, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      writeFileSync(file!, changed);
      expect(await fault(store.conversations.load('a')), `byte ${at}`).to.equal('damaged');
    }
    writeFileSync(file!, whole.subarray(0, 40));
    expect(await fault(store.conversations.load('a')), 'cut').to.equal('damaged');
    await store.close();
  });

  it('a conversation that a power cut left empty begins anew instead of failing for ever', async () => {
    const store = await open(dir);
    await store.conversations.save(conversation('a'));
    writeFileSync(filesIn(join(dir, 'conversations'))[0]!, '');
    expect(await store.conversations.load('a')).to.equal(null);
    await store.close();
  });

  it("two conversations' files that were swapped open neither", async () => {
    const store = await open(dir);
    await store.conversations.save(conversation('a'));
    await store.conversations.save(conversation('b'));
    const [one, other] = filesIn(join(dir, 'conversations')) as [string, string];
    renameSync(one, `${one}.x`);
    renameSync(other, one);
    renameSync(`${one}.x`, other);
    expect(await fault(store.conversations.load('a'))).to.equal('damaged');
    expect(await fault(store.conversations.load('b'))).to.equal('damaged');
    await store.close();
  });

  it('a tampered ticket stops neither the start nor the other tickets, and is counted', async () => {
    const store = await open(dir);
    await store.tickets.create(ticket());
    const [file] = filesIn(join(dir, 'tickets'));
    await store.tickets.create(ticket({ id: 'ticket-2', receiptHash: 'hash-2' }));
    await store.close();
    const bytes = readFileSync(file!);
    bytes[40]! ^= 1;
    writeFileSync(file!, bytes);
    const again = await open(dir);
    expect(again.unreadableTickets).to.equal(1);
    expect(await again.tickets.get('ticket-1')).to.equal(null);
    expect(await again.tickets.get('ticket-2')).to.not.equal(null);
    expect(await fault(again.tickets.create(ticket())), 'it is not overwritten either').to.equal('damaged');
    await again.close();
  });

  it('a backup that is put back does not open a shredded ticket, with the key at hand', async () => {
    const backup = tempFolder();
    const store = await open(dir);
    await store.tickets.create(ticket());
    await store.tickets.create(ticket({ id: 'ticket-2', receiptHash: 'hash-2' }));
    await store.close();
    cpSync(dir, backup.dir, { recursive: true });
    const again = await open(dir);
    await again.tickets.shred('ticket-1');
    await again.close();

    // The documents alone: without their keys, which are not in long backups.
    const documentsOnly = tempFolder();
    cpSync(dir, documentsOnly.dir, { recursive: true });
    rmSync(join(documentsOnly.dir, 'tombstones'), { recursive: true });
    cpSync(join(backup.dir, 'tickets'), join(documentsOnly.dir, 'tickets'), { recursive: true });
    const withoutKeys = await open(documentsOnly.dir);
    expect(await withoutKeys.tickets.get('ticket-1')).to.equal(null);
    expect(withoutKeys.unreadableTickets).to.equal(1);
    await withoutKeys.close();

    // Documents and keys: the tombstones remove both again.
    cpSync(join(backup.dir, 'tickets'), join(dir, 'tickets'), { recursive: true });
    cpSync(join(backup.dir, 'keys'), join(dir, 'keys'), { recursive: true });
    expect(filesIn(join(dir, 'keys'))).to.have.length(2);
    const restored = await open(dir);
    expect(await restored.tickets.get('ticket-1')).to.equal(null);
    expect(await restored.tickets.get('ticket-2')).to.not.equal(null);
    await restored.close();
    expect(filesIn(join(dir, 'keys'))).to.have.length(1);
    expect(filesIn(join(dir, 'tickets'))).to.have.length(1);

    backup.remove();
    documentsOnly.remove();
  });

  it('a shred that was interrupted after its tombstone is completed at the next start', async () => {
    const store = await open(dir);
    await store.tickets.create(ticket());
    await store.close();
    const before = tempFolder();
    cpSync(dir, before.dir, { recursive: true });
    const shredding = await open(dir);
    await shredding.tickets.shred('ticket-1');
    await shredding.close();
    cpSync(join(dir, 'tombstones'), join(before.dir, 'tombstones'), { recursive: true });
    const next = await open(before.dir);
    expect(await next.tickets.get('ticket-1')).to.equal(null);
    expect(filesIn(join(before.dir, 'keys'))).to.deep.equal([]);
    await next.close();
    before.remove();
  });

  it("a ticket's key is wrapped by the unit that has it, also after it moved to another", async () => {
    const store = await open(dir);
    await store.tickets.create(ticket());
    await store.tickets.update('ticket-1', (now) => ({ ...now, unit: 'solna' }));
    await store.close();
    const keys = deriveKeys(KEY);
    const layout = layoutOf(dir, keys);
    const without = (lost: string) => ({
      ...keys,
      unit: (unit: string) => (unit === lost ? Buffer.alloc(32) : keys.unit(unit)),
    });
    const files = await openFiles(dir, { clear: false });
    const name = layout.name('tickets', 'ticket-1');
    expect(await fault(ticketKeys(files, layout, without('solna')).open(name))).to.equal('damaged');
    expect(await ticketKeys(files, layout, without('sigtuna')).open(name)).to.have.length(32);
  });

  it("one unit's key opens no other unit's tickets", () => {
    const keys = deriveKeys(KEY);
    const as = { collection: 'data-key', id: 'x' };
    const wrapped = seal(keys.unit('sigtuna'), as, Buffer.from('data key'));
    expect(unseal(keys.unit('sigtuna'), as, wrapped).toString()).to.equal('data key');
    expect(() => unseal(keys.unit('solna'), as, wrapped)).to.throw(StorageError);
  });

  it('what is sealed as one document opens as no other, even with the same key', () => {
    const sealed = seal(KEY, { collection: 'tickets', id: 'x' }, Buffer.from('text'));
    expect(unseal(KEY, { collection: 'tickets', id: 'x' }, sealed).toString()).to.equal('text');
    for (const other of [
      { collection: 'tickets', id: 'y' },
      { collection: 'keys', id: 'x' },
    ]) {
      expect(() => unseal(KEY, other, sealed)).to.throw(StorageError);
    }
  });

  it('forgetting a conversation leaves no file behind', async () => {
    const store = await open(dir);
    await store.conversations.save(conversation('a'), { durable: true });
    expect(filesIn(join(dir, 'conversations'))).to.have.length(1);
    await store.conversations.forget('a');
    expect(filesIn(join(dir, 'conversations'))).to.deep.equal([]);
    expect(filesIn(join(dir, 'unfinished'))).to.deep.equal([]);
    await store.close();
  });
});
