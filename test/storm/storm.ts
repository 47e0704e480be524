import { setTimeout as pause } from 'node:timers/promises';
import { NOTIFICATIONS, type Disaster } from './disasters';
import type { Chance } from './random';
import type { Scene } from './scene';

/** From one disaster to the next, ms: several are at work at one time. */
const GAP_MS = [500, 2_200] as const;

/**
 * Lets disasters come one after the other in random order until it is ended. Each round has every kind once, so that even a
 * short storm has all of them; one kind never strikes again while it is still at work.
 */
export class Storm {
  private readonly calm = new AbortController();
  private readonly atWork = new Map<string, Promise<void>>();
  private raging: Promise<void> = Promise.resolve();
  private readonly failures: unknown[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly disasters: readonly Disaster[],
    private readonly chance: Chance,
  ) {}

  async begin(seed: number): Promise<void> {
    await this.scene.bank.faults({ notifications: NOTIFICATIONS, seed });
    await this.scene.billing.faults({ seed });
    this.raging = this.rage();
  }

  private isCalm(): boolean {
    return this.calm.signal.aborted;
  }

  private async rage(): Promise<void> {
    let round: Disaster[] = [];
    while (!this.isCalm()) {
      if (round.length === 0) round = this.chance.shuffled(this.disasters);
      const gapMs = this.chance.between(GAP_MS[0], GAP_MS[1]);
      await pause(gapMs, undefined, { signal: this.calm.signal }).catch(() => undefined);
      const next = round.shift();
      if (!next || this.isCalm()) continue;
      await this.atWork.get(next.name);
      const strike = next.strike().catch((error: unknown) => void this.failures.push(error));
      this.atWork.set(next.name, strike);
    }
  }

  /**
   * Ends every fault; resolves when everything runs and is reachable.
   * @throws Error when something that was killed did not come back
   */
  async end(): Promise<void> {
    this.calm.abort();
    await this.raging;
    await Promise.all(this.atWork.values());
    const [failure] = this.failures;
    if (failure !== undefined) throw new Error('The storm itself failed', { cause: failure });
    await this.scene.bank.faults({});
    await this.scene.billing.faults({});
    this.scene.links.bank.mend();
    this.scene.links.billing.mend();
    await this.scene.database.untilWhole();
    await Promise.all(this.scene.replicas.map((replica) => replica.untilReady()));
  }
}
