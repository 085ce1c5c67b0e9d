import type { Context } from './dialog.ts';
import type { Choice } from './reply.ts';
import { LANGUAGES } from './vocabulary.ts';

/** Folds what does not matter when an answer is compared: case, marks, punctuation, direction marks, digit shapes. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\u200e\u200f\u2066-\u2069\u202a-\u202e\u0640\u064b-\u0652]/g, '')
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The choice that a text answers, if it is one: its value, its title in any of the four languages, a yes or no
 * word that means it, or its number (contract section 4). Titles win over numbers, so that '13' can be an age.
 */
export function matchChoice(text: string, choices: Choice[], context: Context): Choice | null {
  const exact = choices.find((choice) => choice.value === text.trim());
  if (exact) return exact;
  const folded = fold(text);
  if (!folded) return null;
  const titled = choices.find((choice) => LANGUAGES.some((lang) => fold(context.word(choice.title, lang)) === folded));
  if (titled) return titled;
  const usual = context.answer(folded);
  const meant = choices.find((choice) => choice.value === usual);
  if (meant) return meant;
  if (/^\d{1,2}$/.test(folded)) return choices[Number(folded) - 1] ?? null;
  const command = context.recognizer.command(text);
  return (command && choices.find((choice) => choice.means === command)) || null;
}

/** Whether a text is the value of a button that is no longer on offer. */
export function isOldButton(text: string): boolean {
  return /^[a-z_]+(\.[A-Za-z0-9_åäöÅÄÖ -]+)+$/.test(text.trim());
}
