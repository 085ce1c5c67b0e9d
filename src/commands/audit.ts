/** `npm run audit -- verify`: checks the whole audit log; status 1 when an entry was changed or is missing. Works while the server runs. */
import type { Config } from '../config.ts';
import type { AuditReport } from '../handoff/audit.ts';
import { openShared } from '../storage/store.ts';
import { runCommand, UsageError } from './run.ts';

async function audit(config: Config, [verb]: string[]): Promise<number> {
  if (verb !== 'verify') throw new UsageError('Say what to do: verify');
  const store = await openShared({ engine: 'lowdb', dataDir: config.dataDir, key: config.key, now: () => new Date() });
  const report = await store.audit.verify();
  for (const line of worded(report)) process.stdout.write(`${line}\n`);
  return report.intact ? 0 : 1;
}

function worded({ intact, entries, brokenAt, endMissing, cutBytes, notes }: AuditReport): string[] {
  return [
    `audit log: ${intact ? 'intact' : 'NOT INTACT'}`,
    `entries: ${entries}`,
    ...(brokenAt === null ? [] : [`line ${brokenAt} does not fit: it was changed, or a line before it is missing`]),
    ...(endMissing ? ['the end is missing: the log was longer before'] : []),
    ...(cutBytes > 0
      ? [`the last line was cut off while it was written (${cutBytes} bytes); it was never confirmed`]
      : []),
    ...(notes.removed > 0 ? [`cut last lines removed at an earlier start: ${notes.removed}`] : []),
    ...(notes.missing > 0 ? [`starts that found the end missing: ${notes.missing}`] : []),
  ];
}

await runCommand(audit);
