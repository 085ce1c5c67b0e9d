import { open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditEntry, AuditLog } from '../handoff/audit.ts';
import { type ChainEnd, nextLine, readLine, writeLine } from './audit-chain.ts';
import { readTail, verifyAudit } from './audit-reading.ts';
import { readDocument, writeDocument } from './document.ts';
import { storing } from './errors.ts';
import { type Files, syncFolder } from './files.ts';
import { inTurn } from './in-turn.ts';
import type { Keys } from './keys.ts';
import { whileLocked } from './lock.ts';

const sealedEnd = z.strictObject({ seq: z.number().int(), hash: z.string() });

/**
 * The audit log: one line of JSON an entry, chained by HMAC. Beside it a sealed note of its end shows when lines were
 * taken off. The command line writes to it while the server runs, so each append looks where the log ends by now.
 */
export function auditLog(files: Files, dataDir: string, keys: Keys, now: () => Date): AuditLog {
  const path = join(dataDir, 'audit.log');
  const endPlace = {
    collection: 'audit',
    id: 'end',
    path: join(dataDir, 'audit.end'),
    key: keys.document('audit', 'end'),
  };
  const oneAtATime = inTurn();
  /** The log as this process left it: then there is nothing to look for. */
  let known = { size: -1, end: { seq: 0, hash: '' } as ChainEnd };

  const readEnd = async (): Promise<ChainEnd | null> => {
    const found = await readDocument<unknown>(files, endPlace);
    return found ? sealedEnd.parse(found) : null;
  };

  async function write(entries: Omit<AuditEntry, 'seq' | 'at'>[]): Promise<void> {
    let { end } = known;
    const file = await open(path, 'a', 0o600);
    try {
      for (const entry of entries) {
        const line = nextLine(keys.audit, end, { ...entry, at: now().toISOString() });
        await file.appendFile(writeLine(line));
        end = { seq: line.seq, hash: line.hash };
      }
      await file.datasync();
      known = { size: (await file.stat()).size, end };
    } catch (fault) {
      known.size = -1;
      throw fault;
    } finally {
      await file.close();
    }
    if (end.seq === entries.length) await syncFolder(dataDir);
    // Written after the lines: it can be behind them after a kill, but never ahead.
    await writeDocument(files, endPlace, end, { durable: false });
  }

  /** Looks where the log ends, removes a line that was cut while it was written, and says so in the log itself. */
  async function catchUp(): Promise<Omit<AuditEntry, 'seq' | 'at'>[]> {
    const tail = await readTail(path);
    if (tail.size === known.size) return [];
    if (tail.cutBytes > 0) await truncate(path, tail.size - tail.cutBytes);
    const expected = await readEnd();
    known = { size: tail.size - tail.cutBytes, end: tail.end };
    return [
      ...(tail.cutBytes > 0 ? [note('log.cut_line_removed')] : []),
      ...(expected && expected.seq > tail.end.seq ? [note('log.entries_missing')] : []),
    ];
  }

  return {
    append: (entry) =>
      storing(() =>
        oneAtATime('log', () =>
          whileLocked(join(dataDir, 'audit.lock'), async () => write([...(await catchUp()), entry])),
        ),
      ),
    about: (id) => storing(() => entriesAbout(path, id)),
    verify: () => storing(async () => verifyAudit(path, keys.audit, await readEnd())),
  };
}

function note(what: 'log.cut_line_removed' | 'log.entries_missing'): Omit<AuditEntry, 'seq' | 'at'> {
  return { who: 'system', what, about: null };
}

async function entriesAbout(path: string, id: string): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  if ((await readTail(path)).size === 0) return found;
  const file = await open(path, 'r');
  for await (const text of file.readLines()) {
    const line = readLine(text);
    if (line?.about === id)
      found.push({ seq: line.seq, at: line.at, who: line.who, what: line.what, about: line.about });
  }
  return found;
}
