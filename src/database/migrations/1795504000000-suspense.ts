import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

/**
 * Money in suspense, and who moved it where. That a move takes two persons stands in the schema as well. The key beside it is
 * for what is suggested.
 */
const UP = [
  `CREATE TABLE suspense_cases (
    id ${ID} NOT NULL PRIMARY KEY,
    identity ${WORD(96)} NOT NULL,
    kind ${WORD(32)} NOT NULL,
    state ${WORD(16)} NOT NULL,
    payment_id ${ID} NULL,
    related_payment_id ${ID} NULL,
    order_id VARCHAR(64) NOT NULL,
    acquirer_payment_id ${WORD(64)} NULL,
    terminal ${WORD(64)} NOT NULL,
    amount_kopecks BIGINT NULL,
    source ${WORD(16)} NOT NULL,
    text VARCHAR(1000) NULL,
    paid_at DATETIME(3) NOT NULL,
    agreement_id ${WORD(32)} NULL,
    agreement_number VARCHAR(128) NULL,
    subscriber_uid ${WORD(32)} NULL,
    note VARCHAR(1000) NULL,
    from_receipt ${WORD(36)} NULL,
    proposed_by VARCHAR(160) NULL,
    proposed_at DATETIME(3) NULL,
    approved_by VARCHAR(160) NULL,
    approved_at DATETIME(3) NULL,
    settled_at DATETIME(3) NULL,
    settled_by VARCHAR(160) NULL,
    settled_reason VARCHAR(1000) NULL,
    opened_at DATETIME(3) NOT NULL,
    opened_by VARCHAR(160) NOT NULL,
    version INT NOT NULL,
    UNIQUE KEY suspense_cases_identity (identity),
    KEY suspense_cases_state (state, id),
    KEY suspense_cases_payment (payment_id),
    CONSTRAINT suspense_cases_state_known CHECK
      (state IN ('open', 'proposed', 'moving', 'moved', 'dismissed', 'lapsed')),
    CONSTRAINT suspense_cases_settled_complete CHECK
      ((state IN ('moved', 'dismissed', 'lapsed')) = (settled_at IS NOT NULL)),
    CONSTRAINT suspense_cases_two_persons CHECK (approved_by IS NULL OR (proposed_by IS NOT NULL AND proposed_by <> approved_by)),
    CONSTRAINT suspense_cases_moved_by_two CHECK (state NOT IN ('moving', 'moved') OR approved_by IS NOT NULL)
  ) ${TABLE}`,
  `CREATE TABLE suspense_events (
    case_id ${ID} NOT NULL,
    sequence INT NOT NULL,
    at DATETIME(3) NOT NULL,
    type ${WORD(16)} NOT NULL,
    actor VARCHAR(160) NOT NULL,
    text VARCHAR(1000) NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (case_id, sequence)
  ) ${TABLE}`,
  'ALTER TABLE payments ADD KEY payments_agreement_number (agreement_number)',
];

const DOWN = [
  'ALTER TABLE payments DROP KEY payments_agreement_number',
  'DROP TABLE suspense_events',
  'DROP TABLE suspense_cases',
];

export class Suspense1795504000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
