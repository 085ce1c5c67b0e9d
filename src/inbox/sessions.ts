import { createHash, timingSafeEqual } from 'node:crypto';
import type { InboxLanguage } from './reader.ts';

/** After this time without anything done by hand somebody is signed out, in milliseconds. */
export const IDLE_MS = 30 * 60_000;
/** A working day: nobody stays signed in longer, in milliseconds. */
export const LONGEST_MS = 10 * 3_600_000;
const TOKEN_BYTES = 32;

/** Somebody who is signed in. */
export interface Session {
  staff: string;
  lang: InboxLanguage;
  /** Stands in every form, so that no other site can send one in this person's name. */
  csrf: string;
  startedAt: number;
  seenAt: number;
}

/** Who is signed in, in memory and by the hash of the cookie alone: a restart signs everybody out. */
export interface Sessions {
  /** Gives the value for the cookie. */
  start(staff: string, lang: InboxLanguage): string;
  /** The session that a cookie stands for, if it still holds. Looking is no activity. */
  find(cookie: string): Session | null;
  /** Something was done by hand. */
  touch(session: Session): void;
  end(cookie: string): void;
}

export function createSessions(now: () => Date, random: (bytes: number) => Uint8Array): Sessions {
  const sessions = new Map<string, Session>();
  const token = () => Buffer.from(random(TOKEN_BYTES)).toString('base64url');
  const time = () => now().getTime();
  const isOver = ({ startedAt, seenAt }: Session) => time() - seenAt >= IDLE_MS || time() - startedAt >= LONGEST_MS;

  return {
    start(staff, lang) {
      for (const [hash, session] of sessions) if (isOver(session)) sessions.delete(hash);
      const cookie = token();
      sessions.set(hashOf(cookie), { staff, lang, csrf: token(), startedAt: time(), seenAt: time() });
      return cookie;
    },
    find(cookie) {
      const hash = hashOf(cookie);
      const session = sessions.get(hash);
      if (!session) return null;
      if (!isOver(session)) return session;
      sessions.delete(hash);
      return null;
    },
    touch(session) {
      session.seenAt = time();
    },
    end(cookie) {
      sessions.delete(hashOf(cookie));
    },
  };
}

/** Whether a form carries the session's own token. */
export function csrfFits({ csrf }: Session, given: string | null): boolean {
  return timingSafeEqual(sha256(csrf), sha256(given ?? ''));
}

function hashOf(cookie: string): string {
  return sha256(cookie).toString('hex');
}

/** A random 256-bit value needs no salt and no slow hash. */
function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
