import type { Random } from './random';

export interface BackoffPlan {
  readonly firstMs: number;
  readonly factor: number;
  readonly capMs: number;
}

/** Pause before try number `attempt` (from 1): grows by the factor up to the cap, with ±25 % of jitter. */
export function backoffMs(plan: BackoffPlan, attempt: number, random: Random): number {
  const grown = Math.min(plan.capMs, plan.firstMs * plan.factor ** Math.max(0, attempt - 1));
  return Math.round(grown * (0.75 + random.fraction() / 2));
}
