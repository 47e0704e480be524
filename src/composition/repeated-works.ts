import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { Wakeup } from '../ledger/wakeup';
import { RepeatedWork } from '../shared/repeated-work';

export interface WorkPlan {
  readonly name: string;
  readonly intervalMs: number;
  /** How many of it run beside each other; one unless told. */
  readonly lanes?: number;
  readonly work: (isStopped: () => boolean) => Promise<void>;
  /** Wakes the work at once, beside its schedule. */
  readonly wakeup?: Wakeup;
}

/** Runs the workers of this replica by the scheduler; at the end they begin nothing new and finish what they hold. */
export class RepeatedWorks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Worker');
  private readonly works: RepeatedWork[] = [];

  constructor(
    private readonly scheduler: SchedulerRegistry,
    private readonly plans: readonly WorkPlan[],
    /** Resolves when work may begin; asked before each turn. */
    private readonly ready: () => Promise<void> = () => Promise.resolve(),
  ) {}

  onApplicationBootstrap(): void {
    for (const plan of this.plans) {
      const lanes = Array.from({ length: plan.lanes ?? 1 }, () => this.lane(plan));
      this.works.push(...lanes);
      const wakeAll = (): void => lanes.forEach((lane) => lane.wake());
      plan.wakeup?.onWake(wakeAll);
      this.scheduler.addInterval(plan.name, setInterval(wakeAll, plan.intervalMs));
      wakeAll();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const { name } of this.plans) this.scheduler.deleteInterval(name);
    await Promise.all(this.works.map((work) => work.stop()));
  }

  private lane({ name, work }: WorkPlan): RepeatedWork {
    const lane: RepeatedWork = new RepeatedWork(
      async () => {
        await this.ready();
        await work(() => lane.stopped);
      },
      (error) =>
        this.logger.error({ err: error, worker: name }, 'A worker failed; it runs again by its schedule'),
    );
    return lane;
  }
}
