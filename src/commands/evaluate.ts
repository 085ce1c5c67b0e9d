/** `npm run evaluate -- FILES`: how well labelled messages are understood, for each language and signal (README of the data). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { INTENTS, LANGUAGES, URGENCIES } from '../core/vocabulary.ts';
import { loadUnderstandingData } from '../knowledge/language.ts';
import { createRecognizer } from '../understanding/recognizer.ts';
import type { Labelled, Scored } from '../understanding/scorecard.ts';
import { score, scorecard } from '../understanding/scorecard.ts';

const ids = z.array(z.string()).default([]);
const messageSchema = z.object({
  id: z.string(),
  lang: z.enum(LANGUAGES),
  text: z.string(),
  signals: ids,
  optional: ids,
  negated: ids,
  urgency: z.enum(URGENCIES),
  urgency_ok: z.array(z.enum(URGENCIES)).min(1),
  intents: z.array(z.enum(INTENTS)).min(1),
  age: z.number().int().nullable(),
  place: z.string().nullable(),
});

function readMessages(file: string): Labelled[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [messageSchema.parse(JSON.parse(line))];
    } catch (error) {
      throw new Error(
        `${file}:${index + 1}: ${error instanceof z.ZodError ? z.prettifyError(error) : 'not a line of JSON'}`,
      );
    }
  });
}

function main(files: string[]): void {
  if (files.length === 0) {
    process.stderr.write('usage: npm run evaluate -- FILE...\n');
    process.exitCode = 2;
    return;
  }
  const messages = files.flatMap(readMessages);
  const recognizer = createRecognizer(
    loadUnderstandingData(fileURLToPath(new URL('../../knowledge', import.meta.url))),
  );
  const began = performance.now();
  const scored: Scored[] = messages.map((message) => score(message, recognizer.understand(message.text)));
  const spent = performance.now() - began;
  process.stdout.write(
    `${scorecard(scored)}\n${messages.length} messages, ${(spent / Math.max(1, messages.length)).toFixed(2)} ms each\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
