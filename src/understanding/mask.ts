/**
 * Personal data in free text is replaced before anything is stored. Works on the raw text and gives ranges, so that evidence
 * keeps its offsets. Numbers are looked for in an order in which none is taken for another: e-mail, personal identity number,
 * account, date, phone, address, plate, name.
 */
import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { Language } from '../core/vocabulary.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import type { LanguageFiles } from './data.ts';
import { foldDigits } from './letters.ts';
import type { Token, Tokens } from './tokens.ts';
import { tokenize } from './tokens.ts';

export type MaskKind = 'email' | 'personal-number' | 'account' | 'date' | 'phone' | 'address' | 'plate' | 'name';

export interface Masked {
  start: number;
  end: number;
  kind: MaskKind;
}

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/giu;
/** Also coordination numbers (day + 60), interim numbers (a letter), and wrong check digits: a mistyped number is still somebody's. */
const PERSONAL =
  /(?<![\p{L}\d])(?:(?:18|19|20)\d{2}|\d{2})[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])\s?[-+–]?\s?(?:[\dTRSUWXJKLMN]\d{3}|XXXX)(?![\p{L}\d])/giu;
const IBAN = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,4})?(?![\p{L}\d])/gu;
const ACCOUNT =
  /(?:konto|clearing|account|bankgiro|plusgiro|kortnummer|card|حساب|بطاق|xisaab|koonto)[^\d\n]{0,25}(\d[\d\s.,-]{5,30}\d)/giu;
