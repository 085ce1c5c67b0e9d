import { rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StorageError, systemCode } from './errors.ts';
import { deriveKeys } from './keys.ts';
import { sealJson, unsealJson } from './seal.ts';

/** What a command may ask of the server that holds the data folder. */
const order = z.strictObject({ order: z.literal('retention'), now: z.iso.datetime() });

/** Longest order or answer, in bytes. */
const LONGEST = 4_096;
/** Who does not finish an order in this time is cut off, in milliseconds. */
const PATIENCE_MS = 5_000;

export interface OrderHandlers {
  /** Runs the retention as of the instant; what it gives is sent back as JSON. */
  retention(now: Date): Promise<unknown>;
}

/**
 * Listens, in the data folder itself, for commands of the same installation: the folder lets no other user in, and orders
 * are sealed with the installation's key. So `npm run retention` works beside a running server, which alone may touch the tickets.
 * Windows has no sockets in folders: there the server has to be stopped first.
 */
export async function serveOrders(
  dataDir: string,
  key: Buffer,
  handlers: OrderHandlers,
): Promise<{ close(): Promise<void> }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    answer(socket, key, handlers).catch(() => socket.destroy());
  });
  const path = socketPath(dataDir);
  if (path) {
    // The lock on the folder is ours, so a socket that is there is one that a kill left.
    await rm(path, { force: true });
    await listening(server, path);
  }
  return {
    close: () => new Promise((done) => (path ? server.close(() => done()) : done())),
  };
}

async function answer(socket: Socket, key: Buffer, handlers: OrderHandlers): Promise<void> {
  const { now } = order.parse(unsealJson(keyOf(key), { collection: 'control', id: 'order' }, await readAll(socket)));
  socket.setTimeout(0);
  const result = await handlers.retention(new Date(now)).then(
    (done) => ({ done }),
    (fault) => ({ failed: fault instanceof StorageError ? fault.message : systemCode(fault) }),
  );
  socket.end(sealJson(keyOf(key), { collection: 'control', id: 'answer' }, result));
}

/** Has the running server do it. Throws `locked` when none listens; otherwise what the server tells. */
export async function orderRetention(dataDir: string, key: Buffer, now: Date): Promise<unknown> {
  const path = socketPath(dataDir);
  if (!path) throw nobodyListens();
  const socket = createConnection({ path, allowHalfOpen: true });
  socket.end(
    sealJson(keyOf(key), { collection: 'control', id: 'order' }, { order: 'retention', now: now.toISOString() }),
  );
  const sealed = await readAll(socket).catch(() => null);
  if (!sealed?.length) throw nobodyListens();
  const { done, failed } = unsealJson(keyOf(key), { collection: 'control', id: 'answer' }, sealed) as Record<
    string,
    unknown
  >;
  if (failed !== undefined) throw new StorageError('io', `The server could not do it: ${failed}`);
  return done;
}

async function readAll(socket: Socket): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of socket as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST) throw new StorageError('io', 'An order was too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(path, () => done());
  });
}

/** Null where the system has no such sockets or the path is too long for them. */
function socketPath(dataDir: string): string | null {
  const path = join(resolve(dataDir), 'control');
  return process.platform === 'win32' || Buffer.byteLength(path) > 100 ? null : path;
}

function keyOf(master: Buffer): Buffer {
  return deriveKeys(master).document('control', 'order');
}

function nobodyListens(): StorageError {
  return new StorageError('locked', 'Another process has the data folder and takes no orders: stop it first');
}
