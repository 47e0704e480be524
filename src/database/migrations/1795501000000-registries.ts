import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
/** `YYYY-MM-DD`, a day of the business zone. No DATE, which drivers turn into moments of their own zone. */
const DAY = 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

/**
 * Registries of the bank. A line that a later registry brings again is superseded by it, so that a corrected registry may be
 * loaded over the first one; what is in force are the lines of registries that were read to their end, not superseded.
 */
const UP = [
  `CREATE TABLE registries (
    id ${ID} NOT NULL PRIMARY KEY,
    content_hash ${WORD(64)} NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    format ${WORD(8)} NOT NULL,
    size_bytes BIGINT NOT NULL,
    state ${WORD(16)} NOT NULL,
    failure VARCHAR(255) NULL,
    uploaded_at DATETIME(3) NOT NULL,
    uploaded_by VARCHAR(128) NOT NULL,
    lines_good INT NOT NULL,
    lines_bad INT NOT NULL,
    first_day ${DAY} NULL,
    last_day ${DAY} NULL,
    reader ${ID} NULL,
    reader_until DATETIME(3) NULL,
    finishing_mark TINYINT NULL,
    UNIQUE KEY registries_content (content_hash),
    UNIQUE KEY registries_one_finishing (finishing_mark),
    KEY registries_days (first_day, last_day),
    CONSTRAINT registries_state_known CHECK (state IN ('reading', 'read', 'failed')),
    CONSTRAINT registries_reader_reads CHECK (state = 'reading' OR reader IS NULL),
    CONSTRAINT registries_failure_told CHECK (state = 'failed' OR failure IS NULL)
  ) ${TABLE}`,
  `CREATE TABLE registry_lines (
    registry_id ${ID} NOT NULL,
    line_number INT NOT NULL,
    operation_key ${WORD(64)} NOT NULL,
    operation_ordinal INT NOT NULL DEFAULT 1,
    superseded_by ${ID} NULL,
    terminal ${WORD(64)} NOT NULL,
    order_id VARCHAR(64) NULL,
    acquirer_payment_id ${WORD(64)} NULL,
    operation ${WORD(32)} NOT NULL,
    raw_operation VARCHAR(64) NOT NULL,
    amount_kopecks BIGINT NOT NULL,
    fee_kopecks BIGINT NOT NULL,
    net_kopecks BIGINT NOT NULL,
    operated_at DATETIME(3) NOT NULL,
    day ${DAY} NOT NULL,
    transfer_day ${DAY} NULL,
    payment_system VARCHAR(32) NULL,
    rrn VARCHAR(64) NULL,
    authorization_code VARCHAR(64) NULL,
    description VARCHAR(255) NULL,
    PRIMARY KEY (registry_id, line_number),
    KEY registry_lines_day (day, terminal),
    KEY registry_lines_transfer (transfer_day, terminal),
    KEY registry_lines_payment (acquirer_payment_id),
    KEY registry_lines_order (order_id),
    KEY registry_lines_operation (operation_key, operation_ordinal)
  ) ${TABLE}`,
  `CREATE TABLE registry_faults (
    registry_id ${ID} NOT NULL,
    line_number INT NOT NULL,
    last_line_number INT NOT NULL,
    code ${WORD(64)} NOT NULL,
    field ${WORD(32)} NULL,
    PRIMARY KEY (registry_id, line_number)
  ) ${TABLE}`,
];

const TABLES = ['registry_faults', 'registry_lines', 'registries'];

export class Registries1795501000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
