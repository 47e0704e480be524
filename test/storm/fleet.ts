import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ChildProgram } from '../../sandbox/orchestration/child-program';
import { SERVICE_FOLDER, type Environment } from '../../sandbox/orchestration/service';
import type { Tally } from './tally';

export type Role = 'api' | 'worker';

/** One replica of the service, watched as systemd or Kubernetes would: what ends by itself is started again. */
export class Replica {
  private program: ChildProgram | null = null;
  private isWanted = false;

  constructor(
    readonly name: string,
    readonly role: Role,
    readonly url: string,
    private readonly env: Environment,
    private readonly logFile: string,
    private readonly ownEnds: Tally,
  ) {}

  start(): void {
    this.isWanted = true;
    const program = ChildProgram.start({
      name: this.name,
      file: join(SERVICE_FOLDER, 'main.js'),
      env: this.env,
      logFile: this.logFile,
    });
    this.program = program;
    void program.ended().then(async (code) => {
      if (!this.isWanted || this.program !== program) return;
      this.ownEnds.add(`${this.role} with code ${code}`);
      await pause(500);
      // The replica may have been stopped during the pause.
      if (this.isRunningWith(program)) this.start();
    });
  }

  private isRunningWith(program: ChildProgram): boolean {
    return this.isWanted && this.program === program;
  }

  async isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
  }

  async untilReady(patienceMs = 180_000): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!(await this.isReady())) {
      if (Date.now() > deadline)
        throw new Error(`${this.name} did not get ready; its log is ${this.logFile}`);
      await pause(100);
    }
  }

  async kill(): Promise<void> {
    this.isWanted = false;
    await this.program?.kill();
  }

  async stop(): Promise<number> {
    this.isWanted = false;
    return (await this.program?.stop()) ?? 0;
  }
}
