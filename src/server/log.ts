import { pino } from 'pino';

export type Log = pino.Logger;

/** Fields that could hold a person's words, an address or a key, wherever they stand in a log line. */
const NEVER = ['text', 'body', 'url', 'ip', 'address', 'phone', 'authorization', 'token', 'activity', 'conversation'];

/** The log: ids of requests, routes, codes and durations. Never what anybody said, who they are, or where they are. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: [...NEVER, ...NEVER.map((name) => `*.${name}`)], censor: '-' },
      serializers: { err: errorWithoutWords },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** An error's message may quote what was being worked on, so only its kind and place go to the log. */
export function errorWithoutWords(error: unknown): { name: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    at: at.slice(0, 6).map((line) => line.trim()),
  };
}
