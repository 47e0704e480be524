import type { Clock } from '../shared/clock';

export type UpstreamHealthState = 'ok' | 'degraded' | 'unknown';

const FRESH_MS = 15_000;

/** What is known of an upstream's health. Asked in the background, so that a probe never waits for an upstream. */
export class UpstreamHealth {
  private state: UpstreamHealthState = 'unknown';
  private asked = 0;
  private asking: Promise<void> | null = null;

  constructor(
    readonly name: string,
    private readonly check: () => Promise<void>,
    private readonly clock: Clock,
  ) {}

  current(): UpstreamHealthState {
    const now = this.clock.now().getTime();
    if (!this.asking && now - this.asked >= FRESH_MS) {
      this.asked = now;
      this.asking = this.check().then(
        () => this.learn('ok'),
        () => this.learn('degraded'),
      );
    }
    return this.state;
  }

  private learn(state: UpstreamHealthState): void {
    this.state = state;
    this.asking = null;
  }
}
