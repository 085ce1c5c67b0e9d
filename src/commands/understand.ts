/** `npm run --silent understand`: JSON Lines in, JSON Lines out, in the same order (contract section 3). */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Recognizer, Understanding } from '../core/description.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import { loadUnderstandingData } from '../knowledge/language.ts';
import { createRecognizer } from '../understanding/recognizer.ts';

/** The whole body that danger is looked for in (contract section 9). */
const MOST_BYTES = 16 * 1024;

const inputSchema = z.strictObject({
  id: z.union([z.string(), z.number()]),
  text: z.string().refine((text) => Buffer.byteLength(text) <= MOST_BYTES, `longer than ${MOST_BYTES} bytes`),
  lang: z.enum(LANGUAGES).nullish(),
});

function answer(id: string | number, found: Understanding): unknown {
  return {
    id,
    lang: found.lang,
    intents: found.intents,
    signals: found.signals.map(({ id: signal, evidence, start, end, source }) => ({
      id: signal,
      evidence,
      start,
      end,
      source,
    })),
    suggested: found.suggested,
    negated: found.negated,
    urgency: found.urgency,
    ask_now: found.askNow,
    age: found.age,
    place: found.place,
    role: found.role,
    masked: found.masked ?? '',
  };
}

function failure(id: unknown, code: string, message: string): unknown {
  return { id: typeof id === 'string' || typeof id === 'number' ? id : null, error: { code, message } };
}

/** One line of the answer for one line of the input; never throws. */
export function understandLine(recognizer: Recognizer, line: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return JSON.stringify(failure(null, 'invalid_json', 'not a line of JSON'));
  }
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  const input = inputSchema.safeParse(value);
  if (!input.success) {
    const message = input.error.issues
      .map(({ path, message: text }) => (path.length > 0 ? `${path.join('.')}: ${text}` : text))
      .join('; ');
    return JSON.stringify(failure(id, 'invalid_input', message));
  }
  try {
    return JSON.stringify(answer(input.data.id, recognizer.understand(input.data.text, input.data.lang)));
  } catch {
    // The text is never repeated in an error: it may hold what must not be logged.
    return JSON.stringify(failure(id, 'internal', 'this line could not be understood'));
  }
}

async function main(): Promise<void> {
  const knowledge = fileURLToPath(new URL('../../knowledge', import.meta.url));
  const recognizer = createRecognizer(loadUnderstandingData(knowledge));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') process.stdout.write(`${understandLine(recognizer, line)}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
