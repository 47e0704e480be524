import { LedgerStore, type LedgerUnit } from '../../src/ledger/ledger-store.port';

/** A store whose units of work are seen through something else: how a seeded bug reaches the ledger's rows. */
export class WrappedStore extends LedgerStore {
  constructor(
    private readonly inner: LedgerStore,
    private readonly wrap: (unit: LedgerUnit) => LedgerUnit,
  ) {
    super();
  }

  unitOfWork<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    return this.inner.unitOfWork((unit) => work(this.wrap(unit)));
  }

  read<T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> {
    return this.inner.read((unit) => work(this.wrap(unit)));
  }
}

/** An object with some of its methods replaced; the others go on working on the original. */
export function replacing<T extends object>(original: T, replacements: Partial<T>): T {
  return new Proxy(original, {
    get(target, name) {
      if (name in replacements) return replacements[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
