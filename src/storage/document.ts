import { type Adapter, Low } from 'lowdb';
import type { Files, WriteOptions } from './files.ts';
import { type SealedAs, sealJson, unsealJson } from './seal.ts';

/** Where and how one document is kept. */
export interface DocumentPlace extends SealedAs {
  path: string;
  key: Buffer;
}

/** A lowdb adapter that keeps one document sealed in one file, replaced as a whole. */
export class SealedFile<T> implements Adapter<T> {
  readonly #files: Files;
  readonly #place: DocumentPlace;
  readonly #options: WriteOptions;

  constructor(files: Files, place: DocumentPlace, options: WriteOptions = { durable: true }) {
    this.#files = files;
    this.#place = place;
    this.#options = options;
  }

  async read(): Promise<T | null> {
    const sealed = await this.#files.read(this.#place.path);
    return sealed && (unsealJson(this.#place.key, this.#place, sealed) as T);
  }

  async write(data: T): Promise<void> {
    await this.#files.write(this.#place.path, sealJson(this.#place.key, this.#place, data), this.#options);
  }
}

/** Reads a document, or null when there is none. */
export async function readDocument<T>(files: Files, place: DocumentPlace): Promise<T | null> {
  const document = new Low<T | null>(new SealedFile<T | null>(files, place), null);
  await document.read();
  return document.data;
}

/** Replaces a document. */
export async function writeDocument<T>(
  files: Files,
  place: DocumentPlace,
  data: T,
  options: WriteOptions,
): Promise<void> {
  await new Low<T>(new SealedFile<T>(files, place, options), data).write();
}
