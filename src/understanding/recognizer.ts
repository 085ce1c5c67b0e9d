/** Puts the stages together: danger, masking, language, meanings, expressions, status, slots, conclusions. */
import type { FoundSignal, Recognizer, Understanding } from '../core/description.ts';
import type { Command, Language, Urgency } from '../core/vocabulary.ts';
import { isLanguage, LANGUAGES } from '../core/vocabulary.ts';
import { AgeReader } from './age.ts';
import { CommandReader } from './commands.ts';
import { intentsOf, roleOf, suggestions, urgencyOf } from './conclude.ts';
import type { Danger } from './danger.ts';
import { DangerFinder } from './danger.ts';
import type { UnderstandingData } from './data.ts';
import type { DataProblem } from './engine.ts';
import { Engine } from './engine.ts';
import type { Reading } from './language.ts';
import { LanguageGuesser } from './language.ts';
import { createLearned } from './learned/learned.ts';
import type { Advice, Scene, SecondReader } from './learned/scene.ts';
import type { Masked } from './mask.ts';
import { Masker, maskRange } from './mask.ts';
import type { Board } from './match.ts';
import { PlaceReader } from './place.ts';
import type { Judged } from './status.ts';
import type { Tokens } from './tokens.ts';
import { tokenize } from './tokens.ts';

const NO_DANGER: Danger = { emergency: null, askNow: false, matches: [], at: null };

/** A recognizer with what was wrong in its data. */
export interface BuiltRecognizer extends Recognizer {
  problems: DataProblem[];
}

/**
 * Builds the recognizer: about a second of work at most, once. Wrong rows are left out and listed. `second` reads every
 * message after the rules; without it, that is the learned part if the data hold its weights.
 */
export function createRecognizer(data: UnderstandingData, second?: SecondReader): BuiltRecognizer {
  return new RuleRecognizer(data, second);
}

class RuleRecognizer implements BuiltRecognizer {
  readonly problems: DataProblem[];
  readonly #data: UnderstandingData;
  readonly #guesser: LanguageGuesser;
  readonly #danger: DangerFinder;
  readonly #engine: Engine;
  readonly #masker: Masker;
  readonly #places: PlaceReader;
  readonly #ages: AgeReader;
  readonly #commands: CommandReader;
  readonly #second: SecondReader | null;

  constructor(data: UnderstandingData, second?: SecondReader) {
    this.#data = data;
    this.#guesser = new LanguageGuesser(data.languages);
    this.#engine = new Engine(data, this.#guesser);
    this.#danger = new DangerFinder(data, this.#engine, this.#guesser);
    const { table } = this.#engine;
    const small = (key: string): boolean =>
      LANGUAGES.some((language) => language !== 'ar' && this.#guesser.isSmall(key, language));
    const known = (key: string): boolean => LANGUAGES.some((language) => table.known[language].has(key));
    this.#masker = new Masker(
      data.languages,
      (word) => small(word.key),
      (word) => known(word.key),
    );
    this.#places = new PlaceReader(data.places, small);
    const others = (on: Board, word: number): boolean => {
      const here = on.spans[word];
      return ['@older_person', '@partner'].some((concept) => here?.has(table.symbol(concept)));
    };
    this.#ages = new AgeReader(this.#engine.grammar, others, (on, word) => this.#engine.namesChild(on, word));
    this.#commands = new CommandReader(data.languages);
    this.problems = this.#engine.problems;
    this.#second = second ?? this.#learned();
  }

  danger(text: string): { emergency: string | null; askNow: boolean } {
    const { emergency, askNow } = this.#findDanger(text);
    return { emergency, askNow };
  }

  command(text: string): Command | null {
    return this.#commands.read(text);
  }

  language(text: string): Language | null {
    return this.#guesser.read(text).lang;
  }

