/**
 * `npm run staff -- add --name NAME --unit UNIT [--unit UNIT] [--role secretary|head|administrator|auditor]`
 * `npm run staff -- link ID`, `list`, `remove ID`. Works while the server runs.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { LINK_LIFE_MS, STAFF_ROLES, type StaffRole, signInUrl } from '../handoff/staff.ts';
import { readKnowledge } from '../knowledge/knowledge.ts';
import { openShared, type SharedStore } from '../storage/store.ts';
import { runCommand, UsageError } from './run.ts';

const USAGE = 'Say what to do: add --name NAME --unit UNIT [--role ROLE], link ID, list, or remove ID';
const say = (text: string) => process.stdout.write(`${text}\n`);

interface Options {
  name?: string;
  unit?: string[];
  role?: string[];
}

async function staff(config: Config, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      unit: { type: 'string', multiple: true },
      role: { type: 'string', multiple: true },
    },
  });
  const [verb, id] = positionals;
  const store = await openShared({ engine: 'lowdb', dataDir: config.dataDir, key: config.key, now: () => new Date() });
  if (verb === 'add') return add(store, values);
  if (verb === 'list') return list(store);
  if (verb === 'link' && id) return link(store, id, config);
  if (verb === 'remove' && id) return remove(store, id);
  throw new UsageError(USAGE);
}

async function add({ staff: members, audit }: SharedStore, { name, unit = [], role = ['secretary'] }: Options) {
  const known = readKnowledge(join(import.meta.dirname, '..', '..', 'knowledge')).units.map((one) => one.id);
  const unknown = unit.filter((one) => !known.includes(one));
  if (!name?.trim()) throw new UsageError('--name is missing');
  if (unit.length === 0) throw new UsageError(`--unit is missing; there are ${known.join(', ')}`);
  if (unknown.length > 0) throw new UsageError(`There is no unit ${unknown.join(', ')}; there are ${known.join(', ')}`);
  if (!role.every(isRole)) throw new UsageError(`--role must be ${STAFF_ROLES.join(', ')}`);
  const member = await members.add({ name: name.trim(), units: unit, roles: role as StaffRole[] });
  await audit.append({ who: 'operator', what: 'staff.added', about: member.id });
  say(member.id);
  return 0;
}

async function list({ staff: members }: SharedStore) {
  for (const { id, name, units, roles, active } of await members.all()) {
    say([id, name, roles.join(','), units.join(','), active ? 'active' : 'inactive'].join('\t'));
  }
  return 0;
}

async function link({ staff: members, audit }: SharedStore, id: string, { host, port, publicUrl }: Config) {
  // Written down before it exists: nobody gets in without a trace.
  await audit.append({ who: 'operator', what: 'staff.link_made', about: id });
  const token = await members.makeLink(id);
  if (token === null) throw new UsageError(`There is no active member ${id}`);
  say(signInUrl(publicUrl ?? `http://${host}:${port}`, token));
  process.stderr.write(`The link works once, within ${LINK_LIFE_MS / 60_000} minutes.\n`);
  return 0;
}

async function remove({ staff: members, audit }: SharedStore, id: string) {
  if (!(await members.remove(id))) throw new UsageError(`There is no active member ${id}`);
  await audit.append({ who: 'operator', what: 'staff.removed', about: id });
  return 0;
}

function isRole(text: string): text is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(text);
}

await runCommand(staff);
