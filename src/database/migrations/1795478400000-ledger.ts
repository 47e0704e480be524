import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plain SQL throughout: a CHECK given through TypeORM's table API is silently dropped on MariaDB. */
const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const UP = [
  `CREATE TABLE payments (
    id ${ID} NOT NULL PRIMARY KEY,
    order_id ${WORD(36)} NOT NULL,
    subscriber_uid ${WORD(32)} NOT NULL,
    agreement_id ${WORD(32)} NOT NULL,
    agreement_number VARCHAR(128) NOT NULL,
    amount_kopecks BIGINT NOT NULL,
    method ${WORD(16)} NOT NULL,
    terminal ${WORD(64)} NOT NULL,
    acquirer_payment_id ${WORD(64)} NULL,
    payment_url VARCHAR(1000) NULL,
    status ${WORD(32)} NOT NULL,
    version INT NOT NULL,
    flag ${WORD(64)} NULL,
    last_bank_status VARCHAR(64) NULL,
    last_error_code VARCHAR(64) NULL,
    expires_at DATETIME(3) NOT NULL,
    next_ask_at DATETIME(3) NULL,
    ask_attempts INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    confirmed_at DATETIME(3) NULL,
    posted_at DATETIME(3) NULL,
    UNIQUE KEY payments_order (order_id),
    KEY payments_asking (next_ask_at),
    KEY payments_agreement (agreement_id, id),
    KEY payments_status (status),
    KEY payments_flag (flag),
    CONSTRAINT payments_amount_positive CHECK (amount_kopecks > 0),
    CONSTRAINT payments_status_known CHECK (status IN ('created','awaiting_payer','authorized','confirmed','posted',
      'partially_refunded','refunded','rejected','expired','cancelled')),
    CONSTRAINT payments_confirmed_has_bank_id CHECK
      (status NOT IN ('confirmed','posted','partially_refunded','refunded') OR acquirer_payment_id IS NOT NULL)
  ) ${TABLE}`,
  `CREATE TABLE payment_events (
    id ${ID} NOT NULL PRIMARY KEY,
    payment_id ${ID} NOT NULL,
    at DATETIME(3) NOT NULL,
    type ${WORD(16)} NOT NULL,
    actor VARCHAR(128) NOT NULL,
    from_status ${WORD(32)} NULL,
    to_status ${WORD(32)} NULL,
    evidence TEXT NOT NULL,
    KEY payment_events_payment (payment_id, id)
  ) ${TABLE}`,
  `CREATE TABLE notifications (
    id ${ID} NOT NULL PRIMARY KEY,
    received_at DATETIME(3) NOT NULL,
    content_hash ${WORD(64)} NOT NULL,
    is_repeat TINYINT NOT NULL,
    outcome ${WORD(16)} NOT NULL,
    reason VARCHAR(128) NULL,
    order_id VARCHAR(64) NULL,
    body MEDIUMTEXT NOT NULL,
    bank_status TEXT NULL,
    request_id VARCHAR(128) NULL,
    processed_at DATETIME(3) NULL,
    KEY notifications_content (content_hash),
    KEY notifications_unapplied (processed_at, received_at),
    KEY notifications_order (order_id)
  ) ${TABLE}`,
  `CREATE TABLE postings (
    id ${ID} NOT NULL PRIMARY KEY,
    payment_id ${ID} NOT NULL,
    kind ${WORD(16)} NOT NULL,
    sequence INT NOT NULL,
    receipt ${WORD(36)} NOT NULL,
    agreement_id ${WORD(32)} NOT NULL,
    amount_kopecks BIGINT NOT NULL,
    state ${WORD(16)} NOT NULL,
    must_ask TINYINT NOT NULL,
    attempts INT NOT NULL,
    next_attempt_at DATETIME(3) NOT NULL,
    lease_owner ${WORD(64)} NULL,
    lease_until DATETIME(3) NULL,
    version INT NOT NULL,
    poster_id ${WORD(32)} NULL,
    record_id ${WORD(32)} NULL,
    parked_reason VARCHAR(128) NULL,
    last_error VARCHAR(255) NULL,
    due_since DATETIME(3) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    posted_at DATETIME(3) NULL,
    UNIQUE KEY postings_receipt (receipt),
    UNIQUE KEY postings_payment (payment_id, sequence),
    KEY postings_work (state, next_attempt_at),
    CONSTRAINT postings_amount_positive CHECK (amount_kopecks > 0),
    CONSTRAINT postings_state_known CHECK (state IN ('due','in_progress','posted','parked','voided')),
    CONSTRAINT postings_lease_complete CHECK
      ((state = 'in_progress') = (lease_owner IS NOT NULL) AND (lease_owner IS NULL) = (lease_until IS NULL))
  ) ${TABLE}`,
  `CREATE TABLE idempotency_keys (
    caller VARCHAR(128) NOT NULL,
    idempotency_key VARCHAR(255) NOT NULL,
    fingerprint ${WORD(64)} NOT NULL,
    payment_id ${ID} NOT NULL,
    response_status INT NULL,
    response_body MEDIUMTEXT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (caller, idempotency_key),
    UNIQUE KEY idempotency_keys_payment (payment_id)
  ) ${TABLE}`,
  `CREATE TABLE api_keys (
    id ${ID} NOT NULL PRIMARY KEY,
    name VARCHAR(128) NOT NULL,
    secret_hash ${WORD(64)} NOT NULL,
    scopes VARCHAR(255) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    revoked_at DATETIME(3) NULL
  ) ${TABLE}`,
];

const TABLES = ['api_keys', 'idempotency_keys', 'postings', 'notifications', 'payment_events', 'payments'];

export class Ledger1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
