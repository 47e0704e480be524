import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const DAY = 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

/**
 * Statements of the provider's bank. Of their documents only those are kept that come from who pays out. A document is there
 * once, however many statements bring it; equal documents of one statement are told apart by their occurrence.
 */
const UP = [
  `CREATE TABLE bank_statements (
    id ${ID} NOT NULL PRIMARY KEY,
    content_hash ${WORD(64)} NOT NULL,
    rules_hash ${WORD(64)} NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    format ${WORD(8)} NOT NULL,
    size_bytes BIGINT NOT NULL,
    uploaded_at DATETIME(3) NOT NULL,
    uploaded_by VARCHAR(128) NOT NULL,
    first_day ${DAY} NULL,
    last_day ${DAY} NULL,
    documents_new INT NOT NULL,
    documents_known INT NOT NULL,
    documents_other INT NOT NULL,
    faults INT NOT NULL,
    UNIQUE KEY bank_statements_content (content_hash, rules_hash),
    KEY bank_statements_days (first_day, last_day)
  ) ${TABLE}`,
  `CREATE TABLE bank_receipts (
    id ${ID} NOT NULL PRIMARY KEY,
    statement_id ${ID} NOT NULL,
    line_number INT NOT NULL,
    identity ${WORD(64)} NOT NULL,
    occurrence INT NOT NULL,
    account ${WORD(32)} NOT NULL,
    number VARCHAR(64) NOT NULL,
    document_day ${DAY} NOT NULL,
    day ${DAY} NOT NULL,
    amount_kopecks BIGINT NOT NULL,
    payer_name VARCHAR(255) NOT NULL,
    payer_inn ${WORD(12)} NULL,
    payer_account ${WORD(32)} NULL,
    purpose VARCHAR(1000) NOT NULL,
    UNIQUE KEY bank_receipts_identity (identity, occurrence),
    KEY bank_receipts_day (day),
    KEY bank_receipts_statement (statement_id),
    CONSTRAINT bank_receipts_amount_positive CHECK (amount_kopecks > 0)
  ) ${TABLE}`,
  `CREATE TABLE bank_statement_faults (
    statement_id ${ID} NOT NULL,
    position INT NOT NULL,
    line_number INT NOT NULL,
    code ${WORD(64)} NOT NULL,
    detail VARCHAR(255) NOT NULL,
    PRIMARY KEY (statement_id, position)
  ) ${TABLE}`,
];

const TABLES = ['bank_statement_faults', 'bank_receipts', 'bank_statements'];

export class Payouts1795505000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
