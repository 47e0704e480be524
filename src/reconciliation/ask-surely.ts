import type { Clock } from '../shared/clock';
import { backoffMs } from '../shared/backoff';
import type { Random } from '../shared/random';
import { Rejected, UpstreamError } from '../shared/upstream-errors';

const TRIES = 3;
const PAUSE = { firstMs: 500, factor: 2, capMs: 5_000 };

/** Asks again where there was no answer; a refusal is one. @returns the last error where none came of it */
export async function askSurely(
  ask: () => Promise<void>,
  tools: { readonly clock: Clock; readonly random: Random },
): Promise<UpstreamError | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ask();
      return null;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (error instanceof Rejected || attempt >= TRIES) return error;
      await tools.clock.sleep(backoffMs(PAUSE, attempt, tools.random));
    }
  }
}
