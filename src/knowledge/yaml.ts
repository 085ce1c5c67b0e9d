import { readFileSync } from 'node:fs';
import { isMap, isNode, isPair, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';

/** A file's checked content, and where each part of it stands. */
export interface YamlFile<T> {
  file: string;
  data: T;
  lineOf(path: PropertyKey[]): number | null;
}

/**
 * Reads YAML 1.2 (or JSON, which is a part of it) strictly: a doubled key, a misspelt key or a wrong value is a
 * problem, never a warning. Gives null when there was one; the problems are added to the list.
 */
export function readYaml<S extends z.ZodType>(
  file: string,
  schema: S,
  problems: Problem[],
): YamlFile<z.output<S>> | null {
  const text = readText(file, problems);
  if (text === null) return null;
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    strict: true,
    uniqueKeys: true,
    lineCounter: lines,
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    for (const fault of faults) {
      problems.push({ file, line: lines.linePos(fault.pos[0]).line, message: fault.message.split('\n')[0] ?? '' });
    }
    return null;
  }
  const lineOf = (path: PropertyKey[]) => {
    const offset = offsetOf(document.contents, path);
    return offset === null ? null : lines.linePos(offset).line;
  };
  const result = schema.safeParse(document.toJS(), { reportInput: true });
  if (result.success) return { file, data: result.data, lineOf };
  for (const { path, message } of result.error.issues.flatMap((issue) => plainIssues(issue))) {
    const where = path.length > 0 ? `${path.join('.')}: ` : '';
    problems.push({ file, line: lineOf(path), message: `${where}${message}` });
  }
  return null;
}

export function readText(file: string, problems: Problem[]): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    if (text.includes('\u0000')) throw new TypeError();
    return text;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    problems.push({
      file,
      line: null,
      message: missing ? 'this file is missing' : 'this file cannot be read as UTF-8 text',
    });
    return null;
  }
}

/** zod hides what is wrong with one of several shapes: say it for the shape that was nearest. */
function plainIssues(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'this key is not known here' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
    const deeper = nearest.filter((one) => one.path.length > 0);
    if (deeper.length > 0) return deeper.flatMap((one) => plainIssues({ ...one, path: [...issue.path, ...one.path] }));
  }
  return [{ path: issue.path, message: plainMessage(issue) }];
}

function plainMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
  if (issue.code !== 'invalid_type') return issue.message;
  return issue.input === undefined ? 'this is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
}

const KINDS: Record<string, string> = {
  array: 'a list',
  object: 'a set of keys',
  record: 'a set of keys',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function depth(issues: z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

/** Offset of the deepest part of the path that exists; a key is found at its name. */
function offsetOf(root: unknown, path: PropertyKey[]): number | null {
  let node = root;
  let offset = isNode(root) ? (root.range?.[0] ?? null) : null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === String(step));
      if (!pair || !isPair(pair)) break;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
