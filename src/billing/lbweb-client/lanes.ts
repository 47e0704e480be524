/** Runs the work of one key in turn, and that of different keys side by side. */
export class Lanes {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Ends as the work does; what went before, and how it ended, does not matter. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result
      .catch(() => undefined)
      .finally(() => {
        if (this.last.get(key) === settled) this.last.delete(key);
      });
    this.last.set(key, settled);
    return result;
  }
}
