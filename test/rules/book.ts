import { z } from 'zod';
import { KnowledgeError, type Problem } from '../../src/knowledge/problem.ts';
import { readRules } from '../../src/knowledge/rules.ts';
import { readYaml } from '../../src/knowledge/yaml.ts';
import type { RuleBook } from '../../src/rules/schema.ts';

const problems: Problem[] = [];
const file = readYaml('knowledge/signals.yml', z.object({ signals: z.record(z.string(), z.unknown()) }), problems);

/** The observations of the vocabulary. */
export const signalIds: ReadonlySet<string> = new Set(Object.keys(file?.data.signals ?? {}));

/** The rules as they stand in `knowledge/rules/`. */
export const ruleBook: RuleBook = read();

function read(): RuleBook {
  const book = readRules('knowledge/rules', signalIds, problems);
  if (!book) throw new KnowledgeError(problems);
  return book;
}
