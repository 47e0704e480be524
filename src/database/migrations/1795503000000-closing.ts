import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const DAY = 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

/**
 * `day_seals` is a chain: each closing and each reopening of a day is one link, whose hash holds the one before. Nothing in it
 * is ever changed. `closed_rows` are the rows of a day as they were when it was closed; reports of closed days are made of
 * them alone. `day_reopenings` are requests that wait for a second person.
 */
const UP = [
  `CREATE TABLE day_seals (
    sequence INT NOT NULL PRIMARY KEY,
    kind ${WORD(8)} NOT NULL,
    day ${DAY} NOT NULL,
    row_count INT NOT NULL,
    rows_hash ${WORD(64)} NOT NULL,
    previous_hash ${WORD(64)} NOT NULL,
    hash ${WORD(64)} NOT NULL,
    sealed_at DATETIME(3) NOT NULL,
    actor VARCHAR(128) NOT NULL,
    second_actor VARCHAR(128) NULL,
    reason VARCHAR(1000) NULL,
    KEY day_seals_day (day, sequence),
    CONSTRAINT day_seals_kind_known CHECK (kind IN ('close', 'reopen')),
    CONSTRAINT day_seals_two_persons CHECK (kind = 'close' OR (second_actor IS NOT NULL AND second_actor <> actor AND reason IS NOT NULL))
  ) ${TABLE}`,
  `CREATE TABLE closed_rows (
    seal_sequence INT NOT NULL,
    row_no INT NOT NULL,
    kind ${WORD(16)} NOT NULL,
    payment_id ${ID} NULL,
    content MEDIUMTEXT NOT NULL,
    row_hash ${WORD(64)} NOT NULL,
    PRIMARY KEY (seal_sequence, row_no),
    KEY closed_rows_kind (seal_sequence, kind, row_no),
    KEY closed_rows_payment (payment_id)
  ) ${TABLE}`,
  `CREATE TABLE day_reopenings (
    day ${DAY} NOT NULL PRIMARY KEY,
    seal_sequence INT NOT NULL,
    requested_by VARCHAR(128) NOT NULL,
    requested_at DATETIME(3) NOT NULL,
    reason VARCHAR(1000) NOT NULL
  ) ${TABLE}`,
];

const TABLES = ['day_reopenings', 'closed_rows', 'day_seals'];

export class Closing1795503000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
