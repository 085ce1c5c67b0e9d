import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './errors.ts';

/** A file of a collection. */
export interface Listed {
  name: string;
  path: string;
}

/** Walks through the files of a collection without holding their list in memory. */
export async function* listFiles(folder: string): AsyncGenerator<Listed> {
  for await (const shelf of entriesOf(folder)) {
    if (!shelf.isDirectory()) continue;
    const path = join(folder, shelf.name);
    for await (const file of entriesOf(path)) {
      if (file.isFile()) yield { name: file.name, path: join(path, file.name) };
    }
  }
}

async function* entriesOf(folder: string) {
  try {
    yield* await opendir(folder);
  } catch (fault) {
    if (systemCode(fault) !== 'ENOENT') throw fault;
  }
}
