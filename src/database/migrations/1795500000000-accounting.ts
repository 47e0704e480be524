import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What finance groups payments by. `accounted_at` puts a payment into a business day: when it was confirmed, else when it
 * was made. It is computed by the database, so that the version before can go on writing payments.
 */
const UP = [
  `ALTER TABLE payments
    ADD COLUMN operator_name VARCHAR(255) NULL,
    ADD COLUMN accounted_at DATETIME(3) GENERATED ALWAYS AS (COALESCE(confirmed_at, created_at)) VIRTUAL,
    ADD KEY payments_accounted (accounted_at, id),
    ADD KEY payments_updated (updated_at),
    ADD KEY payments_acquirer (acquirer_payment_id)`,
  'ALTER TABLE payment_events ADD KEY payment_events_at (at)',
];

const DOWN = [
  'ALTER TABLE payment_events DROP KEY payment_events_at',
  `ALTER TABLE payments
    DROP KEY payments_acquirer,
    DROP KEY payments_updated,
    DROP KEY payments_accounted,
    DROP COLUMN accounted_at,
    DROP COLUMN operator_name`,
];

export class Accounting1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
