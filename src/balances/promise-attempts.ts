import type { DataSource } from 'typeorm';
import { Insistence } from '../database/insistence';
import { isDuplicateEntry } from '../database/sql';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { Kopecks } from '../shared/money';
import type { Random } from '../shared/random';

export type PromiseOutcome = 'taken' | 'refused' | 'unknown';

export interface PromiseAttempt {
  readonly id: string;
  readonly agreementId: string;
}

/**
 * One attempt at a time to take a promised payment for an agreement, over all replicas: billing has no document number for
 * it, and takes a second one too. An attempt whose end is not known holds the others off until its call has surely settled.
 */
export class PromiseAttempts {
  private readonly insistence: Insistence;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ids: Ids,
    random: Random,
    /** Longest time in which a call that was sent may still be at work, ms. */
    private readonly settleMs: number,
  ) {
    this.insistence = new Insistence(clock, random);
  }

  /** Null while another attempt is under way, or may be. */
  async begin(
    subscriberUid: string,
    agreementId: string,
    amountKopecks: Kopecks,
  ): Promise<PromiseAttempt | null> {
    const attempt = { id: this.ids.next(), agreementId };
    const values = [attempt.id, subscriberUid, amountKopecks, this.clock.now()];
    const isHeld = await this.insistence.run(async () => {
      try {
        await this.dataSource.query(
          `INSERT INTO promise_attempts (attempt_id, subscriber_uid, amount_kopecks, started_at, agreement_id, state)
            VALUES (?, ?, ?, ?, ?, 'under_way')`,
          [...values, agreementId],
        );
        return true;
      } catch (error) {
        if (!isDuplicateEntry(error)) throw error;
      }
      const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(
        `UPDATE promise_attempts
          SET attempt_id = ?, subscriber_uid = ?, amount_kopecks = ?, started_at = ?, state = 'under_way'
          WHERE agreement_id = ? AND (state IN ('taken', 'refused') OR started_at < ?)`,
        [...values, agreementId, this.clock.after(-this.settleMs)],
      );
      return affectedRows === 1;
    });
    return isHeld ? attempt : null;
  }

  /** Nothing happens when the attempt was given up meanwhile and another has begun. */
  async settle({ id, agreementId }: PromiseAttempt, outcome: PromiseOutcome): Promise<void> {
    await this.insistence.run(() =>
      this.dataSource.query(
        'UPDATE promise_attempts SET state = ? WHERE agreement_id = ? AND attempt_id = ?',
        [outcome, agreementId, id],
      ),
    );
  }
}
