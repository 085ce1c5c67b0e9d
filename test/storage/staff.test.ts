import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { StaffStore } from '../../src/handoff/staff.ts';
import { unitStore } from '../../src/handoff/units.ts';
import { openShared } from '../../src/storage/store.ts';
import { clock } from '../handoff/example.ts';
import { KEY, open, tempFolder } from './place.ts';

const UNITS = [
  { id: 'sigtuna', municipality: 'Sigtuna', name: 'Sigtuna', demo: true },
  { id: 'solna', municipality: 'Solna', name: 'Solna', demo: true },
  { id: 'real', municipality: 'Kalmar', name: 'Kalmar', demo: false },
];

describe('Staff and their sign-in links', () => {
  let staff: StaffStore;
  let again: () => Promise<StaffStore>;
  let time: ReturnType<typeof clock>;
  let remove: () => void;
  beforeEach(async () => {
    const folder = tempFolder();
    time = clock();
    remove = folder.remove;
    again = async () => (await openShared({ engine: 'lowdb', dataDir: folder.dir, key: KEY, now: time.now })).staff;
    staff = await again();
  });
  afterEach(() => remove());

  const add = () => staff.add({ name: 'Sara', units: ['sigtuna'], roles: ['secretary'] });

  it('whoever is added is kept, with an id that says nothing', async () => {
    const sara = await add();
    expect(sara.id).to.match(/^s[0-9a-f]{8}$/);
    expect(await (await again()).get(sara.id)).to.deep.equal({
      id: sara.id,
      name: 'Sara',
      units: ['sigtuna'],
      roles: ['secretary'],
      active: true,
      demo: false,
    });
  });

  it('a link signs in once', async () => {
    const sara = await add();
    const token = await staff.makeLink(sara.id);
    expect(token).to.match(/^[\w-]{43}$/);
    expect(await staff.useLink('x'.repeat(43))).to.equal(null);
    expect((await staff.useLink(token!))?.id).to.equal(sara.id);
    expect(await staff.useLink(token!)).to.equal(null);
  });

  it('of two who use the same link at the same moment one gets in', async () => {
    const token = await staff.makeLink((await add()).id);
    const other = await again();
    const both = await Promise.all([staff.useLink(token!), other.useLink(token!)]);
    expect(both.filter((member) => member !== null)).to.have.length(1);
  });

  it('a link works for 15 minutes and not longer', async () => {
    const { id } = await add();
    const [first, second] = [await staff.makeLink(id), await staff.makeLink(id)];
    time.set(14.99);
    expect(await staff.useLink(first!)).to.not.equal(null);
    time.set(15);
    expect(await staff.useLink(second!)).to.equal(null);
  });

  it('somebody who was removed cannot sign in, gets no link, and keeps a name for the log', async () => {
    const { id } = await add();
    const token = await staff.makeLink(id);
    expect(await staff.remove(id)).to.equal(true);
    expect(await staff.remove(id)).to.equal(false);
    expect(await staff.useLink(token!)).to.equal(null);
    expect(await staff.makeLink(id)).to.equal(null);
    expect(await staff.makeLink('nobody')).to.equal(null);
    expect(await staff.get(id)).to.deep.include({ name: 'Sara', active: false });
  });

  it('many who are added at once by two processes are all kept', async () => {
    const other = await again();
    await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        (n % 2 ? staff : other).add({ name: `${n}`, units: [], roles: ['auditor'] }),
      ),
    );
    expect(await staff.all()).to.have.length(16);
  });

  it('the demo has one secretary for every demo unit, also after a second start, and none for a real unit', async () => {
    await staff.ensureDemoStaff(UNITS.slice(0, 1));
    const demo = await staff.ensureDemoStaff(UNITS);
    expect(demo.units).to.deep.equal(['sigtuna', 'solna']);
    expect(await staff.all()).to.have.length(1);
    const staffed = await unitStore(UNITS, staff).staffed();
    expect(staffed.map(({ id }) => id)).to.deep.equal(['sigtuna', 'solna']);
  });

  it('the demo secretary receives nothing once the units are real', async () => {
    await staff.ensureDemoStaff(UNITS);
    const real = UNITS.map((unit) => ({ ...unit, demo: false }));
    expect(await unitStore(real, staff).staffed()).to.deep.equal([]);
  });

  it('a unit is offered as long as a secretary or head of it is active', async () => {
    const units = unitStore(UNITS, staff);
    const { id } = await add();
    await staff.add({ name: 'A', units: ['solna'], roles: ['administrator', 'auditor'] });
    expect((await units.staffed()).map((unit) => unit.id)).to.deep.equal(['sigtuna']);
    await staff.remove(id);
    expect(await units.staffed()).to.deep.equal([]);
  });

  it('a running server sees at once what the command line changed', async () => {
    const folder = tempFolder();
    const server = await open(folder.dir);
    const command = await openShared({ engine: 'lowdb', dataDir: folder.dir, key: KEY, now: time.now });
    const { id } = await command.staff.add({ name: 'Sara', units: ['sigtuna'], roles: ['secretary'] });
    expect((await server.staff.get(id))?.name).to.equal('Sara');
    await server.close();
    folder.remove();
  });
});
