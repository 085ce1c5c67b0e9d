import { join } from 'node:path';
import { LANGUAGES, type Language } from '../core/vocabulary.ts';
import type { Problem } from './problem.ts';
import { type FlatTexts, languagesOf, type Text } from './texts.ts';

/** The plural forms that each language needs (CLDR). */
const PLURALS: Record<Language, string[]> = {
  sv: formsOf('sv'),
  ar: formsOf('ar'),
  so: formsOf('so'),
  en: formsOf('en'),
};
const ANY_FORM = /_(zero|one|two|few|many|other)$/;
/** i18next would take these for its own options. */
const RESERVED = [
  'lng',
  'lngs',
  'ns',
  'context',
  'defaultValue',
  'ordinal',
  'nest',
  'joinArrays',
  'postProcess',
  'interpolation',
];

function formsOf(lang: Language): string[] {
  return new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
}

/** What is wrong with the texts as a whole: nothing may be missing, empty or say something else in one language. */
export function checkTexts(texts: FlatTexts, dir: string, problems: Problem[]): void {
  const plurals = pluralKeys(texts);
  for (const lang of LANGUAGES) {
    for (const [id, text] of texts[lang]) checkText(id, text, lang, plurals, problems);
  }
  const keys = new Map<string, Language>();
  for (const lang of LANGUAGES) {
    for (const id of texts[lang].keys()) {
      const key = baseOf(id, plurals);
      if (!keys.has(key)) keys.set(key, lang);
    }
  }
  const missing = missingFiles(keys, texts, dir, problems);
  for (const [key, origin] of keys) checkKey({ key, origin, texts, plurals, missing, dir }, problems);
}

/** `lang/subject` of files that are not there at all: told once and not for each of their texts. */
function missingFiles(keys: Map<string, Language>, texts: FlatTexts, dir: string, problems: Problem[]): Set<string> {
  const missing = new Set<string>();
  const subjects = new Set([...keys.keys()].map(subjectOf));
  for (const subject of subjects) {
    for (const lang of languagesOf(subject)) {
      if ([...texts[lang].keys()].some((id) => subjectOf(id) === subject)) continue;
      missing.add(`${lang}/${subject}`);
      problems.push({ file: join(dir, lang, `${subject}.json`), line: null, message: 'this file has no texts yet' });
    }
  }
  return missing;
}

function subjectOf(key: string): string {
  return key.split(':')[0] ?? '';
}

interface KeyCheck {
  key: string;
  /** The first language that has it. */
  origin: Language;
  texts: FlatTexts;
  plurals: Set<string>;
  missing: Set<string>;
  dir: string;
}

/** A key has plural forms when some language has both its `_one` and its `_other`; other keys may end in such a word. */
function pluralKeys(texts: FlatTexts): Set<string> {
  const found = new Set<string>();
  for (const lang of LANGUAGES) {
    for (const id of texts[lang].keys()) {
      const base = id.replace(/_one$/, '');
      if (base !== id && texts[lang].has(`${base}_other`)) found.add(base);
    }
  }
  return found;
}

function baseOf(id: string, plurals: Set<string>): string {
  const base = id.replace(ANY_FORM, '');
  return plurals.has(base) ? base : id;
}

function checkText(
  id: string,
  { text, file, line }: Text,
  lang: Language,
  plurals: Set<string>,
  problems: Problem[],
): void {
  const say = (message: string) => problems.push({ file, line, message: `${id}: ${message}` });
  if (text.trim() === '') say('the text is empty');
  if (text !== text.trim()) say('the text begins or ends with a blank');
  if (text.includes('$t(')) say("texts do not refer to each other with '$t('");
  if (/\{\{[^}]*$|\{\{\s*\}\}|\{\{[^A-Za-z]/.test(text))
    say("a parameter is not closed or has a wrong name: '{{name}}'");
  for (const param of paramsOf(text)) if (RESERVED.includes(param)) say(`a parameter cannot be called '${param}'`);
  const form = id.match(ANY_FORM)?.[1];
  if (form && plurals.has(id.replace(ANY_FORM, '')) && !PLURALS[lang].includes(form)) {
    say(`the language '${lang}' has no plural form '${form}'`);
  }
  if (
    lang === 'ar' &&
    !/\p{Script=Arabic}/u.test(text) &&
    /\p{Script=Latin}{3}/u.test(text.replace(/\{\{[^}]*\}\}/g, '')) &&
    !isName(id)
  ) {
    say('the Arabic text holds no Arabic');
  }
}

/** Texts that are written in their own language wherever they stand. */
function isName(id: string): boolean {
  return id.startsWith('common:language.');
}

function checkKey({ key, origin, texts, plurals, missing: noFile, dir }: KeyCheck, problems: Problem[]): void {
  const subject = subjectOf(key);
  const wanted = languagesOf(subject);
  const params = new Map<Language, Set<string>>();
  for (const lang of wanted) {
    if (noFile.has(`${lang}/${subject}`)) continue;
    const ids = plurals.has(key) ? PLURALS[lang].map((form) => `${key}_${form}`) : [key];
    const found = ids.flatMap((id) => texts[lang].get(id) ?? []);
    const missing = ids.filter((id) => !texts[lang].has(id));
    const file = found[0]?.file ?? join(dir, lang, `${subject}.json`);
    const line = found[0]?.line ?? null;
    if (found.length === 0)
      problems.push({ file, line, message: `${key}: this text is missing in '${lang}' (it stands in '${origin}')` });
    else if (missing.length > 0) {
      const forms = missing.map((id) => id.slice(key.length + 1)).join(', ');
      problems.push({
        file,
        line,
        message: `${key}: the plural ${missing.length === 1 ? 'form' : 'forms'} ${forms} missing in '${lang}'`,
      });
    }
    if (found.length > 0) params.set(lang, new Set(found.flatMap(({ text }) => [...paramsOf(text)])));
    if (plurals.has(key)) params.get(lang)?.delete('count');
  }
  for (const lang of LANGUAGES) {
    const text = texts[lang].get(key) ?? texts[lang].get(`${key}_other`);
    if (text && !wanted.includes(lang)) {
      problems.push({
        file: text.file,
        line: text.line,
        message: `${key}: the subject '${subject}' is not written in '${lang}'`,
      });
    }
  }
  checkParams(key, params, texts, problems);
}

/** The Swedish texts say which parameters there are; where there is no Swedish text, the first language does. */
function checkParams(key: string, params: Map<Language, Set<string>>, texts: FlatTexts, problems: Problem[]): void {
  const [model, expected] = params.entries().next().value ?? [];
  if (!model || !expected) return;
  for (const [lang, found] of params) {
    const at = texts[lang].get(key) ?? texts[lang].get(`${key}_other`);
    const say = (message: string) =>
      problems.push({ file: at?.file ?? key, line: at?.line ?? null, message: `${key}: ${message}` });
    for (const name of found)
      if (!expected.has(name)) say(`the parameter '{{${name}}}' is unknown: the '${model}' text has none of that name`);
    for (const name of expected)
      if (!found.has(name)) say(`the parameter '{{${name}}}' of the '${model}' text is missing in '${lang}'`);
  }
}

/** Names of the parameters of a text. */
export function paramsOf(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*(?:,[^}]*)?\}\}/g)].map((match) => match[1] ?? ''),
  );
}
