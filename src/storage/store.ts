import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ConversationStore } from '../core/effect.ts';
import type { AuditLog } from '../handoff/audit.ts';
import type { StaffStore } from '../handoff/staff.ts';
import type { TicketStore } from '../handoff/store.ts';
import { auditLog } from './audit.ts';
import { conversationStore } from './conversations.ts';
import { readDocument, writeDocument } from './document.ts';
import { StorageError, storing } from './errors.ts';
import { type Files, openFiles } from './files.ts';
import { deriveKeys, type Keys } from './keys.ts';
import { layoutOf } from './layout.ts';
import { takeLock } from './lock.ts';
import { staffStore } from './staff.ts';
import { openTickets } from './tickets.ts';

export interface StoreOptions {
  engine: 'lowdb';
  dataDir: string;
  /** The master key, 32 bytes. */
  key: Buffer;
  now: () => Date;
}

/** What may be used beside a running server: it is read and changed under locks of its own. */
export interface SharedStore {
  staff: StaffStore;
  audit: AuditLog;
}

/** Everything that is kept. */
export interface Store extends SharedStore {
  conversations: ConversationStore;
  tickets: TicketStore;
  /** Key for the keyed hash of receipt codes. */
  receiptKey: Buffer;
  /** Tickets whose document or key does not open; they are left as they are. Anything but 0 needs a person. */
  unreadableTickets: number;
  close(): Promise<void>;
}

/**
 * Opens the data folder for the one process that serves it. Throws `StorageError`: `locked` when another process has it,
 * `wrong_key` when the key does not fit, `damaged`, `denied`, `full` or `io` otherwise.
 */
export async function openStore({ dataDir: given, key, now }: StoreOptions): Promise<Store> {
  const dataDir = resolve(given);
  const keys = deriveKeys(key);
  return storing(async () => {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = takeLock(join(dataDir, 'lock'));
    try {
      const files = await openFiles(dataDir, { clear: true });
      await checkKey(files, dataDir, keys);
      const layout = layoutOf(dataDir, keys);
      const { tickets, unreadable } = await openTickets(files, layout, keys);
      return {
        conversations: conversationStore(files, layout),
        tickets,
        staff: staffStore(files, layout, now),
        audit: auditLog(files, dataDir, keys, now),
        receiptKey: keys.receipts,
        unreadableTickets: unreadable,
        async close() {
          await files.close();
          lock.release();
        },
      };
    } catch (fault) {
      lock.release();
      throw fault;
    }
  });
}

/** Opens only what the command line may use while the server runs. */
export async function openShared({ dataDir: given, key, now }: StoreOptions): Promise<SharedStore> {
  const dataDir = resolve(given);
  const keys = deriveKeys(key);
  return storing(async () => {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const files = await openFiles(dataDir, { clear: false });
    await checkKey(files, dataDir, keys);
    const layout = layoutOf(dataDir, keys);
    return { staff: staffStore(files, layout, now), audit: auditLog(files, dataDir, keys, now) };
  });
}

/** Folders that hold what was written with a key. */
const HOLDS_DATA = ['conversations', 'tickets', 'keys', 'staff', 'audit.log'];

/** A small sealed file tells at start whether the key fits, before anything is written with another. */
async function checkKey(files: Files, dataDir: string, keys: Keys): Promise<void> {
  const place = { collection: 'check', id: 'key', path: join(dataDir, KEY_CHECK), key: keys.document('check', 'key') };
  if (await files.read(place.path)) {
    await readDocument(files, place).catch((fault) => {
      throw fault instanceof StorageError
        ? new StorageError('wrong_key', 'The key does not fit this data folder')
        : fault;
    });
    return;
  }
  if ((await readdir(dataDir)).some((name) => HOLDS_DATA.includes(name))) {
    throw new StorageError(
      'damaged',
      `The data folder holds documents but not its file '${KEY_CHECK}': restore it, too`,
    );
  }
  await writeDocument(files, place, { v: 1 }, { durable: true });
}

/** File by which a data folder recognises its key. */
const KEY_CHECK = 'key-check';

/** Whether a data folder has been written with some key. */
export function holdsData(dataDir: string): boolean {
  return existsSync(join(dataDir, KEY_CHECK));
}
