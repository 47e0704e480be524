import { Clock } from '../../src/shared/clock';
import type { Chance } from './chance';
import type { Scheduler } from './scheduler';
import type { Weather } from './weather';

/** What every part of a simulated world shares. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  /** What goes wrong now. */
  readonly weather: () => Weather;
  /** What goes wrong in this run altogether. */
  readonly climate: Weather;
}

/** A process of the service. Once dead, nothing of it goes on: what it awaited never comes. */
export class SimProcess {
  isAlive = true;
  readonly clock: Clock;
  /** How far its clock is from the true time, ms. */
  clockErrorMs = 0;

  constructor(
    readonly name: string,
    readonly around: Surroundings,
    private readonly onDeath: (process: SimProcess) => void,
  ) {
    this.clock = new SimClock(this);
  }

  die(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.around.scheduler.note(`${this.name} DIES`);
    this.onDeath(this);
  }

  /** Something comes back to the process after a while, unless it dies before or at that very moment. */
  later(ms: number, label: string, then: () => void): void {
    const { scheduler, chance, weather } = this.around;
    scheduler.after(ms, `${this.name} ${label}`, () => {
      if (!this.isAlive) return;
      if (chance.hit(weather().crash)) this.die();
      else then();
    });
  }

  /** A moment at which the process reaches out: others go on meanwhile. */
  pause(label: string, mostMs = 5): Promise<void> {
    return new Promise((resolve) => {
      this.later(this.around.chance.between(0, mostMs), label, resolve);
    });
  }
}

class SimClock extends Clock {
  constructor(private readonly process: SimProcess) {
    super();
  }

  now(): Date {
    return new Date(this.process.around.scheduler.now + this.process.clockErrorMs);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.process.later(ms, 'sleep', resolve);
    });
  }
}
