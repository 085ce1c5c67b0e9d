import type { Move, Turn } from '../src/core/dialog.ts';
import type { HandoffDraft, Place } from '../src/core/session.ts';

/** An empty draft with a secret of its own. */
export function newDraft({ context }: Turn): HandoffDraft {
  return {
    secret: Buffer.from(context.random(24)).toString('hex'),
    livesIn: null,
    unit: null,
    purpose: null,
    interpreter: null,
    contactWay: null,
    phone: null,
    times: [],
    othersMayAnswer: null,
    fields: {},
    without: [],
  };
}

/** The draft of the hand-over that is under way. */
export function draftOf(turn: Turn): HandoffDraft {
  turn.session.draft ??= newDraft(turn);
  return turn.session.draft;
}

/** The ticket's id, from the draft's secret. */
export const ticketIdOf = (secret: string, hash: (text: string) => string) => hash(`ticket ${secret}`).slice(0, 32);

/** The receipt code: 16 digits in groups of four, from the draft's secret. */
export function receiptOf(secret: string, hash: (text: string) => string): string {
  const digits = (BigInt(`0x${hash(`receipt ${secret}`)}`) % 10n ** 16n).toString().padStart(16, '0');
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** Whether what was sent from here can still be taken back. */
export function isPending({ session, context }: Turn): boolean {
  return session.sent !== null && session.memo.delivered !== true && context.now < session.sent.deliverAt;
}

/** Orders what was sent to be taken back; `then` is the step that hears what came of it. Null when nothing can be taken back. */
export function takeBack(turn: Turn, then: Place): Move | null {
  const { sent } = turn.session;
  return sent && isPending(turn) ? { go: then, effects: [{ type: 'RecallTicket', id: sent.ticket }] } : null;
}
