import { join } from 'node:path';
import { LANGUAGES } from '../core/vocabulary.ts';
import type { RuleBook } from '../rules/schema.ts';
import { readAnswers } from './answers.ts';
import { readHandoffSettings } from './handoff.ts';
import { type Knowledge, tryKnowledge } from './knowledge.ts';
import { readUnderstandingData } from './language.ts';
import { checkNeeded, neededByCode, neededByKnowledge } from './needed-texts.ts';
import { describe, type Problem } from './problem.ts';
import { readReviewNotes, unreviewed } from './review.ts';
import { readRules } from './rules.ts';
import { hasText, tryTexts } from './texts.ts';

export interface CheckFolders {
  knowledge: string;
  locales: string;
  /** Folders whose code names texts; none when only the data are checked. */
  code: string[];
}

export interface CheckReport {
  /** By file and line; each once. */
  problems: Problem[];
  /** Null when it could not be read. */
  knowledge: Knowledge | null;
  counts: Record<string, number>;
}

/** Checks all data and texts, each and against each other. */
export function checkEverything({ knowledge: dir, locales, code }: CheckFolders): CheckReport {
  const problems: Problem[] = [];
  const knowledge = tryKnowledge(dir, problems);
  const signals = new Set(Object.keys(knowledge?.signals.signals ?? {}));
  const book = knowledge ? readRules(join(dir, 'rules'), signals, problems) : null;
  if (knowledge && book) checkRuleResources(book, knowledge, dir, problems);
  readAnswers(join(dir, 'language'), problems);
  readHandoffSettings(join(dir, 'handoff.yml'), signals, problems);
  problems.push(...readUnderstandingData(dir).problems);
  const flat = tryTexts(locales, problems);
  const subjects = new Set([...flat.sv.keys()].map((key) => key.split(':')[0] ?? ''));
  const needed = [...(knowledge ? neededByKnowledge(knowledge, book, dir) : []), ...neededByCode(code, subjects)];
  // What only some languages lack has been told already.
  const isSomewhere = (key: string) => LANGUAGES.some((lang) => hasText(flat[lang], key));
  checkNeeded(needed, isSomewhere, problems);
  const waiting = unreviewed(readReviewNotes(locales, problems));
  return {
    problems: inOrder(problems),
    knowledge,
    counts: { ...countKnowledge(knowledge, book), texts: flat.sv.size, ...reviewCounts(waiting) },
  };
}

/** Rules name resources and kinds of resources; a name that means nothing would silently drop its help. */
function checkRuleResources(book: RuleBook, { resources, kinds }: Knowledge, dir: string, problems: Problem[]): void {
  const ids = new Set(resources.map((resource) => resource.id));
  const say = (file: string, message: string) => problems.push({ file: join(dir, 'rules', file), line: null, message });
  for (const id of Object.keys(book.index.never))
    if (!ids.has(id)) say('index.yml', `never: there is no resource '${id}'`);
  for (const rule of book.rules) {
    for (const name of [...(rule.resources?.first ?? []), ...(rule.resources?.not ?? [])]) {
      if (!ids.has(name) && !(name in kinds))
        say('', `rule '${rule.id}': '${name}' is neither a resource nor a kind of help`);
    }
  }
}

function inOrder(problems: Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [describe(problem), problem]));
  return [...unique.values()].sort((a, b) => a.file.localeCompare(b.file, 'en') || (a.line ?? 0) - (b.line ?? 0));
}

function countKnowledge(knowledge: Knowledge | null, book: RuleBook | null): Record<string, number> {
  if (!knowledge) return {};
  const { resources, places, units, signals } = knowledge;
  const state = (name: string) => resources.filter((resource) => resource.state === name).length;
  return {
    signals: Object.keys(signals.signals).length,
    rules: book?.rules.length ?? 0,
    places: places.length,
    units: units.length,
    resources: resources.length,
    'resources confirmed': state('confirmed'),
    'resources read, not confirmed': state('read'),
    'resources missing': state('gap'),
    'resources with a phone number': resources.filter((resource) => resource.phones).length,
  };
}

function reviewCounts(waiting: { lang: string; files: string[] }[]): Record<string, number> {
  return Object.fromEntries(
    waiting.map(({ lang, files }) => [`text files in '${lang}' that no native speaker has read`, files.length]),
  );
}
