import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;
const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const DAY = 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

/**
 * `running_mark` lets one run be at work for a day and terminal, `night` lets one be begun in a night. A sighting is what the
 * bank said of one payment of an order in one run; where it said nothing, or has no payment, `acquirer_payment_id` is empty.
 */
const UP = [
  'ALTER TABLE notifications ADD KEY notifications_outcome (outcome, received_at)',
  `CREATE TABLE reconciliations (
    id ${ID} NOT NULL PRIMARY KEY,
    day ${DAY} NOT NULL,
    terminal ${WORD(64)} NOT NULL,
    source ${WORD(16)} NOT NULL,
    cause ${WORD(16)} NOT NULL,
    state ${WORD(16)} NOT NULL,
    stage ${WORD(16)} NOT NULL,
    cursor_id VARCHAR(128) NULL,
    counts MEDIUMTEXT NOT NULL,
    failure VARCHAR(255) NULL,
    began_at DATETIME(3) NOT NULL,
    began_by VARCHAR(128) NOT NULL,
    finished_at DATETIME(3) NULL,
    night ${DAY} NULL,
    with_registries TINYINT NOT NULL,
    lease_owner ${WORD(64)} NULL,
    lease_until DATETIME(3) NULL,
    running_mark TINYINT NULL,
    version INT NOT NULL,
    UNIQUE KEY reconciliations_one_running (day, terminal, running_mark),
    UNIQUE KEY reconciliations_one_a_night (day, terminal, night),
    KEY reconciliations_work (state, lease_until),
    CONSTRAINT reconciliations_source_known CHECK (source IN ('auto', 'bank', 'registry')),
    CONSTRAINT reconciliations_state_known CHECK (state IN ('running', 'done', 'failed')),
    CONSTRAINT reconciliations_running_marked CHECK ((state = 'running') = (running_mark IS NOT NULL) AND COALESCE(running_mark, 1) = 1)
  ) ${TABLE}`,
  `CREATE TABLE bank_sightings (
    reconciliation_id ${ID} NOT NULL,
    order_id VARCHAR(64) NOT NULL,
    acquirer_payment_id ${WORD(64)} NOT NULL,
    state ${WORD(32)} NOT NULL,
    raw_status VARCHAR(64) NOT NULL,
    amount_kopecks BIGINT NULL,
    paid_at DATETIME(3) NULL,
    seen_at DATETIME(3) NOT NULL,
    PRIMARY KEY (reconciliation_id, order_id, acquirer_payment_id)
  ) ${TABLE}`,
  `CREATE TABLE discrepancies (
    id ${ID} NOT NULL PRIMARY KEY,
    identity ${WORD(64)} NOT NULL,
    class ${WORD(32)} NOT NULL,
    severity ${WORD(8)} NOT NULL,
    day ${DAY} NOT NULL,
    terminal ${WORD(64)} NOT NULL,
    state ${WORD(16)} NOT NULL,
    remedy ${WORD(16)} NOT NULL,
    payment_id ${ID} NULL,
    order_id VARCHAR(64) NULL,
    acquirer_payment_id ${WORD(64)} NULL,
    receipt VARCHAR(64) NULL,
    record_id ${WORD(32)} NULL,
    agreement_id ${WORD(32)} NULL,
    bank_kopecks BIGINT NULL,
    ledger_kopecks BIGINT NULL,
    billing_kopecks BIGINT NULL,
    details TEXT NOT NULL,
    assignee VARCHAR(128) NULL,
    last_run_id ${ID} NOT NULL,
    first_seen_at DATETIME(3) NOT NULL,
    last_seen_at DATETIME(3) NOT NULL,
    settled_at DATETIME(3) NULL,
    settled_by VARCHAR(128) NULL,
    version INT NOT NULL,
    UNIQUE KEY discrepancies_identity (identity),
    KEY discrepancies_day (day, terminal, class),
    KEY discrepancies_state (state, id),
    KEY discrepancies_payment (payment_id),
    CONSTRAINT discrepancies_severity_known CHECK (severity IN ('error', 'notice')),
    CONSTRAINT discrepancies_state_known CHECK (state IN ('open', 'healing', 'healed', 'closed')),
    CONSTRAINT discrepancies_remedy_known CHECK (remedy IN ('none', 'posting', 'reversal')),
    CONSTRAINT discrepancies_settled_complete CHECK ((state IN ('healed', 'closed')) = (settled_at IS NOT NULL))
  ) ${TABLE}`,
  `CREATE TABLE discrepancy_events (
    discrepancy_id ${ID} NOT NULL,
    sequence INT NOT NULL,
    at DATETIME(3) NOT NULL,
    type ${WORD(16)} NOT NULL,
    actor VARCHAR(128) NOT NULL,
    text VARCHAR(1000) NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (discrepancy_id, sequence),
    KEY discrepancy_events_at (at)
  ) ${TABLE}`,
];

const TABLES = ['discrepancy_events', 'discrepancies', 'bank_sightings', 'reconciliations'];

export class Reconciliation1795502000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE notifications DROP KEY notifications_outcome');
  }
}
