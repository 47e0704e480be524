/**
 * Work that runs again and again: on a schedule, and at once when woken. Never twice at one time in this process; a wake
 * that comes while it runs makes it run once more.
 */
export class RepeatedWork {
  private running: Promise<void> = Promise.resolve();
  private isRunning = false;
  private isWanted = false;
  private isStopped = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  wake(): void {
    this.isWanted = true;
    if (this.isStopped || this.isRunning) return;
    // Set before the work begins: a work that wakes itself at once finds itself running.
    this.isRunning = true;
    this.running = this.runWhileWanted().finally(() => {
      this.isRunning = false;
      if (this.isWanted) this.wake();
    });
  }

  /** Begins nothing new, and waits for what runs. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.isWanted = false;
    await this.running;
  }

  get stopped(): boolean {
    return this.isStopped;
  }

  private async runWhileWanted(): Promise<void> {
    while (this.isWanted && !this.isStopped) {
      this.isWanted = false;
      try {
        await this.work();
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
