import { deliverDue } from './deliver.ts';
import { createInboxDesk, type InboxDesk } from './inbox-desk.ts';
import { createRunner, type PersonsDesk, type RunnerOptions } from './runner.ts';
import type { Ticket } from './ticket.ts';

export interface DeskOptions extends Omit<RunnerOptions, 'delivered'> {
  /** Called when a ticket has reached its unit or something about it has changed. */
  changed?: (ticket: Ticket) => void;
}

/** Where a case passes from the person (`run`) to social services (the rest). */
export interface Desk extends PersonsDesk, InboxDesk {
  /** Delivers every ticket whose regret window is over at the instant; gives their number. */
  deliverDue(now: Date): Promise<number>;
}

export function createDesk({ changed, ...options }: DeskOptions): Desk {
  const delivering = { ...options, delivered: changed };
  return {
    ...createRunner(delivering),
    ...createInboxDesk({ ...options, changed }),
    deliverDue: (now) => deliverDue(delivering, now),
  };
}
