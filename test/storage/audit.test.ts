import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openShared, type SharedStore } from '../../src/storage/store.ts';
import { AT } from '../handoff/example.ts';
import { KEY, tempFolder } from './place.ts';

describe('The audit log', () => {
  let dir: string;
  let remove: () => void;
  let path: string;
  beforeEach(() => {
    ({ dir, remove } = tempFolder());
    path = join(dir, 'audit.log');
  });
  afterEach(() => remove());

  /** As another process would open it. */
  const opened = (key = KEY): Promise<SharedStore> =>
    openShared({ engine: 'lowdb', dataDir: dir, key, now: () => new Date(AT) });
  const append = async (...about: string[]) => {
    const { audit } = await opened();
    for (const id of about) await audit.append({ who: 's1', what: 'ticket.opened', about: id });
  };
  const verify = async () => (await opened()).audit.verify();
  const lines = () => readFileSync(path, 'utf8').trimEnd().split('\n');

  it('an empty log is intact', async () => {
    expect(await verify()).to.deep.include({ intact: true, entries: 0 });
  });

  it('entries are numbered and chained, and only those about a ticket are given for it', async () => {
    await append('a', 'b', 'a');
    expect(await verify()).to.deep.equal({
      intact: true,
      entries: 3,
      brokenAt: null,
      endMissing: false,
      cutBytes: 0,
      notes: { removed: 0, missing: 0 },
    });
    const [first, second] = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(first!)).to.deep.equal(['seq', 'at', 'who', 'what', 'about', 'prevHash', 'hash']);
    expect(second!.prevHash).to.equal(first!.hash);
    const about = await (await opened()).audit.about('a');
    expect(about).to.deep.equal([
      { seq: 1, at: AT, who: 's1', what: 'ticket.opened', about: 'a' },
      { seq: 3, at: AT, who: 's1', what: 'ticket.opened', about: 'a' },
    ]);
  });

  it('two processes that write in turn, or at the same time, make one chain', async () => {
    const [one, other] = await Promise.all([opened(), opened()]);
    const entry = { who: 's1', what: 'ticket.opened', about: 'a' } as const;
    for (const { audit } of [one, other, one, other]) await audit.append(entry);
    await Promise.all([one, other, one, other].map(({ audit }) => audit.append(entry)));
    expect(await verify()).to.deep.include({ intact: true, entries: 8 });
  });

  const CHANGES: [string, (all: string[]) => string[], number][] = [
    ['another name in an entry', (all) => all.map((line, n) => (n === 1 ? line.replace('"s1"', '"s2"') : line)), 2],
    ['an entry taken out', (all) => all.filter((_, n) => n !== 1), 2],
    ['two entries swapped', ([a, b, c]) => [a!, c!, b!], 2],
    ['the first entry taken out', (all) => all.slice(1), 1],
    ['an entry twice', ([a, b, c]) => [a!, b!, b!, c!], 3],
    ['something that is no entry', ([a, b, c]) => [a!, 'x', b!, c!], 2],
  ];
  for (const [what, change, line] of CHANGES) {
    it(`${what} is found, with its line`, async () => {
      await append('a', 'b', 'c');
      writeFileSync(path, `${change(lines()).join('\n')}\n`);
      expect(await verify()).to.deep.include({ intact: false, brokenAt: line });
    });
  }

  it('an end that was taken off is found, and stays found when the log goes on', async () => {
    await append('a', 'b', 'c');
    writeFileSync(path, `${lines().slice(0, 2).join('\n')}\n`);
    expect(await verify()).to.deep.include({ intact: false, entries: 2, brokenAt: null, endMissing: true });
    await append('d');
    expect(await verify()).to.deep.include({ intact: false, entries: 4, endMissing: false });
    expect((await verify()).notes.missing).to.equal(1);
  });

  it('a log that was emptied or written with another key is found', async () => {
    await append('a', 'b');
    const whole = readFileSync(path);
    writeFileSync(path, '');
    expect(await verify()).to.deep.include({ intact: false, endMissing: true });
    const other = tempFolder();
    const foreign = await openShared({
      engine: 'lowdb',
      dataDir: other.dir,
      key: Buffer.alloc(32, 1),
      now: () => new Date(AT),
    });
    await foreign.audit.append({ who: 's1', what: 'ticket.opened', about: 'a' });
    writeFileSync(path, readFileSync(join(other.dir, 'audit.log')));
    expect(await verify()).to.deep.include({ intact: false, brokenAt: 1 });
    writeFileSync(path, whole);
    expect(await verify()).to.deep.include({ intact: true, entries: 2 });
    other.remove();
  });

  it('a last line that a kill cut off is reported, removed by the next entry, and the log says so itself', async () => {
    await append('a', 'b');
    appendFileSync(path, '{"seq":3,"at":"2026');
    expect(await verify()).to.deep.include({ intact: true, entries: 2, cutBytes: 19 });
    await append('c');
    expect(await verify()).to.deep.include({
      intact: true,
      entries: 4,
      cutBytes: 0,
      notes: { removed: 1, missing: 0 },
    });
    expect(JSON.parse(lines()[2]!)).to.deep.include({ who: 'system', what: 'log.cut_line_removed' });
  });

  it('a confirmed last line that somebody cut is more than a kill could do', async () => {
    await append('a', 'b');
    truncateSync(path, readFileSync(path).length - 5);
    expect(await verify()).to.deep.include({ intact: false, entries: 1, endMissing: true });
  });
});
