import { arrive, step } from './arrive.ts';
import type { Context, Dialogs, Move, Turn } from './dialog.ts';
import { text as say } from './dialog.ts';
import type { Effect, Input } from './effect.ts';
import { hear } from './hear.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';
import { isLanguage } from './vocabulary.ts';

export interface TurnResult {
  session: Session;
  /** In the order in which they are sent. Empty while an effect's outcome is awaited. */
  replies: Reply[];
  effects: Effect[];
  /** What may be kept of the person's message, masked; null when nothing of it may be kept. */
  heard: string | null;
}

/**
 * One turn of a conversation as a pure function: the session before and what came in, to the session after,
 * what is said, and what is to be done outside. Reads no clock, chance, file or network of its own.
 */
export function turn(before: Session, input: Input, context: Context, dialogs: Dialogs): TurnResult {
  const now: Turn = { session: structuredClone(before), context };
  now.session.lastAt = context.now;
  const { move, heard } = respond(now, input, dialogs);
  const { reply, effects } = arrive(now, move, dialogs);
  if (reply && !reply.emergency && reply.dialog !== 'welcome' && !now.session.welcomed) {
    reply.parts.unshift(...dialogs.interruptions.firstWords(now));
    now.session.welcomed = true;
  }
  return { session: now.session, replies: reply ? [reply] : [], effects, heard };
}

function respond(now: Turn, input: Input, dialogs: Dialogs): { move: Move; heard: string | null } {
  switch (input.kind) {
    case 'start':
      useLocale(now, input.locale);
      return { move: { go: now.session.at }, heard: null };
    case 'attachment':
      return { move: { go: now.session.at, say: [say('repair:attachment')] }, heard: null };
    case 'outcome': {
      const waiting = step(now, dialogs);
      if (!waiting.outcome) return { move: { go: dialogs.next(now) }, heard: null };
      return { move: waiting.outcome(now, input.outcome), heard: null };
    }
    case 'text':
      useLocale(now, input.locale);
      return hear(now, input.text, dialogs);
  }
}

/** The weakest sign of a language: used only until the person chooses or writes (contract section 4). */
function useLocale(now: Turn, locale: string | null): void {
  const tag = locale?.toLowerCase().split('-')[0];
  if (now.session.lang === null && isLanguage(tag)) now.session.lang = tag;
}
