import { join } from 'node:path';
import type { DocumentPlace } from './document.ts';
import type { Keys } from './keys.ts';

/** The collections of the data folder, a folder each. `keys` is kept apart so that its backups can be short-lived. */
export type Collection = 'conversations' | 'tickets' | 'keys' | 'tombstones' | 'staff';

/** Where things lie in a data folder. */
export interface Layout {
  dataDir: string;
  folder(collection: Collection): string;
  /** The file name of a document: a keyed hash of its id, so that a listing tells nothing. */
  name(collection: Collection, id: string): string;
  /** Place and key of a document by its file name, which the seal is bound to. */
  place(collection: Collection, name: string): DocumentPlace;
}

export function layoutOf(dataDir: string, keys: Keys): Layout {
  const folder = (collection: Collection) => join(dataDir, collection);
  return {
    dataDir,
    folder,
    name: (collection, id) => keys.fileName(sharedName(collection), id),
    // 256 folders a collection, so that none grows too long.
    place: (collection, name) => ({
      collection,
      id: name,
      key: keys.document(collection, name),
      path: join(folder(collection), name.slice(0, 2), name),
    }),
  };
}

/** A ticket's document, key and tombstone carry the same name, so that a tombstone finds what a restore brought back. */
function sharedName(collection: Collection): Collection {
  return collection === 'keys' || collection === 'tombstones' ? 'tickets' : collection;
}
