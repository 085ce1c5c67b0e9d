/** Reads the labelled example messages of `knowledge/language/<language>/`: one table, and a folder of tables by other hands. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent, Language, Urgency } from '../core/vocabulary.ts';
import { INTENTS, LANGUAGES, URGENCIES } from '../core/vocabulary.ts';
import type { Problem } from './problem.ts';
import type { TsvRow } from './tsv.ts';
import { readTsv } from './tsv.ts';

const COLUMNS = [
  'id',
  'text',
  'signals',
  'optional',
  'negated',
  'urgency',
  'intents',
  'age',
  'place',
  'role',
  'variety',
] as const;

/** An invented message with what a careful reader takes from it (`knowledge/language/README.md`). */
export interface Utterance {
  id: string;
  language: Language;
  /** Name of the table: messages of one table have one author. */
  hand: string;
  text: string;
  signals: string[];
  /** Neither right nor wrong. */
  optional: string[];
  negated: string[];
  urgency: Urgency;
  /** Main intent first. */
  intents: Intent[];
}

/** All example messages below `knowledge/language`, ordered by language, file and row; wrong rows are left out and told. */
export function readUtterances(knowledge: string, signals: ReadonlySet<string>, problems: Problem[]): Utterance[] {
  const ids = new Set<string>();
  return LANGUAGES.flatMap((language) =>
    tablesOf(join(knowledge, 'language', language)).flatMap(({ file, hand }) =>
      readTsv(file, COLUMNS, problems).flatMap((row) => {
        const wrong = faults(row, signals, ids);
        problems.push(...wrong.map((message) => ({ file, line: row.line, message })));
        if (wrong.length > 0) return [];
        ids.add(row.cells.id);
        return [utteranceOf(row, language, hand)];
      }),
    ),
  );
}

function tablesOf(folder: string): { file: string; hand: string }[] {
  const more = join(folder, 'utterances');
  const names = existsSync(more)
    ? readdirSync(more)
        .filter((name) => name.endsWith('.tsv'))
        .sort()
    : [];
  return [
    { file: join(folder, 'utterances.tsv'), hand: 'utterances' },
    ...names.map((name) => ({ file: join(more, name), hand: name.slice(0, -4) })),
  ];
}

const listOf = (cell: string): string[] => cell.split(/\s+/).filter((one) => one !== '');

function faults(
  { cells }: TsvRow<(typeof COLUMNS)[number]>,
  signals: ReadonlySet<string>,
  ids: ReadonlySet<string>,
): string[] {
  const out: string[] = [];
  if (cells.id === '' || ids.has(cells.id)) out.push(`the id '${cells.id}' is empty or stands twice`);
  if (cells.text === '') out.push('the text is empty');
  for (const column of ['signals', 'optional', 'negated'] as const) {
    for (const id of listOf(cells[column])) if (!signals.has(id)) out.push(`no such observation: ${id}`);
  }
  if (!(URGENCIES as readonly string[]).includes(cells.urgency)) out.push(`no such urgency: ${cells.urgency}`);
  const intents = listOf(cells.intents);
  if (intents.length === 0) out.push('there must be an intent');
  for (const id of intents) if (!(INTENTS as readonly string[]).includes(id)) out.push(`no such intent: ${id}`);
  return out;
}

function utteranceOf({ cells }: TsvRow<(typeof COLUMNS)[number]>, language: Language, hand: string): Utterance {
  return {
    id: cells.id,
    language,
    hand,
    text: cells.text,
    signals: listOf(cells.signals),
    optional: listOf(cells.optional),
    negated: listOf(cells.negated),
    urgency: cells.urgency as Urgency,
    intents: listOf(cells.intents) as Intent[],
  };
}
