/** Lets one task at a time run per key, in the order in which they came; different keys do not wait for each other. */
export class OneAtATime {
  #last = new Map<string, Promise<unknown>>();

  /** Resolves or rejects as the task does; a task that fails does not stop those behind it. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(task, task);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}
