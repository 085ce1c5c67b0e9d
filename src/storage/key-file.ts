import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { systemCode } from './errors.ts';
import { KEY_BYTES } from './keys.ts';

/** A key that cannot be used, in plain words; never repeats the key. */
export class KeyFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyFault';
  }
}

const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** Reads 32 bytes written as base64 (also the URL form) or hex. `source` names where they stand. */
export function parseKey(source: string, written: string): Buffer {
  const text = written.trim();
  const key = HEX.test(text) ? Buffer.from(text, 'hex') : BASE64.test(text) ? Buffer.from(text, 'base64') : null;
  if (key?.length !== KEY_BYTES) {
    throw new KeyFault(
      `${source} must hold ${KEY_BYTES} random bytes in base64 or hex (openssl rand -base64 ${KEY_BYTES})`,
    );
  }
  return key;
}

/** The key of a file, and whether other users may read it; null when there is no file. */
export function readKeyFile(path: string): { key: Buffer; readByOthers: boolean } | null {
  try {
    const readByOthers = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
    return { key: parseKey(`KEY_FILE ${path}`, readFileSync(path, 'utf8')), readByOthers };
  } catch (fault) {
    if (fault instanceof KeyFault) throw fault;
    if (systemCode(fault) === 'ENOENT') return null;
    throw new KeyFault(`KEY_FILE ${path} cannot be read (${systemCode(fault)})`);
  }
}

/** Makes a new key file that only its owner may read, durably: without it the data are lost. */
export function makeKeyFile(path: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, `${key.toString('base64')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return key;
  } catch (fault) {
    // Another process was quicker: its key is the key.
    const made = systemCode(fault) === 'EEXIST' ? readKeyFile(path) : null;
    if (made) return made.key;
    throw new KeyFault(`The key file ${path} cannot be made (${systemCode(fault)})`);
  }
}

/** Whether a path lies in a folder, also by way of links and where parts do not exist yet. */
export function inside(path: string, folder: string): boolean {
  const way = relative(real(folder), real(path));
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || way.startsWith(sep) || /^[A-Z]:/i.test(way));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), basename(path));
  }
}
