/** Something wrong with the knowledge or the texts, in words for whoever edits them. */
export interface Problem {
  /** Path of the file, as the caller named its folder. */
  file: string;
  /** First line is 1; null when the whole file is meant. */
  line: number | null;
  message: string;
}

export function describe({ file, line, message }: Problem): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

/** The knowledge cannot be used. All problems are told at once, so that one reading mends them all. */
export class KnowledgeError extends Error {
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super(problems.map(describe).join('\n'));
    this.name = 'KnowledgeError';
    this.problems = problems;
  }
}