  understand(text: string, hint?: Language | null): Understanding {
    const tokens = tokenize(text);
    const guess = this.#guesser.read(text, tokens);
    const danger = this.#findDanger(text, tokens, guess);
    const lang = guess.lang ?? (isLanguage(hint) ? hint : null);
    const ranges = this.#mask(text, tokens);
    const hidden = hiddenWords(tokens, ranges ?? []);
    const skip = (word: number): boolean => hidden.has(word);
    const on = this.#engine.lay(tokens, { ...guess, lang }, { everyLanguage: false, correct: true }, skip);
    const lookalikes = new Set<string>();
    const matches = this.#engine.find(on, (target) => lookalikes.add(target));
    const role = roleOf(matches);
    const found = this.#signals(text, tokens, matches, danger, role, ranges);
    const age = this.#ages.read(on);
    const ids = found.signals.map(({ id }) => id);
    const said = matches
      .filter(({ pattern, status }) => pattern.target.startsWith('urgency:') && status === 'asserted')
      .map(({ pattern }) => pattern.target.slice(8) as Urgency);
    const suggested = suggestions(found.unsure, this.#meanings(on), this.#data, new Set([...ids, ...found.negated]));
    const child =
      on.tokens.words.some((_, at) => this.#engine.namesChild(on, at)) ||
      this.#engine.grammar.all(on, 'child_pronouns').length > 0;
    const urgency = danger.emergency ? 'emergency' : urgencyOf(this.#data.urgency.rules, ids, age, said);
    const doubtful = [...ids, ...found.unsure].some((id) => this.#data.urgency.ask_now.includes(id));
    const intents = intentsOf(matches, {
      asserted: ids.length,
      suggested: suggested.length,
      negated: found.negated.length,
      emergency: danger.emergency !== null,
      child,
      words: tokens.words.length,
    });
    const askNow = urgency !== 'emergency' && (danger.askNow || doubtful);
    const advice = this.#advice({
      engine: this.#engine,
      lang,
      on,
      matches,
      lookalikes,
      skip,
      signals: ids,
      negated: found.negated,
      unsure: found.unsure,
      suggested,
      emergency: danger.emergency,
      askNow,
      urgency,
      intents,
    });
    return {
      lang,
      langSure: guess.lang !== null && guess.sure,
      intents: advice?.intents ?? intents,
      signals: advice ? this.#advised(text, tokens, found.signals, advice, ranges) : found.signals,
      suggested: advice?.suggest ?? suggested,
      negated: found.negated,
      urgency: advice?.urgency ?? urgency,
      askNow: advice?.askNow ?? askNow,
      emergency: danger.emergency,
      age,
      place: this.#places.read(text, tokens, skip),
      role,
      masked: ranges ? maskRange(text, ranges) : null,
    };
  }

  /** Danger must be answered whatever else is broken: an error here counts as none found, not as a failure of the turn. */
  #findDanger(text: string, tokens?: Tokens, reading?: Reading): Danger {
    try {
      return this.#danger.find(text, tokens, reading);
    } catch {
      return NO_DANGER;
    }
  }

  /** Weights that cannot be used are told as a problem; the rules work without them. */
  #learned(): SecondReader | null {
    if (!this.#data.learned) return null;
    try {
      return createLearned(this.#data.learned, this.#data);
    } catch (error) {
      this.problems.push({ language: null, row: 'learned.bin', problem: error instanceof Error ? error.message : '' });
      return null;
    }
  }

  /** What was learned only adds to the rules: an error in it must not take away what they found. */
  #advice(scene: Scene): Advice | null {
    try {
      return this.#second?.read(scene) ?? null;
    } catch {
      return null;
    }
  }

  #advised(
    text: string,
    tokens: Tokens,
    ruled: readonly FoundSignal[],
    { veto, assert }: Advice,
    ranges: Masked[] | null,
  ): FoundSignal[] {
    const added = assert.map(({ id, from, to, told }) => {
      const { start, end } = span(tokens, from, to);
      return this.#signal(text, id, start, end, told, ranges);
    });
    const all = [...ruled.filter(({ id }) => !veto.includes(id)), ...added];
    return all.sort((a, b) => a.start - b.start || a.id.localeCompare(b.id));
  }

