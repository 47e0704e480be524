import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORD = (length: number): string => `VARCHAR(${String(length)}) CHARACTER SET ascii COLLATE ascii_bin`;

export class PromiseAttempts1795491000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE promise_attempts (
      agreement_id ${WORD(20)} NOT NULL PRIMARY KEY,
      attempt_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subscriber_uid ${WORD(20)} NOT NULL,
      amount_kopecks BIGINT NOT NULL,
      state ${WORD(16)} NOT NULL,
      started_at DATETIME(3) NOT NULL,
      CONSTRAINT promise_attempts_state_known CHECK (state IN ('under_way', 'taken', 'refused', 'unknown'))
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE promise_attempts');
  }
}
