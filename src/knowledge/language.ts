/** Reads `knowledge/language/` and its neighbours into what the recognizer is built from. The only file access of the understanding. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Command, Language } from '../core/vocabulary.ts';
import { COMMANDS, LANGUAGES, URGENCIES } from '../core/vocabulary.ts';
import type { ExpressionRow, LanguageFiles, PlaceNames, UnderstandingData, Use } from '../understanding/data.ts';
import { USES } from '../understanding/data.ts';
import { readPlaces } from './places.ts';
import type { Problem } from './problem.ts';
import { KnowledgeError } from './problem.ts';
import { readText, readYaml } from './yaml.ts';

const words = z.array(z.string().min(1)).default([]);
const numbered = z.record(z.string(), z.number().int()).default({});
const grammarSchema = z.strictObject({
  language: z.enum(LANGUAGES),
  function_words: words,
  arabizi_words: words,
  negation: z.strictObject({
    before: words,
    after: words,
    particle: words,
    verb_endings: words,
    circumfix: z.array(z.tuple([z.string(), z.string()])).default([]),
  }),
  not_negation: words,
  cannot: words,
  denies_knowledge: words,
  ended: words,
  past: words,
  hypothetical: words,
  if_words: words,
  general: words,
  told: words,
  rumour: words,
  carriers: words,
  breaks: words,
  joins: words,
  question_words: words,
  now: words,
  soon_time: words,
  writer: words,
  child_pronouns: words,
  numbers: numbered,
  number_joiner: z.string().default(''),
  age: z.strictObject({
    units: words,
    before: words,
    bare: words,
    bare_after: words,
    not_age: words,
    not_age_after: words,
    older_than_child: words,
  }),
  school_year: z.strictObject({ before: words, after: words, ordinals: numbered, ordinals_need: words }),
  names: z.strictObject({ before: words }),
  address: words,
});

const signalIds = z.array(z.string()).default([]);
const conceptsSchema = z.strictObject({
  version: z.literal(1),
  concepts: z.record(
    z.string().regex(/^[a-z_]+$/),
    z.strictObject({ sv: z.string(), en: z.string(), generic: z.boolean().default(false), core: signalIds }),
  ),
});
const signalsSchema = z.object({
  version: z.literal(1),
  signals: z.record(
    z.string(),
    z.object({ group: z.string(), meaning: z.string(), family: z.boolean().default(false) }),
  ),
});
const emergenciesSchema = z.strictObject({
  version: z.literal(1),
  emergencies: z.record(z.string().regex(/^[a-z_]+$/), z.strictObject({ meaning: z.string(), signals: signalIds })),
});
const urgencySchema = z.strictObject({
  version: z.literal(1),
  rules: z.array(
    z.strictObject({
      urgency: z.enum(URGENCIES),
      all: z.array(z.string()).optional(),
      any: z.array(z.string()).optional(),
      count: z.number().int().positive().optional(),
      age_max: z.number().int().positive().optional(),
    }),
  ),
  ask_now: z.array(z.string()),
});

interface Row {
  line: number;
  cells: string[];
}

/** Rows of a table that people keep in a spreadsheet: empty cells at the end of a row may be missing. */
function rowsOf(file: string, head: readonly string[], problems: Problem[]): Row[] {
  const text = readText(file, problems);
  if (text === null) return [];
  const out: Row[] = [];
  let first = true;
  text.split(/\r?\n/).forEach((content, index) => {
    if (content.trim() === '' || content.startsWith('#')) return;
    const cells = content.split('\t').map((cell) => cell.trim());
    const line = index + 1;
    if (first) {
      first = false;
      if (head.some((name, at) => cells[at]?.replace(/^\uFEFF/, '') !== name))
        problems.push({ file, line, message: `the columns must be ${head.join(', ')}` });
    } else if (cells.length > head.length)
      problems.push({ file, line, message: `this row has ${cells.length} cells, at most ${head.length} are known` });
    else out.push({ line, cells });
  });
  return out;
}

function expressionsOf(
  file: string,
  head: readonly string[],
  known: (target: string) => boolean,
  problems: Problem[],
): ExpressionRow[] {
  return rowsOf(file, head, problems).flatMap(({ line, cells }) => {
    const [target = '', expression = '', use = ''] = cells;
    if (!known(target)) problems.push({ file, line, message: `no such target: ${target}` });
    else if (!(USES as readonly string[]).includes(use)) problems.push({ file, line, message: `no such use: ${use}` });
    else if (expression === '') problems.push({ file, line, message: 'the expression is empty' });
    else return [{ target, expression, use: use as Use }];
    return [];
  });
}

