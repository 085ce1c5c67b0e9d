/** `npm run --silent advise`: JSON Lines in, JSON Lines out, in the same order (contract section 3). */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { AdviceQuery, Advisor } from '../core/description.ts';
import { INTENTS, LANGUAGES, ROLES, URGENCIES } from '../core/vocabulary.ts';
import { createDirectory } from '../knowledge/directory.ts';
import { tryKnowledge } from '../knowledge/knowledge.ts';
import { describe, KnowledgeError, type Problem } from '../knowledge/problem.ts';
import { readRules } from '../knowledge/rules.ts';
import { createAdvisor } from '../rules/advisor.ts';

/** Answers one line of the input with one line; never throws. */
export type AdviseLine = (line: string) => string;

/** What `signals` may hold is what the vocabulary has: a misspelt one would silently be no ground for anything. */
function inputSchema(signals: ReadonlySet<string>) {
  return z.strictObject({
    id: z.union([z.string(), z.number()]),
    role: z.enum(ROLES).nullish(),
    bound_to_report: z.boolean().nullish(),
    signals: z.array(z.string().refine((id) => signals.has(id), 'not a signal of the vocabulary')).nullish(),
    urgency: z.enum(URGENCIES).nullish(),
    age: z.number().int().min(0).max(120).nullish(),
    place: z.string().max(200).nullish(),
    intents: z.array(z.enum(INTENTS)).nullish(),
    lang: z.enum(LANGUAGES).nullish(),
  });
}

type Input = z.infer<ReturnType<typeof inputSchema>>;

/** What is absent is unknown; an unknown urgency is none that was described. */
function asQuery(input: Input): AdviceQuery {
  return {
    role: input.role ?? null,
    boundToReport: input.bound_to_report ?? null,
    signals: [...new Set(input.signals ?? [])],
    urgency: input.urgency ?? 'none',
    age: input.age ?? null,
    place: input.place ?? null,
    intents: input.intents ?? [],
  };
}

/** The command without its input and output. `signals` are the ids of the vocabulary. */
export function createAdviseLine(advisor: Advisor, signals: ReadonlySet<string>): AdviseLine {
  const schema = inputSchema(signals);
  return (line) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return failure(null, 'invalid_json', 'not a line of JSON');
    }
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
    const input = schema.safeParse(value);
    if (!input.success) return failure(id, 'invalid_input', inWords(input.error));
    try {
      const { steps, missing } = advisor.advise(asQuery(input.data));
      return JSON.stringify({
        id: input.data.id,
        steps: steps.map(({ path, because, rule, resources }) => ({ path, because, rule, resources })),
        missing: missing.map((fact) => ({ fact })),
      });
    } catch {
      return failure(id, 'internal', 'this line could not be answered');
    }
  };
}

function inWords(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}

function failure(id: unknown, code: string, message: string): string {
  const known = typeof id === 'string' || typeof id === 'number' ? id : null;
  return JSON.stringify({ id: known, error: { code, message } });
}

/**
 * Reads the rules and the directory from a `knowledge/` folder.
 * @throws KnowledgeError with everything that is wrong with them.
 */
export function loadAdvisor(folder: string): { advisor: Advisor; signals: ReadonlySet<string> } {
  const problems: Problem[] = [];
  const knowledge = tryKnowledge(folder, problems);
  const signals = new Set(Object.keys(knowledge?.signals.signals ?? {}));
  const book = knowledge && readRules(join(folder, 'rules'), signals, problems);
  if (problems.length > 0 || !knowledge || !book) throw new KnowledgeError(problems);
  return { advisor: createAdvisor({ book, directory: createDirectory(knowledge) }), signals };
}

async function main(): Promise<void> {
  const { advisor, signals } = loadAdvisor(join(import.meta.dirname, '..', '..', 'knowledge'));
  const answer = createAdviseLine(advisor, signals);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') process.stdout.write(`${answer(line)}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    process.stderr.write(`${error.problems.map(describe).join('\n')}\n`);
    process.exitCode = 1;
  }
}
