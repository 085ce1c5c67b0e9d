import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../core/vocabulary.ts';
import { KnowledgeError, type Problem } from './problem.ts';
import { checkTexts } from './text-checks.ts';
import { readYaml } from './yaml.ts';

/** Subjects that are not written in every language: social services read inbox and tickets in Swedish or English. */
export const PARTIAL_SUBJECTS: Record<string, readonly Language[]> = { inbox: ['sv', 'en'], ticket: ['sv', 'en'] };

/** The languages in which a subject must be complete. */
export function languagesOf(subject: string): readonly Language[] {
  return PARTIAL_SUBJECTS[subject] ?? LANGUAGES;
}

export interface Text {
  text: string;
  file: string;
  line: number | null;
}

/** Every text of a language by `subject:path.to.text`; plural forms with their suffix (`…_few`). */
export type FlatTexts = Record<Language, Map<string, Text>>;

interface Tree {
  [key: string]: string | Tree;
}
const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "a key holds letters, digits, '_' and '-' only");
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.record(key, z.union([z.string(), tree], 'must be a text, or keys with texts')),
);

/**
 * Reads a `locales/` folder and checks it.
 * @throws KnowledgeError with every problem found.
 */
export function readTexts(dir: string): FlatTexts {
  const problems: Problem[] = [];
  const texts = tryTexts(dir, problems);
  if (problems.length > 0) throw new KnowledgeError(problems);
  return texts;
}

/** The same for a check that goes on to other files: adds to the problems. */
export function tryTexts(dir: string, problems: Problem[]): FlatTexts {
  const read = (lang: Language) => readLanguage(join(dir, lang), problems);
  const texts: FlatTexts = { sv: read('sv'), ar: read('ar'), so: read('so'), en: read('en') };
  checkTexts(texts, dir, problems);
  return texts;
}

/** Files that begin with `_` hold notes about the texts (`_review.json`), not texts. */
export function subjectFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('_'))
    .sort();
}

function readLanguage(folder: string, problems: Problem[]): Map<string, Text> {
  const found = new Map<string, Text>();
  if (!existsSync(folder)) problems.push({ file: folder, line: null, message: 'this folder is missing' });
  for (const name of subjectFiles(folder)) {
    const content = readYaml(join(folder, name), tree, problems);
    if (!content) continue;
    const walk = (part: Tree, path: string[]) => {
      for (const [key, value] of Object.entries(part)) {
        const here = [...path, key];
        if (typeof value !== 'string') walk(value, here);
        else {
          const id = `${name.slice(0, -'.json'.length)}:${here.join('.')}`;
          found.set(id, { text: value, file: content.file, line: content.lineOf(here) });
        }
      }
    };
    walk(content.data, []);
  }
  return found;
}

export interface Texts {
  /**
   * Words a text. Values are put in as they are: escaping is the work of whoever writes HTML.
   * @throws when the language has no such text, or when one of its parameters is not given.
   */
  lookUp(lang: Language, key: string, params?: Record<string, string | number>): string;
  /** Whether every language of the key's subject has the text. */
  has(key: string): boolean;
}

/** An i18next instance that never falls back to another language, made of texts that were read. */
export function createTexts(texts: FlatTexts): Texts {
  const instance = createInstance();
  const resources: Record<string, Record<string, Record<string, string>>> = {};
  for (const lang of LANGUAGES) {
    const subjects: Record<string, Record<string, string>> = {};
    for (const [id, { text }] of texts[lang]) {
      const [subject = '', path = ''] = id.split(':');
      subjects[subject] ??= {};
      subjects[subject][path] = text;
    }
    resources[lang] = subjects;
  }
  const subjects = [...new Set(LANGUAGES.flatMap((lang) => Object.keys(resources[lang] ?? {})))];
  instance.init({
    lng: 'sv',
    fallbackLng: false,
    ns: subjects,
    defaultNS: false,
    appendNamespaceToMissingKey: true,
    // The texts are flat: a dot belongs to the key.
    keySeparator: false,
    nsSeparator: ':',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      throw new Error(`There is no text '${key}'`);
    },
    missingInterpolationHandler: (_text, match: RegExpExecArray) => {
      throw new Error(`The parameter '${match[1]}' is not given`);
    },
  });
  return {
    // What a person wrote may look like a reference to another text: it is never followed.
    lookUp: (lang, key, params) => instance.t(key, { ...params, lng: lang, nest: false }),
    has: (key) => languagesOf(key.split(':')[0] ?? '').every((lang) => hasText(texts[lang], key)),
  };
}

/** Whether a language has the text, in plural forms or plain. */
export function hasText(texts: Map<string, Text>, key: string): boolean {
  return texts.has(key) || texts.has(`${key}_other`);
}
