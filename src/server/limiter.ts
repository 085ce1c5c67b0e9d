import { createHash, randomBytes } from 'node:crypto';

export type Limit = 'open' | 'post' | 'read' | 'conversation';
/** Requests a minute: from one address for the first three, in one conversation for the last. */
export type Limits = Record<Limit, number>;

/** A whole school may sit behind one address: these stop floods, not classes. */
export const LIMITS: Limits = { open: 3000, post: 6000, read: 12_000, conversation: 120 };

const WINDOW_MS = 60_000;
/** Beyond this many callers in a minute counting stops helping; forgetting them all lets people through. */
const CALLERS = 100_000;

/** Counts requests a minute. Addresses are held only as hashes with a salt that changes every minute and is kept nowhere. */
export class Limiter {
  #limits: Limits;
  #now: () => Date;
  #salt = randomBytes(16);
  #counts = new Map<string, number>();
  #until = 0;

  constructor(limits: Limits, now: () => Date) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts one more; false when it is too many. */
  allow(limit: Limit, caller: string): boolean {
    const now = this.#now().getTime();
    if (now >= this.#until || this.#counts.size > CALLERS) {
      this.#salt = randomBytes(16);
      this.#counts.clear();
      this.#until = now + WINDOW_MS;
    }
    const key = createHash('sha256').update(this.#salt).update(`${limit} ${caller}`).digest('base64');
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= this.#limits[limit];
  }

  /** Seconds until counting begins anew. */
  wait(): number {
    return Math.max(1, Math.ceil((this.#until - this.#now().getTime()) / 1000));
  }
}
