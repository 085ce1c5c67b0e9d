import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AUDITED, type AuditEntry } from '../handoff/audit.ts';

/** One line of the log. `hash` is an HMAC over everything before it, the previous line's hash included. */
const auditLine = z.strictObject({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  who: z.string(),
  what: z.enum(AUDITED),
  about: z.string().nullable(),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditLine = z.infer<typeof auditLine>;

/** What the next line follows on. */
export type ChainEnd = Pick<AuditLine, 'seq' | 'hash'>;

/** What the first line follows on. */
export const CHAIN_START: ChainEnd = { seq: 0, hash: '' };

export function nextLine(key: Buffer, end: ChainEnd, entry: Omit<AuditEntry, 'seq'>): AuditLine {
  const { at, who, what, about } = entry;
  const line = { seq: end.seq + 1, at, who, what, about, prevHash: end.hash };
  return { ...line, hash: hashOf(key, line) };
}

/** The line as it stands in the file. */
export function writeLine(line: AuditLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** Reads a line; null when it is none. */
export function readLine(text: string): AuditLine | null {
  try {
    return auditLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Whether a line is as it was written and follows on the one before. */
export function follows(key: Buffer, end: ChainEnd, line: AuditLine): boolean {
  const { hash, ...rest } = line;
  return line.seq === end.seq + 1 && line.prevHash === end.hash && same(hash, hashOf(key, rest));
}

/** Key order is part of what is hashed, so it is fixed here. */
function hashOf(key: Buffer, { seq, at, who, what, about, prevHash }: Omit<AuditLine, 'hash'>): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([seq, at, who, what, about, prevHash]))
    .digest('hex');
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
