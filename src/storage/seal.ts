import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StorageError } from './errors.ts';

/** First bytes of every sealed file: format and its version. */
const MAGIC = Buffer.from('LTS1', 'latin1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MAGIC.length + NONCE_BYTES + TAG_BYTES;

/** What a sealed file is: bound into the seal, so that a file put in another's place does not open. */
export interface SealedAs {
  collection: string;
  id: string;
}

/** Encrypts with AES-256-GCM under a random nonce: magic, nonce, tag, ciphertext. */
export function seal(key: Buffer, as: SealedAs, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(boundTo(as));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([MAGIC, nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` made. Throws `damaged` when the key, the place or a single bit differs. */
export function unseal(key: Buffer, as: SealedAs, sealed: Buffer): Buffer {
  if (sealed.length < HEAD_BYTES || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
  const nonce = sealed.subarray(MAGIC.length, MAGIC.length + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(boundTo(as));
  decipher.setAuthTag(sealed.subarray(MAGIC.length + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
  } catch {
    throw damaged();
  }
}

/** Seals a value as JSON. */
export function sealJson(key: Buffer, as: SealedAs, value: unknown): Buffer {
  return seal(key, as, Buffer.from(JSON.stringify(value), 'utf8'));
}

/** Opens a value sealed as JSON. */
export function unsealJson(key: Buffer, as: SealedAs, sealed: Buffer): unknown {
  return JSON.parse(unseal(key, as, sealed).toString('utf8'));
}

function boundTo({ collection, id }: SealedAs): Buffer {
  return Buffer.from(JSON.stringify([MAGIC.toString('latin1'), collection, id]), 'utf8');
}

function damaged(): StorageError {
  return new StorageError(
    'damaged',
    'A stored document does not open: it was changed, cut or put in the place of another',
  );
}
