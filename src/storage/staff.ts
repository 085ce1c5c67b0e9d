import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { LINK_LIFE_MS, type StaffMember, type StaffStore, staffMember } from '../handoff/staff.ts';
import { readDocument, writeDocument } from './document.ts';
import { storing } from './errors.ts';
import type { Files } from './files.ts';
import { inTurn } from './in-turn.ts';
import type { Layout } from './layout.ts';
import { whileLocked } from './lock.ts';

const TOKEN_BYTES = 32;
const DEMO_ID = 'demo';

const register = z.strictObject({
  v: z.literal(1),
  members: z.array(staffMember),
  /** Open sign-in links: the hash of the token, never the token. */
  links: z.array(z.strictObject({ hash: z.string(), staff: z.string(), until: z.iso.datetime() })),
});
type Register = z.infer<typeof register>;

/**
 * All staff in one small document, read anew each time: the command line changes it while the server runs.
 * Changes are made under a lock of their own that is held for a moment only.
 */
export function staffStore(files: Files, layout: Layout, now: () => Date): StaffStore {
  const place = layout.place('staff', layout.name('staff', 'register'));
  const oneAtATime = inTurn();

  const read = () =>
    storing(async (): Promise<Register> => {
      const found = await readDocument<unknown>(files, place);
      return found ? register.parse(found) : { v: 1, members: [], links: [] };
    });

  /** Changes the register by `work` and keeps it durably; open links that are over go with every change. */
  function change<T>(work: (register: Register) => T): Promise<T> {
    const locked = async () => {
      const current = await read();
      const result = work(current);
      current.links = current.links.filter(({ until }) => Date.parse(until) > now().getTime());
      await writeDocument(files, place, current, { durable: true });
      return result;
    };
    return storing(() => oneAtATime('register', () => whileLocked(join(layout.dataDir, 'staff.lock'), locked)));
  }

  return {
    all: async () => (await read()).members,
    get: async (id) => (await read()).members.find((member) => member.id === id) ?? null,
    add: (given) =>
      change(({ members }) => {
        const member = staffMember.parse({ ...given, id: newId(members), active: true, demo: false });
        members.push(member);
        return member;
      }),
    remove: (id) =>
      change((current) => {
        const member = current.members.find((one) => one.id === id && one.active);
        if (!member) return false;
        member.active = false;
        current.links = current.links.filter(({ staff }) => staff !== id);
        return true;
      }),
    ensureDemoStaff: (units) =>
      change(({ members }) => {
        const demoUnits = units.filter(({ demo }) => demo).map(({ id }) => id);
        const made: StaffMember = {
          id: DEMO_ID,
          name: 'Demo',
          units: demoUnits,
          roles: ['secretary'],
          active: true,
          demo: true,
        };
        const at = members.findIndex(({ id }) => id === DEMO_ID);
        members.splice(at < 0 ? members.length : at, 1, made);
        return made;
      }),
    makeLink: (id) =>
      change(({ members, links }) => {
        if (!members.some((member) => member.id === id && member.active)) return null;
        const token = randomBytes(TOKEN_BYTES).toString('base64url');
        const until = new Date(now().getTime() + LINK_LIFE_MS).toISOString();
        links.push({ hash: hashOf(token), staff: id, until });
        return token;
      }),
    useLink: (token) =>
      change((current) => {
        const link = current.links.find(({ hash }) => hash === hashOf(token));
        if (!link) return null;
        current.links = current.links.filter((other) => other !== link);
        if (Date.parse(link.until) <= now().getTime()) return null;
        return current.members.find(({ id, active }) => id === link.staff && active) ?? null;
      }),
  };
}

/** Short, because people type it on the command line; says nothing about whom it stands for. */
function newId(members: StaffMember[]): string {
  for (;;) {
    const id = `s${randomBytes(4).toString('hex')}`;
    if (!members.some((member) => member.id === id)) return id;
  }
}

/** A 256-bit random token needs no salt and no slow hash. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
