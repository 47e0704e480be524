import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const UP = [
  `CREATE TABLE subscriber_sessions (
    id ${ID} NOT NULL PRIMARY KEY,
    subscriber_uid ${WORD(32)} NOT NULL,
    refresh_hash ${WORD(64)} NOT NULL,
    previous_hash ${WORD(64)} NULL,
    rotation_salt ${WORD(32)} NULL,
    rotated_at DATETIME(3) NULL,
    rotations INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    refresh_until DATETIME(3) NOT NULL,
    ends_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    end_reason ${WORD(32)} NULL,
    upstream_session MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL,
    KEY subscriber_sessions_subscriber (subscriber_uid, ended_at),
    KEY subscriber_sessions_over (refresh_until),
    CONSTRAINT subscriber_sessions_end_complete CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CONSTRAINT subscriber_sessions_end_forgets CHECK (ended_at IS NULL OR upstream_session IS NULL)
  ) ${TABLE}`,
  `CREATE TABLE rate_limits (
    bucket ${WORD(64)} NOT NULL PRIMARY KEY,
    hits INT NOT NULL,
    ends_at DATETIME(3) NOT NULL,
    KEY rate_limits_over (ends_at)
  ) ${TABLE}`,
  `CREATE TABLE audit_events (
    id ${ID} NOT NULL PRIMARY KEY,
    at DATETIME(3) NOT NULL,
    kind ${WORD(64)} NOT NULL,
    subscriber_uid ${WORD(32)} NULL,
    session_id ${ID} NULL,
    key_name VARCHAR(128) NULL,
    address VARCHAR(64) NULL,
    details TEXT NOT NULL,
    KEY audit_events_subscriber (subscriber_uid, id),
    KEY audit_events_kind (kind, id),
    KEY audit_events_at (at)
  ) ${TABLE}`,
];

const TABLES = ['audit_events', 'rate_limits', 'subscriber_sessions'];

export class Sessions1795489200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
