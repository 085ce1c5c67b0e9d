import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import restify from 'restify';
import type { Answer, Route, RouteRequest } from '../core/route.ts';
import { MAX_BODY, readBody } from './body.ts';
import { LIMITS, Limiter, type Limits } from './limiter.ts';
import type { Log } from './log.ts';
import { broken, error, send } from './respond.ts';
import { baseUrl, crossOriginHeaders, type Origins, originKind, securityHeaders } from './security.ts';

/** Something that takes over connections, such as a WebSocket stream. */
export interface Upgrade {
  owns(path: string): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  close(): void;
}

export interface ServerParts {
  routes: Route[];
  upgrades?: Upgrade[];
  origins: Origins;
  log: Log;
  /** Contract section 4: a message with danger in it passes every limit. */
  danger(text: string): boolean;
  now(): Date;
  limits?: Partial<Limits>;
}

export interface LotsenServer {
  /** Starts to serve; gives the address. Port 0 takes any free one. Rejects when the port is taken. */
  listen(host: string, port: number): Promise<{ url: string; port: number }>;
  /** Finishes what is under way, at most for some seconds, and lets go of the port. */
  close(): Promise<void>;
}

const DIRECT_LINE = '/v3/directline/';
const GRACE_MS = 5000;
const UNROUTED: Record<number, Answer> = {
  400: error(400, 'BadArgument', 'the address is malformed'),
  404: error(404, 'NotFound', 'nothing is here'),
  405: error(405, 'MethodNotAllowed', 'this address does not take that method'),
};
const NO_LOG = new Set(['/health', '/ready', '/inbox/changes']);

/** The HTTP server around routes that know nothing of sockets. */
export function createServer(parts: ServerParts): LotsenServer {
  const limiter = new Limiter({ ...LIMITS, ...parts.limits }, parts.now);
  const server = restify.createServer({ name: 'lotsen' });
  const http = server.server as unknown as Server;
  http.requestTimeout = 30_000;
  http.headersTimeout = 10_000;

  server.pre((request, response, next) => {
    begin(parts, request, response);
    const refused = admit(parts, request, response);
    if (!refused) return next();
    send(response, refused);
    next(false);
  });
  for (const route of parts.routes) mount(server, route, { ...parts, limiter });
  server.on('restifyError', (_request, response, failed, done) => {
    const status = failed.statusCode in UNROUTED ? failed.statusCode : 500;
    if (status === 500) parts.log.error({ err: failed }, 'request failed');
    send(response, UNROUTED[status] ?? broken());
    done();
  });
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    takeOver(parts, limiter, request, socket, head).catch(() => socket.destroy());
  });
  return { listen: (host, port) => listen(http, host, port), close: () => close(http, parts.upgrades ?? []) };
}

function begin({ log }: ServerParts, request: restify.Request, response: restify.Response): void {
  const id = randomUUID();
  const started = performance.now();
  response.setHeader('x-request-id', id);
  response.once('finish', () => {
    const route = (request as { route?: { path: unknown } }).route?.path ?? 'none';
    if (NO_LOG.has(String(route))) return;
    const ms = Math.round(performance.now() - started);
    log.info({ request: id, method: request.method, route, status: response.statusCode, ms });
  });
}

/** Sets the headers of every answer; gives an answer when the request goes no further. */
function admit({ origins }: ServerParts, request: restify.Request, response: restify.Response): Answer | null {
  const base = baseUrl(request.headers.host, origins);
  for (const [name, value] of Object.entries(securityHeaders(base, origins))) response.setHeader(name, value);
  if (!(request.url ?? '').startsWith(DIRECT_LINE)) return null;
  response.setHeader('vary', 'origin');
  response.setHeader('cache-control', 'no-store');
  const { origin } = request.headers;
  const kind = originKind(origin, base, origins);
  if (kind === 'foreign') return error(403, 'Forbidden', 'this site may not use the chat');
  if (kind === 'allowed' && origin) {
    for (const [name, value] of Object.entries(crossOriginHeaders(origin))) response.setHeader(name, value);
  }
  return request.method === 'OPTIONS' ? { status: 204 } : null;
}

type Mounted = ServerParts & { limiter: Limiter };

function mount(server: restify.Server, route: Route, parts: Mounted): void {
  const handle = async (request: restify.Request, response: restify.Response) => {
    send(response, await answer(route, request, parts));
  };
  const verbs = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'del' } as const;
  server[verbs[route.method]](route.path, handle as restify.RequestHandler);
  if (route.method === 'GET') server.head(route.path, handle as restify.RequestHandler);
}

async function answer(route: Route, request: restify.Request, parts: Mounted): Promise<Answer> {
  try {
    const limit = route.discardBody ? 0 : (route.maxBody ?? MAX_BODY);
    const read = await readBody(request, limit);
    if (!read && !route.discardBody) return error(413, 'MessageSizeTooBig', `the body is larger than ${limit} bytes`);
    const body = read ?? Buffer.alloc(0);
    if (limited(route, request, body, parts)) {
      const wait = { 'retry-after': String(parts.limiter.wait()) };
      return { ...error(429, 'TooManyRequests', 'too many requests; wait a little'), headers: wait };
    }
    return await route.answer(routeRequest(request, body, parts.origins));
  } catch (failed) {
    parts.log.error({ err: failed, route: route.path }, 'route failed');
    return broken();
  }
}

function limited(route: Route, request: restify.Request, body: Buffer, { limiter, danger }: Mounted): boolean {
  if (!route.limit) return false;
  const conversation: unknown = request.params?.id;
  const within =
    limiter.allow(route.limit, caller(request)) &&
    (route.limit !== 'post' || limiter.allow('conversation', String(conversation)));
  if (within) return false;
  const spoken = route.spoken?.(body);
  return !(spoken && danger(spoken));
}

/** The caller's address, for counting only. A proxy on this machine is believed about the last address it saw. */
function caller(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  const local = peer === '::1' || peer.endsWith('127.0.0.1');
  return local && forwarded ? forwarded : peer;
}

function routeRequest(request: restify.Request, body: Buffer, origins: Origins): RouteRequest {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    params: { ...request.params },
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    base: baseUrl(request.headers.host, origins),
    body,
  };
}

async function takeOver(
  { upgrades = [], origins }: ServerParts,
  limiter: Limiter,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const turnAway = (status: string) =>
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const owner = upgrades.find((upgrade) => upgrade.owns(path));
  if (!owner) return void turnAway('404 Not Found');
  const kind = originKind(request.headers.origin, baseUrl(request.headers.host, origins), origins);
  if (kind === 'foreign') return void turnAway('403 Forbidden');
  if (!limiter.allow('open', caller(request))) return void turnAway('429 Too Many Requests');
  await owner.upgrade(request, socket, head);
}

function listen(http: Server, host: string, port: number): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      const at = http.address() as AddressInfo;
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${at.port}`, port: at.port });
    });
  });
}

function close(http: Server, upgrades: Upgrade[]): Promise<void> {
  for (const upgrade of upgrades) upgrade.close();
  return new Promise((resolve) => {
    const late = setTimeout(() => http.closeAllConnections(), GRACE_MS);
    http.close(() => {
      clearTimeout(late);
      resolve();
    });
    http.closeIdleConnections();
  });
}
