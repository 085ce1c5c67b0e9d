import type { ReplayedActivity } from '../../core/effect.ts';

/** A client that is connected now. */
export interface Listener {
  send(entries: ReplayedActivity[]): void;
  close(): void;
}

interface Present {
  listeners: Set<Listener>;
  /** Replies that are on no disk: after 'forget', or when nothing could be saved. */
  unsaved: ReplayedActivity[];
  /** The next number, once it is no longer to be had from the document. */
  next: number;
  touched: number;
}

const KEPT_MS = 5 * 60_000;
const DROP_EVERY_MS = 30_000;
const KEPT_ENTRIES = 40;
const LISTENERS = 5;

/** What a process knows about conversations besides their documents: who listens, and the last unsaved words, for minutes. */
export class Listeners {
  #all = new Map<string, Present>();
  #now: () => Date;
  #dropped = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** More windows than a person has push out the oldest. */
  add(id: string, listener: Listener): void {
    const { listeners } = this.#present(id);
    const [oldest] = listeners;
    if (listeners.size >= LISTENERS && oldest) {
      listeners.delete(oldest);
      oldest.close();
    }
    listeners.add(listener);
  }

  remove(id: string, listener: Listener): void {
    this.#all.get(id)?.listeners.delete(listener);
  }

  publish(id: string, entries: ReplayedActivity[]): void {
    for (const listener of this.#all.get(id)?.listeners ?? []) listener.send(entries);
  }

  /** Keeps entries in memory that no document holds. */
  keep(id: string, entries: ReplayedActivity[]): void {
    const present = this.#present(id);
    present.unsaved = [...present.unsaved, ...entries].slice(-KEPT_ENTRIES);
  }

  kept(id: string): ReplayedActivity[] {
    this.#drop();
    return this.#all.get(id)?.unsaved ?? [];
  }

  /** Whether this process has seen the conversation within the last minutes. */
  knows(id: string): boolean {
    this.#drop();
    return this.#all.has(id);
  }

  /** The number that the next entry gets at least; null when the process knows nothing. */
  next(id: string): number | null {
    return this.#all.get(id)?.next ?? null;
  }

  counted(id: string, next: number): void {
    this.#present(id).next = next;
  }

  /** Whatever was said before is gone; the numbers count on. */
  forget(id: string): void {
    this.#present(id).unsaved = [];
  }

  closeAll(): void {
    for (const { listeners } of this.#all.values()) for (const listener of listeners) listener.close();
    this.#all.clear();
  }

  #present(id: string): Present {
    this.#drop();
    const present = this.#all.get(id) ?? { listeners: new Set(), unsaved: [], next: 0, touched: 0 };
    // Re-inserted, so that the map stays in the order of touch and dropping looks only at the oldest.
    this.#all.delete(id);
    this.#all.set(id, present);
    present.touched = this.#now().getTime();
    return present;
  }

  #drop(): void {
    const now = this.#now().getTime();
    if (now - this.#dropped < DROP_EVERY_MS) return;
    this.#dropped = now;
    for (const [id, present] of this.#all) {
      if (present.touched >= now - KEPT_MS) return;
      present.unsaved = [];
      if (present.listeners.size === 0) this.#all.delete(id);
    }
  }
}