/** `expressions.tsv` and its companions (`expressions-danger.tsv`), in the order of their names; the first is never left out. */
function expressionFiles(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return [
    ...new Set(['expressions.tsv', ...names.filter((name) => /^expressions-[a-z0-9-]+\.tsv$/.test(name)).sort()]),
  ];
}

function readLanguage(
  folder: string,
  language: Language,
  concepts: ReadonlySet<string>,
  known: (target: string) => boolean,
  problems: Problem[],
): LanguageFiles | null {
  const at = (name: string): string => join(folder, language, name);
  const grammar = readYaml(at('grammar.yml'), grammarSchema, problems);
  const lexiconFile = at('lexicon.tsv');
  const lexicon = rowsOf(lexiconFile, ['concept', 'form', 'variety', 'note', 'reviewed'], problems).flatMap(
    ({ line, cells }) => {
      const [concept = '', form = ''] = cells;
      if (concepts.has(concept) && form !== '') return [{ concept, form }];
      problems.push({
        file: lexiconFile,
        line,
        message: form === '' ? 'the form is empty' : `no such meaning: ${concept}`,
      });
      return [];
    },
  );
  const commandsFile = at('commands.tsv');
  const commands = rowsOf(commandsFile, ['command', 'spelling', 'note', 'reviewed'], problems).flatMap(
    ({ line, cells }) => {
      const [command = '', spelling = ''] = cells;
      if ((COMMANDS as readonly string[]).includes(command) && spelling !== '')
        return [{ command: command as Command, spelling }];
      problems.push({ file: commandsFile, line, message: `no such command: ${command}` });
      return [];
    },
  );
  const head = ['target', 'expression', 'use', 'variety', 'note', 'reviewed'];
  const expressions = expressionFiles(join(folder, language)).flatMap((name) =>
    expressionsOf(at(name), head, known, problems),
  );
  return grammar && { grammar: grammar.data, lexicon, commands, expressions };
}

function readPlaceNames(file: string, problems: Problem[]): PlaceNames[] {
  return readPlaces(file, problems).map(({ id, kind, municipality, sv, names, ordinaryWord }) => ({
    id,
    kind,
    municipality,
    sv,
    names,
    ordinaryWord,
  }));
}

/** Weights of the learned part below `knowledge/language`, written by `npm run train`. */
export const LEARNED_FILE = 'learned.bin';

export interface ReadUnderstanding {
  /** Null when a file that nothing works without is missing or wrong. */
  data: UnderstandingData | null;
  problems: Problem[];
}

/** Reads everything under a knowledge folder that the recognizer needs. Wrong rows are left out and told as problems. */
export function readUnderstandingData(knowledge: string): ReadUnderstanding {
  const problems: Problem[] = [];
  const folder = join(knowledge, 'language');
  const concepts = readYaml(join(folder, 'concepts.yml'), conceptsSchema, problems);
  const signals = readYaml(join(knowledge, 'signals.yml'), signalsSchema, problems);
  const emergencies = readYaml(join(knowledge, 'emergencies.yml'), emergenciesSchema, problems);
  const urgency = readYaml(join(knowledge, 'urgency.yml'), urgencySchema, problems);
  if (!concepts || !signals || !emergencies || !urgency) return { data: null, problems };
  const known = (target: string): boolean =>
    target === '*' ||
    target in signals.data.signals ||
    /^(intent|role|urgency):[a-z_]+$/.test(target) ||
    (target.startsWith('emergency:') && target.slice(10) in emergencies.data.emergencies);
  const ids = new Set(Object.keys(concepts.data.concepts));
  const languages: Partial<Record<Language, LanguageFiles>> = {};
  for (const language of LANGUAGES) {
    const files = readLanguage(folder, language, ids, known, problems);
    if (files) languages[language] = files;
  }
  if (LANGUAGES.some((language) => !languages[language])) return { data: null, problems };
  const data: UnderstandingData = {
    concepts: concepts.data.concepts,
    signals: signals.data.signals,
    emergencies: Object.entries(emergencies.data.emergencies).map(([id, kind]) => ({ id, signals: kind.signals })),
    urgency: urgency.data,
    shared: expressionsOf(join(folder, 'expressions.tsv'), ['target', 'expression', 'use', 'note'], known, problems),
    languages: languages as Record<Language, LanguageFiles>,
    places: readPlaceNames(join(knowledge, 'places.tsv'), problems),
  };
  const learned = join(folder, LEARNED_FILE);
  if (existsSync(learned)) data.learned = readFileSync(learned);
  return { data, problems };
}

/** As `readUnderstandingData`, but stops with every problem told when nothing can be built. */
export function loadUnderstandingData(knowledge: string): UnderstandingData {
  const { data, problems } = readUnderstandingData(knowledge);
  if (!data) throw new KnowledgeError(problems);
  return data;
}
