import { join } from 'node:path';
import { checkRules } from '../rules/check.ts';
import { type Rule, type RuleBook, ruleFileSchema, ruleIndexSchema, sourcesSchema } from '../rules/schema.ts';
import type { Problem } from './problem.ts';
import { readYaml } from './yaml.ts';

/**
 * Reads `knowledge/rules/`; what is wrong is added to the problems with its file and line. Gives null when a file
 * cannot be used at all.
 */
export function readRules(folder: string, signals: ReadonlySet<string>, problems: Problem[]): RuleBook | null {
  const index = readYaml(join(folder, 'index.yml'), ruleIndexSchema, problems);
  const sources = readYaml(join(folder, 'sources.yml'), sourcesSchema, problems);
  if (!index || !sources) return null;
  const files = index.data.files.map((name) => readYaml(join(folder, `${name}.yml`), ruleFileSchema, problems));
  if (files.some((file) => file === null)) return null;
  const rules: Rule[] = [];
  const places = new Map<string, { file: string; line: number | null }>();
  for (const file of files) {
    for (const [at, rule] of (file?.data.rules ?? []).entries()) {
      rules.push(rule);
      if (file) places.set(rule.id, { file: file.file, line: file.lineOf(['rules', at]) });
    }
  }
  const book = { rules, index: index.data, sources: sources.data };
  for (const { rule, problem } of checkRules(book, signals)) {
    const { file, line } = places.get(rule) ?? { file: index.file, line: null };
    problems.push({ file, line, message: `rule '${rule}': ${problem}` });
  }
  return book;
}
