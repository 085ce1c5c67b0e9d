import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StorageError } from './errors.ts';

/** A held lock. */
export interface Lock {
  /** Lets go; a second time is fine. */
  release(): void;
}

/**
 * Takes a lock that the kernel holds for this process and lets go of with it, whatever ends it: after `kill -9`,
 * a power loss or in another container nothing stale is left to judge. Node itself offers no file locks; SQLite,
 * which Node brings along, uses them (`fcntl`), so an empty database serves as the lock and never holds data.
 * Throws `locked` when another holds it.
 */
export function takeLock(path: string): Lock {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path);
    database.exec('BEGIN EXCLUSIVE');
    chmodSync(path, 0o600);
  } catch (fault) {
    database?.close();
    throw asLockFault(fault);
  }
  const held = database;
  return {
    release() {
      if (held.isOpen) held.close();
    },
  };
}

/** How long a short piece of work may wait for its turn before it gives up, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Does a short piece of work while no other process does the same; waits for its turn. */
export async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const giveUp = performance.now() + PATIENCE_MS;
  for (;;) {
    let lock: Lock;
    try {
      lock = takeLock(path);
    } catch (fault) {
      if (!(fault instanceof StorageError) || performance.now() > giveUp) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 8));
      continue;
    }
    try {
      return await work();
    } finally {
      lock.release();
    }
  }
}

/** Result codes of SQLite that say why a lock cannot be had. */
const BUSY = 5;
const NOT_ALLOWED = [3, 8, 14, 23];

function asLockFault(fault: unknown): unknown {
  const code = fault instanceof Error && 'errcode' in fault ? Number(fault.errcode) : 0;
  if (code === BUSY) return new StorageError('locked', 'Another Lotsen process is already using this data folder');
  if (NOT_ALLOWED.includes(code))
    return new StorageError('denied', 'The data folder may not be written or read (lock)');
  return fault;
}
