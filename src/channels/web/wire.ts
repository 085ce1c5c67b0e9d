import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ReplayedActivity } from '../../core/effect.ts';
import type { Answer } from '../../core/route.ts';
import { PERSON } from './log.ts';

/** Direct Line's error codes, each with its HTTP status (Direct Line API 3.0 reference). */
const STATUS = {
  BadArgument: 400,
  MalformedData: 400,
  MissingProperty: 400,
  Unauthorized: 401,
  Forbidden: 403,
  TokenExpired: 403,
  NotFound: 404,
  MessageSizeTooBig: 413,
  TooManyRequests: 429,
  ServiceError: 500,
  BotError: 502,
  ServiceUnavailable: 503,
} as const;
export type ErrorCode = keyof typeof STATUS;

/** An error as Direct Line words it. The message is for developers: it never quotes what was sent. */
export function failure(code: ErrorCode, message: string): Answer {
  return { status: STATUS[code], body: { error: { code, message } } };
}

/** A number of activities that the client has; null when it gave none; `malformed` when it is no number. */
export function parseWatermark(value: string | null): number | null | 'malformed' {
  if (value === null) return null;
  // Clients that have seen nothing yet send an empty one, or what their language makes of nothing.
  if (value === '' || value === '-' || value === 'undefined' || value === 'null') return 0;
  return /^\d{1,12}$/.test(value) ? Number(value) : 'malformed';
}

export function activitySet(entries: ReplayedActivity[], next: number) {
  return { activities: entries.map((entry) => entry.activity), watermark: String(next) };
}

const short = z.string().max(256);
const posted = z.object({
  type: short,
  text: z.string().nullish(),
  locale: short.nullish().catch(null),
  name: short.nullish().catch(null),
  value: z.unknown().optional(),
  attachments: z.array(z.unknown()).nullish().catch(null),
  from: z.object({ id: short }).nullish().catch(null),
  channelData: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export type PostedActivity = { ok: true; activity: Partial<Activity> } | { ok: false; answer: Answer };

/** Reads what a client posts: only the fields that mean something here go on. */
export function readActivity(body: Buffer): PostedActivity {
  const json = readJson(body);
  if (!json.ok) return json;
  const read = posted.safeParse(json.value);
  if (!read.success) {
    const at = read.error.issues[0]?.path.join('.') || 'activity';
    return {
      ok: false,
      answer: failure(
        at === 'type' || at === 'activity' ? 'MissingProperty' : 'BadArgument',
        `${at} is missing or wrong`,
      ),
    };
  }
  const { type, text, locale, name, value, attachments, from, channelData } = read.data;
  const clientActivityID = channelData?.clientActivityID;
  const activity = {
    type,
    from: { id: from?.id ?? PERSON.id, role: 'user' },
    ...(typeof text === 'string' ? { text } : {}),
    ...(locale ? { locale } : {}),
    ...(name ? { name } : {}),
    ...(value === undefined ? {} : { value }),
    // The files themselves are never taken in: that there was one is all that the bot needs to know.
    ...(attachments?.length ? { attachments: [{ contentType: 'application/octet-stream' }] } : {}),
    ...(typeof clientActivityID === 'string' ? { channelData: { clientActivityID } } : {}),
  };
  return { ok: true, activity: activity as unknown as Partial<Activity> };
}

type Json = { ok: true; value: unknown } | { ok: false; answer: Answer };

export function readJson(body: Buffer): Json {
  if (body.length === 0) return { ok: true, value: {} };
  try {
    return { ok: true, value: JSON.parse(body.toString('utf8')) };
  } catch {
    return { ok: false, answer: failure('MalformedData', 'the body is not JSON') };
  }
}
