/**
 * `npm run retention -- --now ISO`: forgets idle conversations, shreds tickets whose time is over and delivers what is due,
 * as of the instant (default: now). Beside a running server, the server does it.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { runRetention } from '../handoff/retention.ts';
import { orderRetention } from '../storage/control.ts';
import { StorageError } from '../storage/errors.ts';
import { openStore } from '../storage/store.ts';
import { runCommand, UsageError } from './run.ts';

const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((text) => new Date(text));
const counts = z.record(z.string(), z.number());

async function retention(config: Config, args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { now: { type: 'string' } } });
  const now = instant.safeParse(values.now ?? new Date().toISOString());
  if (!now.success) throw new UsageError('--now must be an instant such as 2026-12-24T12:00:00Z');
  for (const [name, count] of Object.entries(counts.parse(await run(config, now.data)))) {
    process.stdout.write(`${name}: ${count}\n`);
  }
  return 0;
}

async function run({ dataDir, key, ticketKeepDays }: Config, now: Date): Promise<unknown> {
  try {
    const store = await openStore({ engine: 'lowdb', dataDir, key, now: () => new Date() });
    try {
      return await runRetention({ ...store, keepDays: ticketKeepDays }, now);
    } finally {
      await store.close();
    }
  } catch (fault) {
    if (fault instanceof StorageError && fault.code === 'locked') return orderRetention(dataDir, key, now);
    throw fault;
  }
}

await runCommand(retention);
