/**
 * Danger is looked for first, in the raw text, whole, in all four languages at once: neither masking nor guessing the
 * language nor correcting nor the rest of the understanding can stop it (contract section 9).
 */
import type { UnderstandingData } from './data.ts';
import type { Engine } from './engine.ts';
import { DANGER } from './engine.ts';
import type { LanguageGuesser, Reading } from './language.ts';
import type { Judged } from './status.ts';
import type { Tokens } from './tokens.ts';
import { tokenize } from './tokens.ts';

const ARABIZI = /[a-z][235789]|[235789][a-z]{2}/;

export interface Danger {
  emergency: string | null;
  askNow: boolean;
  /** What it rests on, best first. */
  matches: Judged[];
  /** Offsets of the words of the first match in the text. */
  at: { start: number; end: number } | null;
}

export class DangerFinder {
  readonly #engine: Engine;
  readonly #guesser: LanguageGuesser;
  readonly #order: string[];

  constructor(data: UnderstandingData, engine: Engine, guesser: LanguageGuesser) {
    this.#guesser = guesser;
    this.#order = data.emergencies.map(({ id }) => id);
    this.#engine = engine;
  }

  /** `tokens` and `reading` may be handed over by a caller that has them already. */
  find(text: string, tokens: Tokens = tokenize(text), reading: Reading = this.#guesser.read(text, tokens)): Danger {
    // One word with a digit for a letter (ma3o) is enough to read all Latin letters as Arabic, too.
    const arabizi = reading.arabizi || tokens.words.some(({ script, key }) => script === 'latin' && ARABIZI.test(key));
    const on = this.#engine.lay(tokens, { ...reading, arabizi }, { everyLanguage: true, correct: false }, () => false);
    const found = this.#engine
      .findDanger(on)
      .filter((match) => match.status === 'asserted' || match.status === 'rumour');
    const sure = found.filter((match) => match.pattern.use !== 'maybe' && match.status === 'asserted');
    sure.sort((a, b) => this.#rank(a) - this.#rank(b) || b.words.length - a.words.length);
    const first = sure[0] ?? null;
    const words = tokens.words;
    return {
      emergency: first ? first.pattern.target.slice(DANGER.length) : null,
      askNow: first === null && found.length > 0,
      matches: sure.length > 0 ? sure : found,
      at: first ? { start: words[first.from]?.start ?? 0, end: words[first.to - 1]?.end ?? 0 } : null,
    };
  }

  #rank(match: Judged): number {
    return this.#order.indexOf(match.pattern.target.slice(DANGER.length));
  }
}
