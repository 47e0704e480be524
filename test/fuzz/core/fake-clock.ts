import { Clock } from '../../../src/shared/clock';

/** Time that stands still; whoever would sleep goes on at once. */
export class FakeClock extends Clock {
  now(): Date {
    return new Date(1_795_500_000_000);
  }

  sleep(): Promise<void> {
    return Promise.resolve();
  }
}
