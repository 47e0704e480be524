import { backoffMs, type BackoffPlan } from '../shared/backoff';
import type { Clock } from '../shared/clock';
import type { Random } from '../shared/random';

/** When the bank is asked about an order of which it has not told us. */
export class AskPlan {
  constructor(
    private readonly plan: BackoffPlan,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** The next ask after `asked` asks without news. */
  next(asked: number): Date {
    return this.clock.after(backoffMs(this.plan, asked + 1, this.random));
  }
}
