import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/storage/store.ts';
import { AT } from '../handoff/example.ts';

export const KEY = Buffer.alloc(32, 'a key for tests, not for people!');

/** A data folder of its own, and how to remove it. */
export function tempFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'lotsen-test-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export function open(dataDir: string, key: Buffer = KEY, now = () => new Date(AT)): Promise<Store> {
  return openStore({ engine: 'lowdb', dataDir, key, now });
}

/** Every file below a folder. */
export function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Names and bytes of everything below a folder, as one buffer. */
export function everything(dir: string): Buffer {
  return Buffer.concat(filesIn(dir).flatMap((file) => [Buffer.from(`${file}\n`), readFileSync(file)]));
}
