import { Logger } from '@nestjs/common';
import { NO_ROWS_HASH } from '../books/seal-hash';
import { ClosedDays } from '../books/closed-days';
import type { Connection } from '../database/connection';
import { isDuplicateEntry } from '../database/sql';
import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import { Problem } from '../shared/problem/problem';
import { ClosingProblems } from './closing-problems';
import { inTurn } from './in-turn';
import { ReopeningRows, type Reopening } from './reopening-rows';
import { linkAfter, type SealLink } from './seal-link';
import { SealRows } from './seal-rows';

/** Opens a closed day again, which takes two persons and a reason. Its frozen rows stay, under a seal no longer in force. */
export class ReopenDay {
  private readonly logger = new Logger('Closing');

  constructor(
    private readonly units: SqlUnits,
    private readonly clock: Clock,
  ) {}

  /**
   * The first person asks.
   * @throws Problem `day_not_closed`, `reopening_already_requested`
   */
  async request(day: string, actor: string, reason: string): Promise<Reopening> {
    const seal = await new ClosedDays(this.units).sealOf(day);
    if (!seal) throw new Problem(ClosingProblems.dayNotClosed);
    const request: Reopening = {
      day,
      sequence: seal.sequence,
      requestedBy: actor,
      requestedAt: this.clock.now(),
      reason,
    };
    try {
      await this.units.together((connection) => new ReopeningRows(connection).insert(request));
    } catch (error) {
      if (isDuplicateEntry(error)) throw new Problem(ClosingProblems.reopeningRequested);
      throw error;
    }
    this.logger.warn({ day, by: actor, reason }, 'The reopening of a day is requested');
    return request;
  }

  /**
   * The second person confirms, and the day is open.
   * @throws Problem `reopening_not_requested`; `reopening_same_person`, after which the request has lapsed
   */
  async confirm(day: string, actor: string): Promise<SealLink> {
    const link = await inTurn(() =>
      this.units.together((connection) => this.confirmOnce(connection, day, actor)),
    );
    if (!link) {
      this.logger.warn({ day, by: actor }, 'The request to reopen a day has lapsed');
      throw new Problem(ClosingProblems.reopeningBySamePerson);
    }
    const { sequence, hash, actor: first, reason } = link;
    this.logger.warn({ day, sequence, hash, by: first, secondBy: actor, reason }, 'A day is open again');
    return link;
  }

  /** @throws Problem `reopening_not_requested` */
  async withdraw(day: string, actor: string): Promise<void> {
    const isWithdrawn = await this.units.together((connection) => new ReopeningRows(connection).remove(day));
    if (!isWithdrawn) throw new Problem(ClosingProblems.reopeningNotRequested);
    this.logger.warn({ day, by: actor }, 'The request to reopen a day is withdrawn');
  }

  private async confirmOnce(connection: Connection, day: string, actor: string): Promise<SealLink | null> {
    const seals = new SealRows(connection);
    const requests = new ReopeningRows(connection);
    const previous = await seals.lockLast();
    const request = await requests.lock(day);
    if (!request) throw new Problem(ClosingProblems.reopeningNotRequested);
    await requests.remove(day);
    // Nothing of it is kept but that the request is gone.
    if (request.requestedBy === actor) return null;
    const link = linkAfter(previous, {
      kind: 'reopen',
      day,
      rowCount: 0,
      rowsHash: NO_ROWS_HASH,
      sealedAt: this.clock.now(),
      actor: request.requestedBy,
      secondActor: actor,
      reason: request.reason,
    });
    await seals.append(link);
    return link;
  }
}
