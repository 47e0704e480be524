/** Ends what was started, the last first, once: when all is done, when something fails, and when the storm is told to end. */
export class CleanUp {
  private readonly works: (() => Promise<unknown>)[] = [];

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void this.run().finally(() => process.exit(130)));
    }
  }

  later(work: () => Promise<unknown>): void {
    this.works.push(work);
  }

  async run(): Promise<void> {
    for (let work = this.works.pop(); work; work = this.works.pop()) await work().catch(() => undefined);
  }
}
