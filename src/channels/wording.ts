import type { Param, Words } from '../core/reply.ts';
import type { Channel, Language } from '../core/vocabulary.ts';

/** Looks up a text and fills in its parameters; throws when the key is unknown in the language. */
export type LookUp = (lang: Language, key: string, params: Record<string, string | number>) => string;

/** National numbers that any text may name; written as Swedes write them (contract section 8). */
const NUMBERS: Record<string, string> = {
  n112: '112',
  n11414: '114 14',
  n116000: '116 000',
  n116111: '116 111',
  n90101: '90101',
  n1177: '1177',
  n020505050: '020-50 50 50',
};

const ZONE = 'Europe/Stockholm';
/** Latin digits in Arabic, as Swedish letters have them; Somali dates with the month's name. */
const LOCALES: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB', so: 'so', ar: 'ar-u-nu-latn' };

const FIRST_STRONG = '\u2068';
const LEFT_TO_RIGHT = '\u2066';
const POP = '\u2069';
const LRM = '\u200e';
const RIGHT_TO_LEFT_LETTERS = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/**
 * Words a text in one language. Names, numbers and quoted words keep their own direction: isolated inside a
 * right-to-left text and wherever the two directions meet. Old phones draw isolates as boxes, so that SMS gets
 * plain direction marks (see the notes on Arabic in `docs/languages.md`).
 */
export function wordText(words: Words, lang: Language, channel: Channel, lookUp: LookUp): string {
  const params: Record<string, string | number> = {};
  for (const [name, number] of Object.entries(NUMBERS)) params[name] = isolate(number, 'ltr', lang, channel);
  for (const [name, param] of Object.entries(words.params ?? {})) {
    params[name] = typeof param === 'number' ? param : wordParam(param, lang, channel, lookUp);
  }
  return lookUp(lang, words.key, params);
}

function wordParam(param: Param, lang: Language, channel: Channel, lookUp: LookUp): string {
  if (typeof param === 'string' || typeof param === 'number') return String(param);
  if ('key' in param) return wordText(param, lang, channel, lookUp);
  if ('list' in param) {
    return param.list.map((item) => wordParam(item, lang, channel, lookUp)).join(lang === 'ar' ? '، ' : ', ');
  }
  if ('name' in param) return isolate(param.name, 'auto', lang, channel);
  if ('phone' in param) return isolate(param.phone, 'ltr', lang, channel);
  if ('code' in param) return isolate(param.code, 'ltr', lang, channel);
  if ('quote' in param) return quoted(param.quote, lang, channel);
  if ('clock' in param) return isolate(format(param.clock, lang, { timeStyle: 'short' }), 'ltr', lang, channel);
  return format(param.date, lang, { dateStyle: 'long', ...(param.time ? { timeStyle: 'short' } : {}) });
}

function format(iso: string, lang: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[lang], { timeZone: ZONE, hourCycle: 'h23', ...options }).format(new Date(iso));
}

const QUOTES: Record<Language, [string, string]> = { sv: ['”', '”'], en: ['“', '”'], so: ['“', '”'], ar: ['«', '»'] };

function quoted(text: string, lang: Language, channel: Channel): string {
  const [open, close] = QUOTES[lang];
  return `${open}${isolate(text, 'auto', lang, channel)}${close}`;
}

/** Puts a value that has a direction of its own between marks, where the reader's text runs the other way. */
export function isolate(value: string, direction: 'ltr' | 'auto', lang: Language, channel: Channel): string {
  const meetsOther = lang === 'ar' ? /[A-Za-z0-9À-ž]/.test(value) : RIGHT_TO_LEFT_LETTERS.test(value);
  if (!meetsOther || /^\d{1,5}$/.test(value)) return value;
  if (channel === 'sms') return lang === 'ar' ? `${LRM}${value}${LRM}` : value;
  return `${direction === 'ltr' ? LEFT_TO_RIGHT : FIRST_STRONG}${value}${POP}`;
}
