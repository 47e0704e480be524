import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { Wakeup } from '../ledger/wakeup';
import { RepeatedWork } from '../shared/repeated-work';

export interface WorkPlan {
  readonly name: string;
  readonly intervalMs: number;
  readonly work: (isStopped: () => boolean) => Promise<void>;
  /** Wakes the work at once, beside its schedule. */
  readonly wakeup?: Wakeup;
}

/** Runs the workers of this replica by the scheduler; at the end they begin nothing new and finish what they hold. */
export class RepeatedWorks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Worker');
  private readonly works = new Map<string, RepeatedWork>();

  constructor(
    private readonly scheduler: SchedulerRegistry,
    private readonly plans: readonly WorkPlan[],
  ) {}

  onApplicationBootstrap(): void {
    for (const { name, intervalMs, work, wakeup } of this.plans) {
      const repeated: RepeatedWork = new RepeatedWork(
        () => work(() => repeated.stopped),
        (error) =>
          this.logger.error({ err: error, worker: name }, 'A worker failed; it runs again by its schedule'),
      );
      this.works.set(name, repeated);
      wakeup?.onWake(() => repeated.wake());
      this.scheduler.addInterval(
        name,
        setInterval(() => repeated.wake(), intervalMs),
      );
      repeated.wake();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const name of this.works.keys()) this.scheduler.deleteInterval(name);
    await Promise.all([...this.works.values()].map((work) => work.stop()));
  }
}
