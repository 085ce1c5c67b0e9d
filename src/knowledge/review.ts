import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../core/vocabulary.ts';
import type { Problem } from './problem.ts';
import { subjectFiles } from './texts.ts';
import { readYaml } from './yaml.ts';

const note = z
  .strictObject({
    reviewed_by: z.string().min(1).nullable(),
    date: z.iso.date().nullable(),
    state: z.enum(['needs_native_review', 'reviewed']),
  })
  .refine((value) => (value.state === 'reviewed') === (value.reviewed_by !== null && value.date !== null), {
    message: "'reviewed' needs reviewed_by and date; 'needs_native_review' has neither",
  });

export type ReviewNotes = Record<Language, Record<string, z.infer<typeof note>>>;

/** Reads who has read the texts of each language (`_review.json`): machine-made text stays marked until a person has. */
export function readReviewNotes(dir: string, problems: Problem[]): ReviewNotes {
  const read = (lang: Language) => readLanguage(join(dir, lang), problems);
  return { sv: read('sv'), ar: read('ar'), so: read('so'), en: read('en') };
}

function readLanguage(folder: string, problems: Problem[]): ReviewNotes[Language] {
  const notes = readYaml(join(folder, '_review.json'), z.record(z.string(), note), problems);
  if (!notes) return {};
  for (const name of subjectFiles(folder)) {
    if (name in notes.data) continue;
    problems.push({
      file: notes.file,
      line: null,
      message: `${name} is not listed: nobody can see whether it was read`,
    });
  }
  for (const name of Object.keys(notes.data)) {
    if (existsSync(join(folder, name))) continue;
    problems.push({ file: notes.file, line: notes.lineOf([name]), message: `there is no file ${name}` });
  }
  return notes.data;
}

/** Files that no native speaker has read yet, by language. */
export function unreviewed(notes: ReviewNotes): { lang: Language; files: string[] }[] {
  return LANGUAGES.map((lang) => ({
    lang,
    files: Object.entries(notes[lang]).flatMap(([name, { state }]) => (state === 'reviewed' ? [] : [name])),
  }));
}