const CARD = /(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/g;
const DATE =
  /(?<!\d)(?:(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d{2})(?!\d)/g;
const SWEDISH_MOBILE = /(?<!\d)(?:\+46|0046|0)[\s.-]?\(?0?\)?7(?:[\s./-]?\d){8}(?!\d)/g;
const MANY_DIGITS = /(?:\d[\s\-./()]{0,3}){6}/;
/** What a phone number may look like: long enough runs of digits and what people write between them. */
const DIGIT_RUN = /\+?\(?\d(?:[\s\-./()]{0,2}\d){5,17}/g;
const RUNS_LOOKED_AT = 20;
const PLATE = /(?<![\p{L}\d])[A-ZÅÄÖ]{3} ?\d{2}[A-Z0-9](?![\p{L}\d])/gu;
const PLATE_SAID =
  /(?:reg(?:istrerings)?(?:nummer|nr)?|skylt(?:en|ar)?|plates?|لوحة|رقم السيارة|taarikada|targa)[^\p{L}\d\n]{1,3}(?:\p{L}+ )?(\p{L}{3} ?\d{2}[\p{L}\d])(?![\p{L}\d])/giu;
/** The highest house number. */
const HOUSES = 9999;

/** How a masked value is shown: the kind in brackets. */
export function placeholder(kind: MaskKind): string {
  return `[${kind}]`;
}

export class Masker {
  /** Folded street words: endings (*gatan), words after a name (* street) and before one (شارع *). */
  readonly #streets: { endings: string[]; after: Set<string>; before: Set<string> };
  /** By their first word. */
  readonly #introductions = new Map<string, string[][]>();
  readonly #small: (token: Token) => boolean;
  readonly #known: (token: Token) => boolean;

  /** `small` tells function words, `known` listed words: neither is a name. */
  constructor(
    languages: Record<Language, LanguageFiles>,
    small: (token: Token) => boolean,
    known: (token: Token) => boolean,
  ) {
    this.#small = small;
    this.#known = known;
    const forms = LANGUAGES.flatMap((language) => languages[language].grammar.address);
    const keys = (chosen: string[]): string[] =>
      chosen.map((form) => tokenize(form).words[0]?.key ?? '').filter((key) => key !== '');
    this.#streets = {
      endings: keys(forms.filter((form) => /^\*\S/.test(form))),
      after: new Set(keys(forms.filter((form) => form.startsWith('* ')))),
      before: new Set(keys(forms.filter((form) => form.endsWith(' *')))),
    };
    for (const phrase of LANGUAGES.flatMap((language) => languages[language].grammar.names.before)) {
      const keys = tokenize(phrase).words.map((word) => word.key);
      const [first = ''] = keys;
      this.#introductions.set(first, [...(this.#introductions.get(first) ?? []), keys]);
    }
  }

  /** All ranges to mask, in order and without overlap. */
  find(text: string, tokens: Tokens): Masked[] {
    const ranges: Masked[] = [];
    const digits = foldDigits(text);
    const add = (start: number, end: number, kind: MaskKind): void => {
      if (end > start && !ranges.some((range) => start < range.end && end > range.start))
        ranges.push({ start, end, kind });
    };
    if (/@|\(at\)|\[at\]/i.test(digits)) each(EMAIL, digits, (start, end) => add(start, end, 'email'));
    if (/\d/.test(digits)) {
      this.#numbers(digits, add);
      this.#addresses(tokens.words, add);
    }
    this.#names(text, tokens, add);
    return ranges.sort((a, b) => a.start - b.start);
  }

  #numbers(digits: string, add: (start: number, end: number, kind: MaskKind) => void): void {
    if (MANY_DIGITS.test(digits)) {
      each(PERSONAL, digits, (start, end) => add(start, end, 'personal-number'));
      each(IBAN, digits, (start, end) => add(start, end, 'account'));
      each(CARD, digits, (start, end) => add(start, end, 'account'));
      each(ACCOUNT, digits, (start, end) => add(start, end, 'account'), 1);
      each(DATE, digits, (start, end) => add(start, end, 'date'));
      each(SWEDISH_MOBILE, digits, (start, end) => add(start, end, 'phone'));
      this.#phones(digits, add);
    }
    each(PLATE, digits, (start, end) => add(start, end, 'plate'));
    each(PLATE_SAID, digits, (start, end) => add(start, end, 'plate'), 1);
  }

  /** Swedish and foreign phone numbers. In a text that is full of digits the later runs of them are masked whole. */
  #phones(digits: string, add: (start: number, end: number, kind: MaskKind) => void): void {
    let looked = 0;
    each(DIGIT_RUN, digits, (start, end) => {
      if (++looked > RUNS_LOOKED_AT) add(start, end, 'phone');
      else {
        const run = digits.slice(start, end);
        for (const found of findPhoneNumbersInText(run, 'SE'))
          add(start + found.startsAt, start + found.endsAt, 'phone');
      }
    });
  }

  /** A street name with a house number; the name alone is not yet somebody's address. */
  #addresses(words: readonly Token[], add: (start: number, end: number, kind: MaskKind) => void): void {
    const { endings, after, before } = this.#streets;
    words.forEach((word, at) => {
      const number = (index: number): boolean => {
        const value = words[index]?.value ?? null;
        return value !== null && value > 0 && value <= HOUSES && words[index]?.sentence === word.sentence;
      };
      const range = (from: number, to: number): void => {
        const letter = words[to + 1];
        const close = letter !== undefined && letter.key.length === 1 && letter.start - (words[to]?.end ?? 0) <= 1;
        add(words[from]?.start ?? word.start, (close ? letter : words[to])?.end ?? word.end, 'address');
      };
      if (
        word.script === 'latin' &&
        endings.some((ending) => word.key.length > ending.length && word.key.endsWith(ending))
      ) {
        if (number(at + 1))
          range(words[at - 1]?.capital && words[at - 1]?.clause === word.clause ? at - 1 : at, at + 1);
      } else if (after.has(word.key)) {
        if (number(at + 1) && at > 0) range(at - 1, at + 1);
        else if (number(at - 2)) range(at - 2, at);
        else if (number(at - 3)) range(at - 3, at);
      } else if (before.has(word.key)) {
        const house = [at + 2, at + 3, at + 4].find(number);
        if (house !== undefined) range(at, house);
      }
    });
  }

  #names(text: string, tokens: Tokens, add: (start: number, end: number, kind: MaskKind) => void): void {
    const values = new Set<string>();
    tokens.words.forEach((word, at) => {
      for (const phrase of this.#introductions.get(word.key) ?? []) {
        if (!phrase.every((key, index) => tokens.words[at + index]?.key === key)) continue;
        for (const name of this.#nameAt(tokens, at + phrase.length)) {
          add(name.start, name.end, 'name');
          values.add(text.slice(name.start, name.end).toLowerCase());
        }
      }
    });
    if (values.size === 0) return;
    for (const token of tokens.words) {
      const raw = text.slice(token.start, token.end).toLowerCase();
      for (const value of values) {
        if (raw === value || (value.length >= 3 && raw.startsWith(value) && raw.length - value.length <= 2))
          add(token.start, token.end, 'name');
      }
    }
  }

  /** The words of a name that begins there: one, and the following ones that look like surnames. */
  #nameAt(tokens: Tokens, at: number): Token[] {
    const out: Token[] = [];
    for (let index = at; index < at + 3; index++) {
      const word = tokens.words[index];
      const previous = tokens.words[index - 1];
      if (!word || !previous || word.sentence !== previous.sentence || word.script === 'number') break;
      if (this.#small(word) || word.key.length < 2) break;
      if (out.length > 0) {
        if (word.clause !== previous.clause || this.#known(word)) break;
        if (word.script === 'latin' && out[0]?.capital && !word.capital) break;
        if (word.script === 'arabic' && word.key.startsWith('و')) break;
        if (word.script === 'latin' && !out[0]?.capital && out.length >= 2) break;
      } else if (this.#known(word) && !word.capital) break;
      out.push(word);
    }
    return out;
  }
}

/** Masked form of the part of a text between two offsets. */
export function maskRange(text: string, ranges: readonly Masked[], start = 0, end = text.length): string {
  let out = '';
  let at = start;
  for (const range of ranges) {
    if (range.end <= start || range.start >= end) continue;
    out += text.slice(at, Math.max(at, range.start)) + placeholder(range.kind);
    at = Math.min(end, range.end);
  }
  return out + text.slice(at, end);
}

function each(pattern: RegExp, text: string, found: (start: number, end: number) => void, group = 0): void {
  for (const match of text.matchAll(pattern)) {
    const value = match[group] ?? '';
    const start = match.index + (group === 0 ? 0 : match[0].lastIndexOf(value));
    found(start, start + value.length);
  }
}
