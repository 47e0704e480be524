import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const UP = [
  `CREATE TABLE service_state (
    name ${WORD(64)} NOT NULL PRIMARY KEY,
    at DATETIME(3) NOT NULL,
    KEY service_state_at (at)
  ) ${TABLE}`,
  `CREATE TABLE quarantines (
    id ${ID} NOT NULL PRIMARY KEY,
    reason ${WORD(32)} NOT NULL,
    note VARCHAR(255) NULL,
    began_at DATETIME(3) NOT NULL,
    began_by VARCHAR(128) NOT NULL,
    since DATETIME(3) NOT NULL,
    phase ${WORD(16)} NOT NULL,
    cursor_id ${ID} NULL,
    report MEDIUMTEXT NOT NULL,
    open_mark TINYINT NULL,
    ended_at DATETIME(3) NULL,
    ended_by VARCHAR(128) NULL,
    version INT NOT NULL,
    UNIQUE KEY quarantines_one_open (open_mark),
    KEY quarantines_ended (ended_at),
    CONSTRAINT quarantines_open_marked CHECK ((ended_at IS NULL) = (open_mark IS NOT NULL) AND COALESCE(open_mark, 1) = 1)
  ) ${TABLE}`,
];

const TABLES = ['quarantines', 'service_state'];

export class Quarantine1795485600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
