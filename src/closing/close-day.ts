import { Logger } from '@nestjs/common';
import { ClosedDays } from '../books/closed-days';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import { Problem } from '../shared/problem/problem';
import type { Checklist } from './checklist';
import { ClosingProblems, dayNotReady } from './closing-problems';
import { freeze } from './freeze';
import { inTurn } from './in-turn';
import { assertNothingSince, assertStill, stateOf } from './last-look';
import { rowsToFreeze } from './rows-to-freeze';
import { linkAfter, type SealLink } from './seal-link';
import { SealRows } from './seal-rows';

/** Freezes the rows of a day and seals them. Rows and seal are one transaction: there is all of it or nothing. */
export class CloseDay {
  private readonly logger = new Logger('Closing');

  constructor(
    private readonly units: SqlUnits,
    private readonly checklist: Checklist,
    private readonly days: BusinessDays,
    private readonly clock: Clock,
  ) {}

  /**
   * @param day `YYYY-MM-DD`
   * @throws Problem `day_already_closed`, `day_not_ready` with everything that hinders, `day_in_motion`
   */
  async execute(day: string, actor: string): Promise<SealLink> {
    const link = await inTurn(() => this.units.ofOneMoment((units) => this.closeOnce(units, day, actor)));
    const { sequence, hash, rowCount } = link;
    this.logger.log({ day, sequence, hash, rowCount, by: actor }, 'A day is closed');
    return link;
  }

  private async closeOnce(units: SqlUnits, day: string, actor: string): Promise<SealLink> {
    const range = this.days.named(day);
    const previous = await units.alone((connection) => new SealRows(connection).lockLast());
    const sealedAt = this.clock.now();
    if (await new ClosedDays(units).sealOf(day)) throw new Problem(ClosingProblems.dayAlreadyClosed);
    const checks = await units.alone((connection) => this.checklist.of(connection, day));
    const hindrances = checks.filter(({ count }) => count > 0);
    if (hindrances.length > 0) throw dayNotReady(hindrances);
    return units.alone(async (connection) => {
      const seen = await stateOf(connection, range);
      await assertNothingSince(connection, range, sealedAt);
      const sequence = (previous?.sequence ?? 0) + 1;
      const rows = await freeze(connection, sequence, rowsToFreeze(units, day, this.days));
      await assertStill(connection, range, seen);
      const who = { actor, secondActor: null, reason: null };
      const link = linkAfter(previous, { kind: 'close', day, ...rows, sealedAt, ...who });
      await new SealRows(connection).append(link);
      return link;
    });
  }
}
