import { LedgerStore, StaleRow, type LedgerUnit } from '../../src/ledger/ledger-store.port';
import type { SimProcess } from './sim-process';

/** The way of a process to the ledger's rows: it may be down, lose the answer to a commit, or undo and run again. */
export class SimStore extends LedgerStore {
  constructor(
    private readonly inner: LedgerStore,
    private readonly process: SimProcess,
  ) {
    super();
  }

  async unitOfWork<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    const { chance, weather } = this.process.around;
    await this.process.pause('begins a transaction');
    this.mayBeDown();
    let isToRunAgain = chance.hit(weather().database.rerun);
    const value = await this.inner.unitOfWork(async (unit) => {
      const result = await work(unit);
      if (isToRunAgain) {
        isToRunAgain = false;
        throw new StaleRow('a row, as a cluster may say at the commit');
      }
      return result;
    });
    await this.process.pause('has committed');
    if (chance.hit(weather().database.commitUnanswered))
      throw new Error('The connection broke at the commit');
    return value;
  }

  async read<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    await this.process.pause('reads');
    this.mayBeDown();
    return this.inner.read(work);
  }

  private mayBeDown(): void {
    const { chance, weather } = this.process.around;
    if (chance.hit(weather().database.down)) throw new Error('The database does not answer');
  }
}
