import type { Words } from '../core/reply.ts';
import type { SignalId } from '../core/vocabulary.ts';
import type { AuditLog } from '../handoff/audit.ts';
import type { InboxDesk } from '../handoff/inbox-desk.ts';
import type { StaffStore } from '../handoff/staff.ts';
import type { UnitStore } from '../handoff/store.ts';
import type { InboxLanguage } from './reader.ts';
import type { Sessions } from './sessions.ts';

/** What the inbox stands on. */
export interface InboxParts {
  desk: InboxDesk;
  staff: StaffStore;
  units: UnitStore;
  /** For sign-ins; what is done with cases the desk writes down. */
  audit: Pick<AuditLog, 'append'>;
  /** Words a text; throws when there is none. */
  word(words: Words, lang: InboxLanguage): string;
  now(): Date;
  /** That many bytes of cryptographic chance. */
  random(bytes: number): Uint8Array;
  /** Says on every page that this is a trial. */
  demo: boolean;
  /** Whether people reach the inbox over https. */
  secure: boolean;
  /** Observations after which whoever plans a visit is told, in neutral words, that weapons, threats, violence or criminal contacts are mentioned. */
  staffRisk: readonly SignalId[];
  /** Called with a fault that was answered with a plain page. */
  failed?(error: unknown): void;
}

/** The parts and what the inbox keeps in memory. */
export interface Office extends InboxParts {
  sessions: Sessions;
  /** Counts the changes that lists should show. */
  version(): number;
}
