/** Words that act at once when they are the whole message, in any of the four languages (contract section 5). */
import type { Command, Language } from '../core/vocabulary.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import type { LanguageFiles } from './data.ts';
import { foldSomali } from './letters.ts';
import { tokenize } from './tokens.ts';

const LONGEST = 80;

export class CommandReader {
  readonly #spellings = new Map<string, Command>();

  constructor(languages: Record<Language, LanguageFiles>) {
    for (const language of LANGUAGES) {
      for (const { command, spelling } of languages[language].commands) {
        const key = keyOf(spelling);
        if (key && !this.#spellings.has(key)) this.#spellings.set(key, command);
      }
    }
    for (const [key, command] of [...this.#spellings]) {
      const folded = foldSomali(key);
      if (!this.#spellings.has(folded)) this.#spellings.set(folded, command);
    }
  }

  /** The command that the whole text is, or null. */
  read(text: string): Command | null {
    if (text.length > LONGEST) return null;
    const key = keyOf(text);
    return this.#spellings.get(key) ?? this.#spellings.get(foldSomali(key)) ?? null;
  }
}

function keyOf(text: string): string {
  return tokenize(text)
    .words.map((word) => word.key)
    .join(' ');
}
