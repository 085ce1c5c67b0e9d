import type { Problem } from './problem.ts';
import { readText } from './yaml.ts';

export interface TsvRow<C extends string> {
  line: number;
  cells: Record<C, string>;
}

/**
 * Reads a table of tab-separated cells: the first row names the columns, `#` begins a comment line. A missing, unknown
 * or doubled column, or a row with too many or too few cells, is a problem; such a row is left out.
 */
export function readTsv<C extends string>(file: string, columns: readonly C[], problems: Problem[]): TsvRow<C>[] {
  const text = readText(file, problems);
  if (text === null) return [];
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ content, line: index + 1 }))
    .filter(({ content }) => content.trim() !== '' && !content.startsWith('#'));
  const [head, ...body] = lines;
  const names = head?.content.split('\t') ?? [];
  const wrong = columnProblems(names, columns);
  if (wrong.length > 0) {
    problems.push(...wrong.map((message) => ({ file, line: head?.line ?? null, message })));
    return [];
  }
  const rows: TsvRow<C>[] = [];
  for (const { content, line } of body) {
    const cells = content.split('\t');
    if (cells.length !== names.length) {
      problems.push({ file, line, message: `this row has ${cells.length} cells instead of ${names.length}` });
      continue;
    }
    const entries = names.map((name, index) => [name, (cells[index] ?? '').trim()]);
    rows.push({ line, cells: Object.fromEntries(entries) as Record<C, string> });
  }
  return rows;
}

function columnProblems(found: string[], wanted: readonly string[]): string[] {
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `the column '${name}' is missing`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `the column '${name}' is not known here`),
    ...found.filter((name, index) => found.indexOf(name) < index).map((name) => `the column '${name}' stands twice`),
  ];
}

/** The alternatives inside a cell. */
export function alternatives(cell: string): string[] {
  return cell
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
