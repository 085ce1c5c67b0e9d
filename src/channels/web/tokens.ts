import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Seconds for which a token is good; Direct Line's own value. */
export const TOKEN_SECONDS = 1800;
/** Seconds within which a client connects to a stream address; Direct Line's own value. */
export const STREAM_SECONDS = 60;
/** Seconds for which a page that slept may take up its conversation again: as long as one is kept. */
export const RESUME_SECONDS = 24 * 3600;

/** `chat` acts in a conversation, `stream` opens one WebSocket, `resume` only buys a new `chat` token. */
export type TokenUse = 'chat' | 'stream' | 'resume';

const SECONDS: Record<TokenUse, number> = { chat: TOKEN_SECONDS, stream: STREAM_SECONDS, resume: RESUME_SECONDS };
const claims = z.object({ conv: z.string(), use: z.enum(['chat', 'stream', 'resume']), exp: z.number() });
const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

export type TokenCheck = { ok: true; conversation: string; use: TokenUse } | { ok: false; why: 'invalid' | 'expired' };

/**
 * Tokens bound to one conversation: JSON Web Tokens (RFC 7519) with HS256, because clients of Direct Line
 * try to read a token as one. They hold nothing about the person.
 */
export class Tokens {
  #key: Uint8Array;
  #now: () => Date;

  constructor(key: Uint8Array, now: () => Date) {
    this.#key = key;
    this.#now = now;
  }

  issue(conversation: string, use: TokenUse): string {
    const iat = Math.floor(this.#now().getTime() / 1000);
    const payload = Buffer.from(JSON.stringify({ conv: conversation, use, iat, exp: iat + SECONDS[use] }));
    const signed = `${HEADER}.${payload.toString('base64url')}`;
    return `${signed}.${this.#sign(signed)}`;
  }

  check(token: string): TokenCheck {
    const [header, payload, signature, ...rest] = token.split('.');
    if (header !== HEADER || !payload || !signature || rest.length > 0) return { ok: false, why: 'invalid' };
    const expected = Buffer.from(this.#sign(`${header}.${payload}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { ok: false, why: 'invalid' };
    const read = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    if (read.exp * 1000 <= this.#now().getTime()) return { ok: false, why: 'expired' };
    return { ok: true, conversation: read.conv, use: read.use };
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}
