import type { Bot } from '../../src/channels/log.ts';
import { createWebChannel } from '../../src/channels/web/channel.ts';
import type { Route } from '../../src/core/route.ts';
import { healthRoutes } from '../../src/server/health.ts';
import type { Limits } from '../../src/server/limiter.ts';
import { createLog } from '../../src/server/log.ts';
import { createServer } from '../../src/server/server.ts';
import { EchoBot, MemoryStore } from './echo-bot.ts';

export interface Options {
  allowed?: string[];
  publicUrl?: string | null;
  limits?: Partial<Limits>;
  routes?: Route[];
  /** Another bot than the one that echoes. */
  bot?: (now: () => Date) => Bot;
}

/** A server with the web channel on a free port, with a clock that a test can turn and a log that it can read. */
export async function webServer(options: Options = {}) {
  const clock = { now: Date.parse('2026-11-20T10:00:00Z') };
  const now = () => new Date(clock.now);
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const store = new MemoryStore();
  const bot = new EchoBot(now);
  const danger = (text: string) => /knife/.test(text);
  const failed = (err: unknown) => log.error({ err }, 'turn failed');
  const channel = createWebChannel({
    bot: options.bot?.(now) ?? bot,
    store,
    tokenKey: Buffer.alloc(32, 7),
    now,
    danger,
    failed,
  });
  const server = createServer({
    routes: [...channel.routes, ...healthRoutes({ store: async () => !store.broken }), ...(options.routes ?? [])],
    upgrades: [channel.stream],
    origins: { publicUrl: options.publicUrl ?? null, allowed: options.allowed ?? [] },
    log,
    danger,
    now,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const { url } = await server.listen('127.0.0.1', 0);
  return { url, base: `${url}/v3/directline`, server, store, bot, clock, lines, channel };
}

export type WebServer = Awaited<ReturnType<typeof webServer>>;

export interface Opened {
  conversationId: string;
  token: string;
  expires_in: number;
  streamUrl: string;
  resume: string;
}
export interface ActivitySet {
  activities: {
    id: string;
    text?: string;
    from: { id: string; role: string };
    replyToId?: string;
    channelData?: unknown;
  }[];
  watermark: string;
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export async function open({ base }: WebServer, body: object = {}): Promise<Opened> {
  const generated = (await (await fetch(`${base}/tokens/generate`, { method: 'POST' })).json()) as Opened;
  const response = await fetch(`${base}/conversations`, {
    method: 'POST',
    headers: { ...bearer(generated.token), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Opened;
}

export function post({ base }: WebServer, { conversationId, token }: Opened, activity: unknown): Promise<Response> {
  return fetch(`${base}/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  });
}

export const say = (text: string, more: object = {}) => ({ type: 'message', from: { id: 'me' }, text, ...more });

export async function read({ base }: WebServer, opened: Opened, watermark = ''): Promise<ActivitySet> {
  const { conversationId, token } = opened;
  const query = watermark === '' ? '' : `?watermark=${watermark}`;
  const response = await fetch(`${base}/conversations/${conversationId}/activities${query}`, {
    headers: bearer(token),
  });
  return (await response.json()) as ActivitySet;
}

export async function errorOf(response: Response): Promise<[number, string]> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  return [response.status, body.error.code];
}
