import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { Conversation, ConversationStore } from '../core/effect.ts';
import { readDocument, writeDocument } from './document.ts';
import { storing, systemCode } from './errors.ts';
import type { Files } from './files.ts';
import { inTurn } from './in-turn.ts';
import type { Layout } from './layout.ts';
import { listFiles } from './listing.ts';

const COLLECTION = 'conversations';

/** The seal already proves who wrote a document; only what a release may have changed is looked at. */
const envelope = z.looseObject({ v: z.literal(1), id: z.string(), session: z.looseObject({ v: z.number() }) });

/** Conversations as one sealed document a file. A file's time of change is the conversation's last turn. */
export function conversationStore(files: Files, layout: Layout): ConversationStore {
  const oneAtATime = inTurn();
  const placeOf = (id: string) => layout.place(COLLECTION, layout.name(COLLECTION, id));

  async function forgetFile(path: string, before: Date): Promise<boolean> {
    return oneAtATime(basename(path), async () => {
      // Looked at again in its turn: the person may just have written something.
      const changed = await stat(path).then(({ mtimeMs }) => mtimeMs, missing);
      return changed < before.getTime() && (await files.remove(path));
    });
  }

  return {
    load: (id) =>
      storing(async () => {
        const place = placeOf(id);
        if (await lostInPowerCut(place.path)) return null;
        const found = await readDocument<Conversation>(files, place);
        if (found) envelope.parse(found);
        return found;
      }),

    save: (conversation, { durable = false } = {}) =>
      storing(() => {
        const place = placeOf(conversation.id);
        const modified = new Date(conversation.session.lastAt);
        return oneAtATime(basename(place.path), () => writeDocument(files, place, conversation, { durable, modified }));
      }),

    forget: (id) =>
      storing(async () => {
        const { path } = placeOf(id);
        await oneAtATime(basename(path), () => files.remove(path));
      }),

    forgetIdle: (before) =>
      storing(async () => {
        let forgotten = 0;
        for await (const { path } of listFiles(layout.folder(COLLECTION))) {
          if ((await stat(path).then(({ mtimeMs }) => mtimeMs, missing)) >= before.getTime()) continue;
          if (await forgetFile(path, before)) forgotten += 1;
        }
        return forgotten;
      }),
  };
}

/** A turn that promised nothing is not forced to the disk: some file systems then leave an empty file after a power loss. */
async function lostInPowerCut(path: string): Promise<boolean> {
  return (await stat(path).then(({ size }) => size, missing)) === 0;
}

/** Something that is not there was never too old. */
function missing(fault: unknown): number {
  if (systemCode(fault) === 'ENOENT') return Number.POSITIVE_INFINITY;
  throw fault;
}
