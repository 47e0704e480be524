import type { LedgerStore } from '../../src/ledger/ledger-store.port';
import type { Mechanism } from './mechanism';
import { Replica } from './replica';
import type { SimDisk } from './sim-journal';
import { SimProcess, type Surroundings } from './sim-process';
import type { Upstreams } from './upstreams';

/** The replicas that should be running; what dies is started again after a while. */
export class Fleet {
  private readonly running = new Map<number, Replica>();
  private readonly disks = new Map<number, SimDisk>();
  private starts = 0;
  /** How far each replica's machine is from the true time, ms. */
  private readonly clockErrors = new Map<number, number>();

  constructor(
    private readonly around: Surroundings,
    private readonly rows: LedgerStore,
    private readonly upstreams: Upstreams,
    private readonly mechanism: Mechanism,
  ) {}

  startAll(): void {
    const { weather, chance } = this.around;
    for (let slot = 0; slot < weather().replicas; slot += 1) {
      this.clockErrors.set(slot, chance.between(0, weather().clockSkewMs));
      this.start(slot);
    }
  }

  /** Any replica that runs, or null when none does. */
  any(): Replica | null {
    const all = [...this.running.values()];
    return all.length === 0 ? null : this.around.chance.pick(all);
  }

  killAll(): void {
    for (const replica of [...this.running.values()]) replica.process.die();
  }

  /** The clock of one machine jumps, and is put right after a while. */
  jumpClock(byMs: number, forMs: number): void {
    const { chance, weather, scheduler } = this.around;
    const slot = chance.between(0, weather().replicas - 1);
    this.setClock(slot, byMs);
    scheduler.note(`the clock of machine ${slot} jumps by ${byMs}`);
    scheduler.after(forMs, `the clock of machine ${slot} is right again`, () => this.setClock(slot, 0));
  }

  private diskOf(slot: number): SimDisk {
    const disk = this.disks.get(slot) ?? { entries: [], mark: null };
    this.disks.set(slot, disk);
    return disk;
  }

  private setClock(slot: number, errorMs: number): void {
    this.clockErrors.set(slot, errorMs);
    const replica = this.running.get(slot);
    if (replica) replica.process.clockErrorMs = errorMs;
  }

  private start(slot: number): void {
    const { chance, scheduler } = this.around;
    this.starts += 1;
    const name = `r${slot}.${this.starts}`;
    const process = new SimProcess(name, this.around, () => {
      this.running.delete(slot);
      scheduler.after(chance.between(1_000, 60_000), `machine ${slot} starts again`, () => this.start(slot));
    });
    process.clockErrorMs = this.clockErrors.get(slot) ?? 0;
    const { rows, upstreams, mechanism } = this;
    const seed = chance.between(1, 2 ** 31);
    const replica = new Replica({ process, rows, disk: this.diskOf(slot), upstreams, mechanism, seed });
    this.running.set(slot, replica);
  }
}
