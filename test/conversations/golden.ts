/**
 * `npm run golden`: plays the golden conversations and tells which go otherwise than written down.
 * `npm run golden -- --update [part of a file name]` writes down how they go today: read the difference before you commit it.
 * `npm run golden -- --show part-of-a-file-name` prints a conversation as a person would see it.
 */
import { isDeepStrictEqual } from 'node:util';
import { assemble } from '../../src/assembly.ts';
import { playGolden, readGolden, writeGolden } from '../support/golden.ts';

const [option, name = ''] = process.argv.slice(2);
const house = assemble({ contacts: 'all' });
const chosen = readGolden().filter(({ file }) => file.includes(name));
let changed = 0;
for (const { file, golden } of chosen) {
  const { golden: today, text } = playGolden(house, golden);
  if (option === '--show') process.stdout.write(`# ${golden.title}\n\n${text}\n\n`);
  if (isDeepStrictEqual(today, golden)) continue;
  changed += 1;
  if (option === '--update') writeGolden(file, today);
  process.stdout.write(`${option === '--update' ? 'updated' : 'goes otherwise'}: ${file}\n`);
}
process.stdout.write(
  `${chosen.length} conversations, ${changed} ${option === '--update' ? 'updated' : 'go otherwise'}\n`,
);
process.exitCode = changed > 0 && option !== '--update' ? 1 : 0;
