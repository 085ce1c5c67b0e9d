import type { TicketStore } from '../handoff/store.ts';
import { type Ticket, ticket as ticketSchema } from '../handoff/ticket.ts';
import { readDocument, writeDocument } from './document.ts';
import { StorageError, storing } from './errors.ts';
import { type Files, readingAtOnce } from './files.ts';
import { inTurn } from './in-turn.ts';
import type { Keys } from './keys.ts';
import type { Layout } from './layout.ts';
import { listFiles } from './listing.ts';
import { ticketIndex } from './ticket-index.ts';
import { type TicketKeys, ticketKeys } from './ticket-keys.ts';

/** Tickets in files, and the number of those that could not be opened at start. */
export interface OpenedTickets {
  tickets: TicketStore;
  unreadable: number;
}

/** Applies the tombstones, reads every ticket once for the index, and opens the store. */
export async function openTickets(files: Files, layout: Layout, keys: Keys): Promise<OpenedTickets> {
  const index = ticketIndex();
  const dataKeys = ticketKeys(files, layout, keys);
  const oneAtATime = inTurn();
  const nameOf = (id: string) => layout.name('tickets', id);

  const read = ticketReader(files, layout, dataKeys);

  async function readKnown(name: string): Promise<Ticket> {
    const found = await read(name);
    if (!found) throw unreadable();
    return found;
  }

  async function write(name: string, ticket: Ticket, key: Buffer): Promise<void> {
    await writeDocument(files, { ...layout.place('tickets', name), key }, ticket, { durable: true });
  }

  /** Whatever of a ticket is left goes; what is already gone is fine, so that a kill in the middle is made good at the next start. */
  async function destroy(name: string): Promise<void> {
    await dataKeys.destroy(name);
    await files.remove(layout.place('tickets', name).path);
  }

  async function create(ticket: Ticket): Promise<'created' | 'known'> {
    const name = nameOf(ticket.id);
    if (index.has(ticket.id) || (await files.read(layout.place('tombstones', name).path))) return 'known';
    if (await files.read(layout.place('tickets', name).path)) throw unreadable();
    try {
      await write(name, ticket, await dataKeys.create(name, ticket.unit));
    } catch (fault) {
      // The person will be told that nothing was sent: nothing may turn up at the next start.
      await destroy(name).catch(() => {});
      throw fault;
    }
    index.put(ticket);
    return 'created';
  }

  async function update(id: string, change: (ticket: Ticket) => Ticket): Promise<Ticket | null> {
    if (!index.has(id)) return null;
    const name = nameOf(id);
    const before = await storing(() => readKnown(name));
    // Outside `storing`: a refused move is the caller's to hear.
    const after = ticketSchema.parse(change(structuredClone(before)));
    if (after.id !== id) throw new Error('a change may not give a ticket another id');
    await storing(() => replace(name, before, after));
    return after;
  }

  async function replace(name: string, before: Ticket, after: Ticket): Promise<void> {
    const key = await dataKeys.open(name);
    if (!key) throw unreadable();
    try {
      if (after.unit !== before.unit) await dataKeys.rewrap(name, after.unit, key);
      await write(name, after, key);
      index.put(after);
    } catch (fault) {
      // The new document may or may not be in place: the index follows what the disk says.
      await readKnown(name).then(index.put, () => {});
      throw fault;
    }
  }

  async function get(id: string): Promise<Ticket | null> {
    if (!index.has(id)) return null;
    return storing(() => oneAtATime(id, () => readKnown(nameOf(id))));
  }

  async function shred(id: string): Promise<void> {
    const name = nameOf(id);
    await writeDocument(files, layout.place('tombstones', name), { v: 1 }, { durable: true });
    await destroy(name);
    index.drop(id);
  }

  await applyTombstones(layout, destroy);
  const atOnce = readingAtOnce(files);
  const readNow = ticketReader(atOnce, layout, ticketKeys(atOnce, layout, keys));
  let unreadableCount = 0;
  for await (const { name } of listFiles(layout.folder('tickets'))) {
    const found = await readNow(name).catch(() => null);
    if (found && nameOf(found.id) === name) index.put(found);
    else unreadableCount += 1;
  }

  return {
    unreadable: unreadableCount,
    tickets: {
      create: (ticket) => storing(() => oneAtATime(ticket.id, () => create(ticketSchema.parse(ticket)))),
      get,
      async byReceipt(receiptHash) {
        const id = index.byReceipt(receiptHash);
        return id === null ? null : get(id);
      },
      update: (id, change) => oneAtATime(id, () => update(id, change)),
      list: async (filter) => index.list(filter),
      due: async (now) => index.due(now),
      ended: async (before, states) => index.ended(before, states),
      shred: (id) => storing(() => oneAtATime(id, () => shred(id))),
    },
  };
}

/** Reads a ticket by its file name; null when its document or its key is not there. */
function ticketReader(files: Files, layout: Layout, dataKeys: TicketKeys) {
  return async (name: string): Promise<Ticket | null> => {
    const key = await dataKeys.open(name);
    const found = key && (await readDocument<unknown>(files, { ...layout.place('tickets', name), key }));
    return found ? ticketSchema.parse(found) : null;
  };
}

/** Finishes what a kill interrupted, and removes again what a restored backup brought back. */
async function applyTombstones(layout: Layout, destroy: (name: string) => Promise<void>): Promise<void> {
  const gone = new Set<string>();
  for await (const { name } of listFiles(layout.folder('tombstones'))) gone.add(name);
  if (gone.size === 0) return;
  for (const collection of ['keys', 'tickets'] as const) {
    for await (const { name } of listFiles(layout.folder(collection))) if (gone.has(name)) await destroy(name);
  }
}

function unreadable(): StorageError {
  return new StorageError(
    'damaged',
    'A stored ticket cannot be read: its document or its key is missing or was changed',
  );
}
