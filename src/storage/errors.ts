/**
 * What can go wrong with stored data, as a closed list.
 * `full`, `denied` and `io` are the machine's fault and may pass; the others need a person.
 */
export type StorageCode = 'full' | 'denied' | 'io' | 'locked' | 'wrong_key' | 'damaged' | 'closed';

/** A fault of the store. Carries a code and plain words, never content, ids or names. */
export class StorageError extends Error {
  readonly code: StorageCode;

  constructor(code: StorageCode, message: string) {
    super(message);
    this.name = 'StorageError';
    this.code = code;
  }
}

const CODES: Record<string, StorageCode> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
};

const MESSAGES: Partial<Record<StorageCode, string>> = {
  full: 'There is no room left to save',
  denied: 'The data folder may not be written or read',
};

/** Turns a fault of the file system into a `StorageError`; its own path and message are dropped, only the system's code is kept. */
export function asStorageError(fault: unknown): StorageError {
  if (fault instanceof StorageError) return fault;
  const system = systemCode(fault);
  const code = CODES[system] ?? 'io';
  return new StorageError(code, `${MESSAGES[code] ?? 'The data folder could not be read or written'} (${system})`);
}

/** The operating system's code of a fault (`ENOENT`), or its class. */
export function systemCode(fault: unknown): string {
  if (fault instanceof Error) return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name;
  return 'unknown';
}

/** Runs file work and lets nothing but a `StorageError` out. */
export async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    throw asStorageError(fault);
  }
}
