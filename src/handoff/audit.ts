/** Everything that is written to the audit log, as a closed list. */
export const AUDITED = [
  'ticket.opened',
  'ticket.refused',
  'ticket.delivered',
  'ticket.taken',
  'ticket.noted',
  'ticket.contacted',
  'ticket.closed',
  'ticket.declined',
  'ticket.failed',
  'ticket.shredded',
  'staff.added',
  'staff.removed',
  'staff.link_made',
  'staff.signed_in',
  'log.cut_line_removed',
  'log.entries_missing',
] as const;
export type Audited = (typeof AUDITED)[number];

/** Something that happened: who did what to which ticket. Never content. */
export interface AuditEntry {
  /** From 1, without gaps. */
  seq: number;
  at: string;
  /** A staff id, `system`, or `operator` for whoever uses the command line. */
  who: string;
  what: Audited;
  /** A ticket's id, or the staff id that a `staff.*` entry is about. */
  about: string | null;
}

/** What a check of the log found. */
export interface AuditReport {
  /** True when every entry is as it was written and none is missing. A cut last line alone is no fault: it was never confirmed. */
  intact: boolean;
  entries: number;
  /** Number of the first line that does not fit (from 1). */
  brokenAt: number | null;
  /** Whether the end of the log is missing, compared with the seal kept beside it. */
  endMissing: boolean;
  /** Bytes of a last line that was cut off while it was written (`kill -9`, power loss). */
  cutBytes: number;
  /** How often the log itself notes that it was found cut (`removed`) or too short (`missing`) at a start. */
  notes: { removed: number; missing: number };
}

/** Append-only: nothing that was written is changed. */
export interface AuditLog {
  /** Resolves when the entry would survive a power loss. Rejects when it could not be written: then the deed must not be done. */
  append(entry: Omit<AuditEntry, 'seq' | 'at'>): Promise<void>;
  /** The entries about one ticket or staff member, oldest first. */
  about(id: string): Promise<AuditEntry[]>;
  verify(): Promise<AuditReport>;
}
