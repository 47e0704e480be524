import type { DataSource } from 'typeorm';
import { Insistence } from './insistence';
import { inTransaction } from './transaction';
import type { Clock } from '../shared/clock';
import type { Random } from '../shared/random';
import { connectionOf, type Connection } from './connection';

/** Runs statements, again where the database asks for it. The work given may run several times, so it only reads and writes. */
export class SqlUnits {
  private readonly insistence: Insistence;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    this.insistence = new Insistence(clock, random);
  }

  /**
   * Each statement for itself. A write may have been done although the work runs again: it must bear being done twice.
   * @throws OutOfService when the database is away
   */
  alone<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.insistence.run(() => work(connectionOf(this.dataSource)));
  }

  /**
   * All of it or nothing.
   * @throws OutOfService when the database is away, also when it did not say whether it kept the work
   */
  together<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.insistence.run(() => inTransaction(this.dataSource, (runner) => work(connectionOf(runner))));
  }

  /**
   * All of it or nothing, and everything read through the units given is of one moment, that of the first read.
   * @throws OutOfService when the database is away, also when it did not say whether it kept the work
   */
  ofOneMoment<T>(work: (units: SqlUnits) => Promise<T>): Promise<T> {
    return this.insistence.run(() =>
      inTransaction(
        this.dataSource,
        (runner) => work(new UnitsInside(connectionOf(runner), this.dataSource, this.clock, this.random)),
        'REPEATABLE READ',
      ),
    );
  }
}

/** Whatever is done through these is a part of the one transaction around them, which alone is run again. */
class UnitsInside extends SqlUnits {
  constructor(
    private readonly connection: Connection,
    ...outside: ConstructorParameters<typeof SqlUnits>
  ) {
    super(...outside);
  }

  override alone<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return work(this.connection);
  }

  override together<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return work(this.connection);
  }

  override ofOneMoment<T>(work: (units: SqlUnits) => Promise<T>): Promise<T> {
    return work(this);
  }
}