  #mask(text: string, tokens: Tokens): Masked[] | null {
    try {
      return this.#masker.find(text, tokens);
    } catch {
      return null;
    }
  }

  #meanings(on: Board): Map<string, number> {
    const out = new Map<string, number>();
    for (const concept of Object.keys(this.#data.concepts)) {
      const sym = this.#engine.table.find(`@${concept}`);
      const times = sym === undefined ? 0 : (on.starts.get(sym)?.length ?? 0);
      if (times > 0) out.set(concept, times);
    }
    return out;
  }

  #signals(
    text: string,
    tokens: Tokens,
    matches: Judged[],
    danger: Danger,
    role: string | null,
    ranges: Masked[] | null,
  ) {
    const best = new Map<string, Judged>();
    const negated = new Set<string>();
    const unsure: string[] = [];
    const denials = matches.filter(({ status }) => status === 'negated' || status === 'ended');
    for (const match of matches) {
      const id = match.pattern.target;
      const signal = this.#data.signals[id];
      if (!signal || (match.status === 'asserted' && denials.some((denial) => overrules(denial, match)))) continue;
      if (match.status === 'negated' || match.status === 'ended') negated.add(id);
      else if (match.status !== 'asserted') {
        if (match.status === 'rumour') unsure.push(id);
      } else if (match.ofWriter && !signal.family && role !== null && role !== 'young_person') continue;
      else if (match.pattern.use === 'maybe') unsure.push(id);
      else {
        const known = best.get(id);
        if (!known || match.words.length > known.words.length) best.set(id, match);
      }
    }
    const signals = [...best].map(([id, match]) => {
      negated.delete(id);
      const { start, end } = span(tokens, match.from, match.to);
      return this.#signal(text, id, start, end, match.told, ranges);
    });
    this.#alongWith(text, danger, signals, negated, ranges);
    signals.sort((a, b) => a.start - b.start || a.id.localeCompare(b.id));
    return { signals, negated: [...negated], unsure };
  }

  /** An emergency brings its observations along, with the words that it rests on. */
  #alongWith(
    text: string,
    danger: Danger,
    signals: FoundSignal[],
    negated: Set<string>,
    ranges: Masked[] | null,
  ): void {
    const kind = this.#data.emergencies.find(({ id }) => id === danger.emergency);
    if (!kind || !danger.at) return;
    for (const id of kind.signals) {
      if (signals.some((signal) => signal.id === id) || negated.has(id)) continue;
      signals.push(this.#signal(text, id, danger.at.start, danger.at.end, danger.matches[0]?.told ?? false, ranges));
    }
  }

  #signal(text: string, id: string, start: number, end: number, told: boolean, ranges: Masked[] | null): FoundSignal {
    return {
      id,
      evidence: text.slice(start, end),
      start,
      end,
      source: told ? 'told' : 'seen',
      maskedEvidence: ranges ? maskRange(text, ranges, start, end) : '',
    };
  }
}

/** A denial that holds all of a match's words counts more than what they say alone. */
function overrules(denial: Judged, match: Judged): boolean {
  if (denial.pattern.target !== match.pattern.target || denial === match) return false;
  if (denial.pattern.use === '' || denial.pattern.use === 'maybe') {
    if (match.pattern.use === 'keep') return false;
    return match.words.every((word) => denial.words.includes(word));
  }
  return match.words.some((word) => word >= denial.from && word < denial.to);
}

function span(tokens: Tokens, from: number, to: number): { start: number; end: number } {
  return { start: tokens.words[from]?.start ?? 0, end: tokens.words[to - 1]?.end ?? 0 };
}

function hiddenWords(tokens: Tokens, ranges: readonly Masked[]): Set<number> {
  const out = new Set<number>();
  tokens.words.forEach((word, at) => {
    if (ranges.some((range) => word.start < range.end && word.end > range.start)) out.add(at);
  });
  return out;
}
