import type { Response } from 'restify';
import type { Answer } from '../core/route.ts';

/** An error in Direct Line's own shape, which is that of every route. The message never quotes what was sent. */
export function error(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

export function broken(): Answer {
  return error(500, 'ServiceError', 'something went wrong here');
}

/** Sends an answer as it is; an object as JSON, a string as HTML unless it says otherwise. */
export function send(response: Response, { status, headers = {}, body = '' }: Answer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const bytes = toBuffer(body);
  const bare = status === 204 || status === 304;
  if (!bare && !response.hasHeader('content-type')) {
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    response.setHeader('content-type', `${type}; charset=utf-8`);
  }
  if (!bare) response.setHeader('content-length', bytes.length);
  response.sendRaw(status, bytes);
}

function toBuffer(body: object | string | Buffer): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
