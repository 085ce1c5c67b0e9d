import { createHmac, hkdfSync } from 'node:crypto';

/** Length of the master key and of every key derived from it, in bytes. */
export const KEY_BYTES = 32;

/** Separate keys for separate uses, so that none can stand in for another. */
export interface Keys {
  /** The key of one document: its own, so that no key ever meets the random nonce's limit. */
  document(collection: string, id: string): Buffer;
  /** Wraps the data keys of one unit's tickets. */
  unit(unit: string): Buffer;
  /** Name of a document's file: tells nothing about the id to whoever has no key. */
  fileName(collection: string, id: string): string;
  /** For the keyed hash of receipt codes. */
  receipts: Buffer;
  /** For the chain of the audit log. */
  audit: Buffer;
}

/** Derives all keys from the master key with HKDF-SHA256 (RFC 5869). The master key is uniformly random, so no salt is needed. */
export function deriveKeys(master: Buffer): Keys {
  if (master.length !== KEY_BYTES) throw new RangeError(`the master key must have ${KEY_BYTES} bytes`);
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `lotsen/1/${purpose}`, KEY_BYTES));
  const documents = derive('documents');
  const units = derive('units');
  const fileNames = derive('file-names');
  return {
    document: (collection, id) => hmac(documents, `${collection}\0${id}`),
    unit: (unit) => hmac(units, unit),
    fileName: (collection, id) => hmac(fileNames, `${collection}\0${id}`).subarray(0, 20).toString('hex'),
    receipts: derive('receipts'),
    audit: derive('audit'),
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
