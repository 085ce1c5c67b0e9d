import { z } from 'zod';
import type { Answer, Route, RouteRequest } from '../../core/route.ts';
import type { WebAdapter } from './adapter.ts';
import { TOKEN_SECONDS, type Tokens, type TokenUse } from './tokens.ts';
import { activitySet, failure, parseWatermark, readActivity, readJson } from './wire.ts';

const BASE = '/v3/directline';

export interface DirectLineParts {
  adapter: WebAdapter;
  tokens: Tokens;
  /** Contract section 9: a text with danger in it is answered even when its conversation is gone. */
  danger(text: string): boolean;
  /** Told of a turn that failed, without anything that was said. */
  failed(error: unknown): void;
}

type Act = (request: RouteRequest, conversation: string) => Promise<Answer>;

/** Direct Line 3.0, as far as a conversation needs it. */
export function directLineRoutes(parts: DirectLineParts): Route[] {
  const inConversation =
    (act: Act): Route['answer'] =>
    async (request) => {
      const id = request.params.id ?? '';
      const held = holder(request, parts.tokens, ['chat']);
      if (!held.ok) return held.answer;
      if (held.conversation === id) return act(request, id);
      if (await parts.adapter.knows(id)) return failure('Forbidden', 'the token belongs to another conversation');
      return failure('NotFound', 'there is no such conversation');
    };
  const take = taking(parts);
  return [
    { method: 'POST', path: `${BASE}/tokens/generate`, limit: 'open', answer: async () => generate(parts) },
    {
      method: 'POST',
      path: `${BASE}/tokens/refresh`,
      limit: 'open',
      answer: async (request) => refresh(parts, request),
    },
    { method: 'POST', path: `${BASE}/conversations`, limit: 'open', answer: (request) => start(parts, request) },
    {
      method: 'GET',
      path: `${BASE}/conversations/:id`,
      limit: 'read',
      answer: inConversation((request, id) => reconnect(parts, request, id)),
    },
    {
      method: 'GET',
      path: `${BASE}/conversations/:id/activities`,
      limit: 'read',
      answer: inConversation((request, id) => activities(parts, request, id)),
    },
    {
      method: 'POST',
      path: `${BASE}/conversations/:id/activities`,
      limit: 'post',
      spoken: spokenText,
      answer: inConversation((request, id) => take(id, request.body)),
    },
    {
      method: 'POST',
      path: `${BASE}/conversations/:id/upload`,
      limit: 'post',
      discardBody: true,
      answer: inConversation((_request, id) => take(id, Buffer.from(UPLOADED))),
    },
  ];
}

/** Whatever is uploaded reaches the bot as 'a file', and nothing more. */
const UPLOADED = JSON.stringify({ type: 'message', attachments: [{ contentType: 'application/octet-stream' }] });

function generate({ adapter, tokens }: DirectLineParts): Answer {
  const conversationId = adapter.newId();
  return {
    status: 200,
    body: { conversationId, token: tokens.issue(conversationId, 'chat'), expires_in: TOKEN_SECONDS },
  };
}

function refresh({ tokens }: DirectLineParts, request: RouteRequest): Answer {
  const held = holder(request, tokens, ['chat', 'resume']);
  if (!held.ok) return held.answer;
  const { conversation } = held;
  return {
    status: 200,
    body: { conversationId: conversation, token: tokens.issue(conversation, 'chat'), expires_in: TOKEN_SECONDS },
  };
}

const startBody = z.object({ locale: z.string().max(64).nullish().catch(null) }).catch({ locale: null });

async function start({ adapter, tokens, failed }: DirectLineParts, request: RouteRequest): Promise<Answer> {
  const held = holder(request, tokens, ['chat']);
  if (!held.ok) return held.answer;
  const json = readJson(request.body);
  if (!json.ok) return json.answer;
  try {
    const { started } = await adapter.start(held.conversation, startBody.parse(json.value).locale ?? null);
    return { status: started ? 201 : 200, body: opened(tokens, request, held.conversation, 0) };
  } catch (error) {
    failed(error);
    return failure('BotError', 'the bot could not begin the conversation');
  }
}

async function reconnect({ adapter, tokens }: DirectLineParts, request: RouteRequest, id: string): Promise<Answer> {
  const watermark = parseWatermark(request.query.get('watermark'));
  if (watermark === 'malformed') return failure('BadArgument', 'watermark is not a number');
  if (!(await adapter.knows(id))) return failure('NotFound', 'there is no such conversation');
  return { status: 200, body: opened(tokens, request, id, watermark) };
}

/** `resume` is an addition of ours: a page that slept longer than a token lives takes up its conversation with it. */
function opened(tokens: Tokens, request: RouteRequest, id: string, watermark: number | null) {
  const query = new URLSearchParams({ ...(watermark === null ? {} : { watermark: String(watermark) }) });
  query.set('t', tokens.issue(id, 'stream'));
  const base = request.base.replace(/^http/, 'ws');
  return {
    conversationId: id,
    token: tokens.issue(id, 'chat'),
    expires_in: TOKEN_SECONDS,
    streamUrl: `${base}${BASE}/conversations/${id}/stream?${query}`,
    resume: tokens.issue(id, 'resume'),
  };
}

async function activities({ adapter }: DirectLineParts, request: RouteRequest, id: string): Promise<Answer> {
  const watermark = parseWatermark(request.query.get('watermark'));
  if (watermark === 'malformed') return failure('BadArgument', 'watermark is not a number');
  const found = await adapter.since(id, watermark ?? 0);
  if (!found) return failure('NotFound', 'there is no such conversation');
  return { status: 200, body: activitySet(found.entries, found.next) };
}

function taking({ adapter, danger, failed }: DirectLineParts) {
  return async (id: string, body: Buffer): Promise<Answer> => {
    const read = readActivity(body);
    if (!read.ok) return read.answer;
    const { type, text } = read.activity;
    // Typing, events and the like are taken in and mean nothing here.
    if (type !== 'message') return { status: 200, body: { id: `${id}|${type}` } };
    // A store that cannot be read stops nobody: the bot itself says what still works.
    const known = await adapter.knows(id).catch(() => true);
    if (!known && !danger(text ?? '')) return failure('NotFound', 'there is no such conversation');
    try {
      return { status: 200, body: { id: (await adapter.post(id, read.activity)).id } };
    } catch (error) {
      failed(error);
      return failure('BotError', 'the bot could not answer; try again');
    }
  };
}

function spokenText(body: Buffer): string | null {
  const read = readActivity(body);
  return read.ok ? (read.activity.text ?? null) : null;
}

type Held = { ok: true; conversation: string } | { ok: false; answer: Answer };

function holder(request: RouteRequest, tokens: Tokens, uses: TokenUse[]): Held {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) return { ok: false, answer: failure('Unauthorized', 'send Authorization: Bearer and a token') };
  const check = tokens.check(token);
  if (!check.ok && check.why === 'expired')
    return { ok: false, answer: failure('TokenExpired', 'the token has expired') };
  if (!check.ok || !uses.includes(check.use))
    return { ok: false, answer: failure('Forbidden', 'the token is not valid') };
  return { ok: true, conversation: check.conversation };
}
