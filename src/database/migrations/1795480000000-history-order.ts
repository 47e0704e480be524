import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The place of each line in its payment's history. Ids follow the clock of the replica that made them, and clocks differ.
 * It may be absent, so that the version before can go on writing lines.
 */
const UP = [
  'ALTER TABLE payment_events ADD COLUMN sequence INT NULL',
  `UPDATE payment_events e
    JOIN (SELECT id, ROW_NUMBER() OVER (PARTITION BY payment_id ORDER BY id) AS place FROM payment_events) numbered
      ON numbered.id = e.id
    SET e.sequence = numbered.place`,
  `ALTER TABLE payment_events
    DROP KEY payment_events_payment,
    ADD UNIQUE KEY payment_events_place (payment_id, sequence)`,
];

const DOWN = [
  `ALTER TABLE payment_events
    DROP KEY payment_events_place,
    ADD KEY payment_events_payment (payment_id, id),
    DROP COLUMN sequence`,
];

export class HistoryOrder1795480000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
