import { type Turn, text } from '../src/core/dialog.ts';
import type { Part } from '../src/core/reply.ts';
import type { Intent } from '../src/core/vocabulary.ts';

/** Questions that have an honest answer of their own (law dossier 1 and 2.4); each is `questions:<intent>`. */
const ANSWERED: readonly Intent[] = [
  'ask_consequences',
  'ask_privacy',
  'ask_report',
  'ask_sspf',
  'ask_exit',
  'ask_signs',
  'ask_help',
];

/**
 * The answer to what was asked beside what was told ('he comes home late, will they take him from me?').
 * At most two, the main one first; null when nothing was asked that has an answer.
 */
export function answer({ session, context }: Turn, intents: Intent[]): Part[] | null {
  const asked = intents.filter((intent) => ANSWERED.includes(intent)).slice(0, 2);
  const greeted = intents[0] === 'greeting' && asked.length === 0;
  if (greeted) return [text('questions:greeting')];
  if (asked.length === 0) return null;
  return asked.map((intent) => {
    const bound =
      intent === 'ask_report' && (session.description.boundToReport ?? session.description.role === 'teacher');
    const young = `questions:${intent}_young` as const;
    if (bound) return text('questions:ask_report_bound');
    if (session.description.role === 'young_person' && context.directory.hasText(young)) return text(young);
    return text(`questions:${intent}`);
  });
}
