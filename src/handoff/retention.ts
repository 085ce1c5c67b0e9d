import type { ConversationStore } from '../core/effect.ts';
import type { AuditLog } from './audit.ts';
import { type Delivering, deliverDue } from './deliver.ts';
import { END_STATES } from './states.ts';

const HOUR_MS = 3_600_000;
/** How long an idle conversation is kept (contract section 7). */
export const CONVERSATION_IDLE_MS = 24 * HOUR_MS;
/** How long a recalled ticket, already emptied, still answers its receipt code. */
export const RECALLED_KEEP_MS = 24 * HOUR_MS;
/** How long a closed or declined ticket is kept where the authority has set nothing else (contract section 7). */
export const DEFAULT_KEEP_DAYS = 90;

/** What a run of the retention did. */
export interface RetentionCounts {
  conversationsForgotten: number;
  ticketsShredded: number;
  ticketsDelivered: number;
}

/** Forgets idle conversations, shreds tickets whose time is over, delivers what is due. Delivered and untaken tickets stay. */
export async function runRetention(
  {
    conversations,
    keepDays = DEFAULT_KEEP_DAYS,
    ...kept
  }: Delivering & {
    conversations: ConversationStore;
    audit: AuditLog;
    /** Days that a ticket is kept after it ended. */
    keepDays?: number;
  },
  now: Date,
): Promise<RetentionCounts> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const over = [
    ...(await kept.tickets.ended(
      ago(keepDays * 24 * HOUR_MS),
      END_STATES.filter((state) => state !== 'recalled'),
    )),
    ...(await kept.tickets.ended(ago(RECALLED_KEEP_MS), ['recalled'])),
  ];
  for (const id of over) {
    await kept.audit.append({ who: 'system', what: 'ticket.shredded', about: id });
    await kept.tickets.shred(id);
  }
  return {
    ticketsShredded: over.length,
    ticketsDelivered: await deliverDue(kept, now),
    conversationsForgotten: await conversations.forgetIdle(ago(CONVERSATION_IDLE_MS)),
  };
}
