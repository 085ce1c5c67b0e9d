import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StorageError, systemCode } from './errors.ts';

/** Folder inside the data folder for files that are still being written; whatever a kill left there is worthless. */
const UNFINISHED = 'unfinished';

/** How one write is made. */
export interface WriteOptions {
  /** Waits until it would survive a power loss. */
  durable: boolean;
  /** Becomes the file's time of change, so that idle documents are found without opening them. */
  modified?: Date;
}

/** Atomic file work inside one data folder. File modes keep other users of the machine out. */
export interface Files {
  /** The file's bytes, or null when there is no such file. */
  read(path: string): Promise<Buffer | null>;
  /** Puts the whole file in place at once. `durable` returns only when it would survive a power loss. */
  write(path: string, bytes: Buffer, options: WriteOptions): Promise<void>;
  /** Unlinks durably; false when there was nothing. `overwrite` first replaces the bytes with random ones. */
  remove(path: string, options?: { overwrite?: boolean }): Promise<boolean>;
  /** Waits for what is being written; refuses what comes later, for then another process may hold the folder. */
  close(): Promise<void>;
}

/** Opens the folder. `clear` removes what an earlier kill left half written: only for who holds the folder's lock. */
export async function openFiles(dataDir: string, { clear }: { clear: boolean }): Promise<Files> {
  const unfinished = join(dataDir, UNFINISHED);
  if (clear) await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const made = new Set<string>();

  /** A new folder is durable only when its parent is, too. */
  async function ensureFolder(folder: string): Promise<void> {
    if (made.has(folder)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (let at = folder; at.startsWith(dataDir) && at !== dataDir; at = dirname(at)) await syncFolder(dirname(at));
    made.add(folder);
  }

  const running = new Set<Promise<unknown>>();
  let closed = false;

  async function whileOpen<T>(work: () => Promise<T>): Promise<T> {
    if (closed) throw new StorageError('closed', 'The store is closed');
    const mine = work();
    running.add(mine);
    try {
      return await mine;
    } finally {
      running.delete(mine);
    }
  }

  async function replace(path: string, bytes: Buffer, { durable, modified }: WriteOptions): Promise<void> {
    await ensureFolder(dirname(path));
    const draft = join(unfinished, randomBytes(12).toString('hex'));
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        if (modified) await file.utimes(modified, modified);
        if (durable) await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (fault) {
      await unlink(draft).catch(() => {});
      throw fault;
    }
    if (durable) await syncFolder(dirname(path));
  }

  return {
    read: readIfThere,
    write: (path, bytes, options) => whileOpen(() => replace(path, bytes, options)),
    remove: (path, { overwrite = false } = {}) => whileOpen(() => removeFile(path, overwrite)),
    async close() {
      closed = true;
      await Promise.allSettled(running);
    },
  };
}

async function removeFile(path: string, overwrite: boolean): Promise<boolean> {
  try {
    if (overwrite) await overwriteWithNoise(path);
    await unlink(path);
  } catch (fault) {
    if (systemCode(fault) === 'ENOENT') return false;
    throw fault;
  }
  await syncFolder(dirname(path));
  return true;
}

/** The file's bytes, or null when there is no such file. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (fault) {
    if (systemCode(fault) === 'ENOENT') return null;
    throw fault;
  }
}

/** The same files for the time before anything is served: reading without the way through the thread pool is several times faster. */
export function readingAtOnce(files: Files): Files {
  return {
    ...files,
    async read(path) {
      try {
        return readFileSync(path);
      } catch (fault) {
        if (systemCode(fault) === 'ENOENT') return null;
        throw fault;
      }
    },
  };
}

/** Makes renames and removals in a folder survive a power loss. Windows has no such call for folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function overwriteWithNoise(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}
