import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the reader of billing found on a credit. The version before writes postings by column names, so it goes on as it is. */
const UP = [
  `ALTER TABLE postings
    ADD COLUMN read_back_at DATETIME(3) NULL,
    ADD COLUMN read_back_finding VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD KEY postings_created (created_at),
    ADD KEY postings_unread (read_back_at, posted_at),
    ADD KEY postings_finding (read_back_finding)`,
];

const DOWN = [
  `ALTER TABLE postings
    DROP KEY postings_finding,
    DROP KEY postings_unread,
    DROP KEY postings_created,
    DROP COLUMN read_back_finding,
    DROP COLUMN read_back_at`,
];

export class ReadBack1795482000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
