import { join } from 'node:path';
import { fold } from '../core/choices.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import type { Problem } from './problem.ts';
import { readTsv } from './tsv.ts';

const COLUMNS = ['answer', 'spelling', 'note', 'reviewed'] as const;

/**
 * Short answers and the choice that each means (`<language>/answers.tsv`): 'mamma' to 'who are you?' is `role.parent`.
 * Folded by `fold`; of all languages, since people answer in another language than they are asked in.
 */
export function readAnswers(folder: string, problems: Problem[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const lang of LANGUAGES) {
    const file = join(folder, lang, 'answers.tsv');
    for (const { cells, line } of readTsv(file, COLUMNS, problems)) {
      const spelling = fold(cells.spelling);
      const known = answers.get(spelling);
      if (known !== undefined && known !== cells.answer) {
        problems.push({ file, line, message: `'${cells.spelling}' already means ${known}` });
      }
      answers.set(spelling, cells.answer);
    }
  }
  return answers;
}
