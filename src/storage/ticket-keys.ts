import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readDocument, writeDocument } from './document.ts';
import { StorageError } from './errors.ts';
import type { Files } from './files.ts';
import { KEY_BYTES, type Keys } from './keys.ts';
import type { Layout } from './layout.ts';
import { seal, unseal } from './seal.ts';

/** A ticket's own key, wrapped by its unit's key: whoever holds one unit's key can open no other unit's tickets. */
const wrappedKey = z.strictObject({ v: z.literal(1), unit: z.string(), wrapped: z.base64() });
type WrappedKey = z.infer<typeof wrappedKey>;

/** Data keys of tickets by the ticket's file name, one file each. Deleting the file deletes the ticket wherever copies of it lie. */
export interface TicketKeys {
  /** Makes and durably keeps a new key. */
  create(name: string, unit: string): Promise<Buffer>;
  /** The key, or null when it does not exist. */
  open(name: string): Promise<Buffer | null>;
  /** Wraps a key anew for the unit that the ticket now belongs to. */
  rewrap(name: string, unit: string, key: Buffer): Promise<void>;
  /** Overwrites and unlinks. */
  destroy(name: string): Promise<void>;
}

export function ticketKeys(files: Files, layout: Layout, keys: Keys): TicketKeys {
  const wrappedAs = (name: string) => ({ collection: 'data-key', id: name });

  async function keep(name: string, unit: string, key: Buffer): Promise<void> {
    const wrapped = seal(keys.unit(unit), wrappedAs(name), key).toString('base64');
    await writeDocument<WrappedKey>(files, layout.place('keys', name), { v: 1, unit, wrapped }, { durable: true });
  }

  return {
    async create(name, unit) {
      const key = randomBytes(KEY_BYTES);
      await keep(name, unit, key);
      return key;
    },
    async open(name) {
      const found = await readDocument<WrappedKey>(files, layout.place('keys', name));
      if (!found) return null;
      const { unit, wrapped } = wrappedKey.parse(found);
      const key = unseal(keys.unit(unit), wrappedAs(name), Buffer.from(wrapped, 'base64'));
      if (key.length !== KEY_BYTES) throw new StorageError('damaged', 'A stored key has the wrong length');
      return key;
    },
    rewrap: keep,
    async destroy(name) {
      await files.remove(layout.place('keys', name).path, { overwrite: true });
    },
  };
}
