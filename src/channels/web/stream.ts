import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ReplayedActivity } from '../../core/effect.ts';
import type { OneAtATime } from '../one-at-a-time.ts';
import type { WebAdapter } from './adapter.ts';
import type { Listener, Listeners } from './listeners.ts';
import type { Tokens } from './tokens.ts';
import { activitySet, parseWatermark } from './wire.ts';

const PING_MS = 25_000;
const CLOSE_MS = 1000;
const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
/** A client only ever sends empty messages to keep the line open. */
const MAX_MESSAGE = 1024;
/** A reader this far behind is let go; it comes back and reads from its watermark. */
const MAX_BEHIND = 1024 * 1024;

export interface StreamParts {
  adapter: WebAdapter;
  listeners: Listeners;
  turns: OneAtATime;
  tokens: Tokens;
}

/** Direct Line's WebSocket: sets of activities to the client, nothing but keep-alive from it. */
export class Stream {
  #parts: StreamParts;
  #server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });

  constructor(parts: StreamParts) {
    this.#parts = parts;
  }

  /** Whether the path of a WebSocket request is this stream's. */
  owns(path: string): boolean {
    return PATH.test(path);
  }

  /** Answers an HTTP upgrade: 101, or an HTTP error when the token is not one for this conversation's stream. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const id = decodeURIComponent(PATH.exec(url.pathname)?.[1] ?? '');
    const token = this.#parts.tokens.check(url.searchParams.get('t') ?? '');
    if (!token.ok || token.conversation !== id || token.use === 'resume') return refuse(socket, '403 Forbidden');
    const from = parseWatermark(url.searchParams.get('watermark'));
    if (from === 'malformed') return refuse(socket, '400 Bad Request');
    if (!(await this.#parts.adapter.knows(id))) return refuse(socket, '404 Not Found');
    this.#server.handleUpgrade(request, socket, head, (ws) => void this.#serve(id, from, ws));
  }

  /** Says goodbye to all, so that clients connect again elsewhere. */
  close(): void {
    this.#parts.listeners.closeAll();
    for (const ws of this.#server.clients) {
      ws.close(1001);
      setTimeout(() => ws.terminate(), CLOSE_MS).unref();
    }
    this.#server.close();
  }

  async #serve(id: string, from: number | null, ws: WebSocket): Promise<void> {
    const listener: Listener = {
      send: (entries) => send(ws, entries),
      close: () => ws.close(1001),
    };
    let alive = true;
    const ping = setInterval(() => {
      if (!alive) return ws.terminate();
      alive = false;
      ws.ping();
    }, PING_MS);
    ws.on('pong', () => {
      alive = true;
    });
    ws.on('message', () => {
      alive = true;
    });
    ws.on('error', () => ws.terminate());
    ws.on('close', () => {
      clearInterval(ping);
      this.#parts.listeners.remove(id, listener);
    });
    // Between two turns, so that nothing falls between what is read and what is heard.
    await this.#parts.turns.run(id, async () => {
      const missed = from === null ? null : await this.#parts.adapter.since(id, from).catch(() => null);
      if (missed) send(ws, missed.entries);
      if (ws.readyState === ws.OPEN) this.#parts.listeners.add(id, listener);
    });
  }
}

function send(ws: WebSocket, entries: ReplayedActivity[]): void {
  const last = entries.at(-1);
  if (!last || ws.readyState !== ws.OPEN) return;
  if (ws.bufferedAmount > MAX_BEHIND) ws.terminate();
  else ws.send(JSON.stringify(activitySet(entries, last.seq + 1)));
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
