import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleBook } from '../rules/schema.ts';
import type { Knowledge } from './knowledge.ts';
import type { Problem } from './problem.ts';

/** A text that something asks for, and who asks. */
export interface NeededText {
  key: string;
  file: string;
  line: number | null;
}

const PATH_TEXTS = ['title', 'what', 'how', 'next', 'honest'];
const KIND_TEXTS = ['name', 'is'];

/** The texts that an id of the knowledge needs so that it can be said. */
export function neededByKnowledge(
  { signals, paths, emergencies, kinds }: Knowledge,
  book: RuleBook | null,
  dir: string,
): NeededText[] {
  const at = (file: string) => (key: string) => ({ key, file: join(dir, file), line: null });
  return [
    ...Object.keys(signals.signals).map((id) => at('signals.yml')(`signals:${id}`)),
    ...Object.keys(paths).flatMap((id) => PATH_TEXTS.map((part) => at('paths.yml')(`paths:${id}.${part}`))),
    ...Object.keys(emergencies).map((id) => at('emergencies.yml')(`emergency:${id}.do`)),
    ...Object.keys(kinds).flatMap((id) => KIND_TEXTS.map((part) => at('kinds.yml')(`resources:kind.${id}.${part}`))),
    ...(book?.rules ?? []).map(({ id }) => at('rules')(`rules:${id}`)),
  ];
}

/** Keys that stand in the code as they are. Keys put together from an id are covered by `neededByKnowledge`. */
export function neededByCode(folders: string[], subjects: ReadonlySet<string>): NeededText[] {
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .flatMap((name) => keysIn(join(folder, name), subjects)),
  );
}

function keysIn(file: string, subjects: ReadonlySet<string>): NeededText[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((content, index) =>
      [...content.matchAll(/(['"`])(([a-z]+):[A-Za-z0-9_.-]+)\1/g)]
        .filter((match) => subjects.has(match[3] ?? ''))
        .map((match) => ({ key: match[2] ?? '', file, line: index + 1 })),
    );
}

export function checkNeeded(needed: NeededText[], has: (key: string) => boolean, problems: Problem[]): void {
  const told = new Set<string>();
  for (const { key, file, line } of needed) {
    if (has(key) || told.has(key)) continue;
    told.add(key);
    problems.push({ file, line, message: `there is no text '${key}'` });
  }
}
