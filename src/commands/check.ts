/**
 * `npm run check`: checks all knowledge and texts and prints what is wrong; ends with status 1 if anything is.
 * `npm run check -- contacts [municipality]`: the list of contacts for municipalities to confirm, as a table.
 */
import { join, relative } from 'node:path';
import { checkEverything } from '../knowledge/check.ts';
import { CONTACT_COLUMNS, contactList } from '../knowledge/contact-list.ts';
import { readKnowledge } from '../knowledge/knowledge.ts';
import { describe, KnowledgeError } from '../knowledge/problem.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const at = (folder: string) => join(ROOT, folder);
const say = (line: string) => process.stdout.write(`${line}\n`);
const named = (file: string) => relative(process.cwd(), file) || file;

function check(): number {
  const code = ['dialogs', join('src', 'core'), join('src', 'channels'), join('src', 'inbox')].map(at);
  const { problems, counts } = checkEverything({ knowledge: at('knowledge'), locales: at('locales'), code });
  for (const problem of problems) say(describe({ ...problem, file: named(problem.file) }));
  if (problems.length > 0) say('');
  for (const [name, count] of Object.entries(counts)) say(`${name}: ${count}`);
  say(`problems: ${problems.length}`);
  return problems.length > 0 ? 1 : 0;
}

function contacts(place: string | undefined): number {
  const knowledge = readKnowledge(at('knowledge'));
  const found = place === undefined ? null : knowledge.placeIndex.find(place);
  const rows = place !== undefined && !found ? [] : contactList(knowledge, found?.municipality ?? null);
  if (rows.length === 0) {
    process.stderr.write(`No contacts are known for '${place}'.\n`);
    return 1;
  }
  for (const row of [CONTACT_COLUMNS, ...rows]) say(row.join('\t'));
  const count = (name: string) => rows.filter((row) => row[CONTACT_COLUMNS.indexOf('state')] === name).length;
  say(
    `# ${rows.length} contacts: ${count('confirmed')} confirmed, ${count('read')} to confirm, ${count('gap')} missing`,
  );
  return 0;
}

const [command, place, ...more] = process.argv.slice(2);
try {
  if (command === undefined) process.exitCode = check();
  else if (command === 'contacts' && more.length === 0) process.exitCode = contacts(place);
  else {
    process.stderr.write('Usage: npm run check [-- contacts [municipality]]\n');
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof KnowledgeError)) throw error;
  process.stderr.write(
    `${error.problems.map((problem) => describe({ ...problem, file: named(problem.file) })).join('\n')}\n`,
  );
  process.exitCode = 1;
}
