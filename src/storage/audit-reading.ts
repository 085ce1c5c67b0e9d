import { open } from 'node:fs/promises';
import type { AuditReport } from '../handoff/audit.ts';
import { CHAIN_START, type ChainEnd, follows, readLine } from './audit-chain.ts';
import { systemCode } from './errors.ts';

/** No line is longer: ids and codes only. */
const TAIL_BYTES = 8_192;
const NEWLINE = 0x0a;

/** Where a log ends. */
export interface Tail {
  size: number;
  /** Its last whole line that can be read. */
  end: ChainEnd;
  /** Bytes after the last line break: a line that was cut while it was written. */
  cutBytes: number;
}

/** Reads the end of the log; a missing log is an empty one. */
export async function readTail(path: string): Promise<Tail> {
  const file = await openIfThere(path);
  if (!file) return { size: 0, end: CHAIN_START, cutBytes: 0 };
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const whole = buffer.subarray(0, buffer.lastIndexOf(NEWLINE) + 1);
    const last = whole.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    const line = readLine(last);
    return {
      size,
      end: line ? { seq: line.seq, hash: line.hash } : CHAIN_START,
      cutBytes: length - whole.length,
    };
  } finally {
    await file.close();
  }
}

/** Checks the whole chain from its first line, and that it reaches as far as the sealed note of its end says. */
export async function verifyAudit(path: string, key: Buffer, sealedEnd: ChainEnd | null): Promise<AuditReport> {
  const report: AuditReport = {
    intact: true,
    entries: 0,
    brokenAt: null,
    endMissing: false,
    cutBytes: (await readTail(path)).cutBytes,
    notes: { removed: 0, missing: 0 },
  };
  let end = CHAIN_START;
  for await (const text of wholeLines(path, report.cutBytes > 0)) {
    const line = readLine(text);
    if (!line || !follows(key, end, line)) {
      report.brokenAt = report.entries + 1;
      break;
    }
    end = line;
    report.entries += 1;
    if (line.what === 'log.cut_line_removed') report.notes.removed += 1;
    if (line.what === 'log.entries_missing') report.notes.missing += 1;
  }
  report.endMissing = report.brokenAt === null && (sealedEnd?.seq ?? 0) > report.entries;
  report.intact = report.brokenAt === null && !report.endMissing && report.notes.missing === 0;
  return report;
}

/** The lines of the log, without a cut last one. */
async function* wholeLines(path: string, lastIsCut: boolean): AsyncGenerator<string> {
  const file = await openIfThere(path);
  if (!file) return;
  let before: string | null = null;
  for await (const line of file.readLines()) {
    if (before !== null) yield before;
    before = line;
  }
  if (before !== null && !lastIsCut) yield before;
}

async function openIfThere(path: string) {
  try {
    return await open(path, 'r');
  } catch (fault) {
    if (systemCode(fault) === 'ENOENT') return null;
    throw fault;
  }
}
