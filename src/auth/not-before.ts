import type { Clock } from '../shared/clock';

/**
 * Resolves when `floorMs` milliseconds have passed since `startedAt`; at once when they have already.
 *
 * Billing takes its own time to refuse a login that it does not know and a password that is wrong, and whoever can tell the
 * two apart by it learns which logins exist. An answer held back to one moment tells nothing, as long as the floor lies
 * above the time that either takes.
 */
export async function notBefore(clock: Clock, startedAt: Date, floorMs: number): Promise<void> {
  const restMs = startedAt.getTime() + floorMs - clock.now().getTime();
  if (restMs > 0) await clock.sleep(Math.min(restMs, floorMs));
}
