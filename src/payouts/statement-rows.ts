import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { SqlValue } from '../database/sql';
import type { BankStatement, KeptFault } from './bank-statement';
import type { StatementFormat } from './statement/read-statement';
import type { Fault, FaultCode } from './statement/statement';

interface Row {
  id: string;
  file_name: string;
  format: StatementFormat;
  size_bytes: string;
  uploaded_at: Date;
  uploaded_by: string;
  first_day: string | null;
  last_day: string | null;
  documents_new: number;
  documents_known: number;
  documents_other: number;
  faults: number;
}

/** What a file is known by: its content, and the rules by which it was read. */
export interface StatementKey {
  readonly contentHash: string;
  readonly rulesHash: string;
}

const CHUNK = 200;

function toStatement(row: Row): BankStatement {
  return {
    id: row.id,
    fileName: row.file_name,
    format: row.format,
    sizeBytes: integerOf(row.size_bytes),
    uploadedAt: row.uploaded_at,
    uploadedBy: row.uploaded_by,
    firstDay: row.first_day,
    lastDay: row.last_day,
    documentsNew: row.documents_new,
    documentsKnown: row.documents_known,
    documentsOther: row.documents_other,
    faults: row.faults,
  };
}

/** Statements that were loaded, and what could not be read in them. */
export class StatementRows {
  constructor(private readonly connection: Connection) {}

  byId(id: string): Promise<BankStatement | null> {
    return this.find('id = ?', [id]);
  }

  byKey({ contentHash, rulesHash }: StatementKey): Promise<BankStatement | null> {
    return this.find('content_hash = ? AND rules_hash = ?', [contentHash, rulesHash]);
  }

  /** Newest first. */
  async list(beforeId: string | null, limit: number): Promise<readonly BankStatement[]> {
    const [where, values] = beforeId === null ? ['', []] : ['WHERE id < ?', [beforeId]];
    const text = `SELECT * FROM bank_statements ${where} ORDER BY id DESC LIMIT ?`;
    return (await this.connection.rows<Row>(text, [...values, limit])).map(toStatement);
  }

  /** Fails with a duplicate entry when the same file was loaded before. */
  async insert(statement: BankStatement, { contentHash, rulesHash }: StatementKey): Promise<void> {
    const { id, fileName, format, sizeBytes, uploadedAt, uploadedBy, firstDay, lastDay } = statement;
    const { documentsNew, documentsKnown, documentsOther, faults } = statement;
    await this.connection.write(
      `INSERT INTO bank_statements (id, content_hash, rules_hash, file_name, format, size_bytes, uploaded_at, uploaded_by,
         first_day, last_day, documents_new, documents_known, documents_other, faults)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[
          id,
          contentHash,
          rulesHash,
          fileName,
          format,
          sizeBytes,
          uploadedAt,
          uploadedBy,
          firstDay,
          lastDay,
        ],
        ...[documentsNew, documentsKnown, documentsOther, faults],
      ],
    );
  }

  async insertFaults(statementId: string, faults: readonly Fault[]): Promise<void> {
    for (let from = 0; from < faults.length; from += CHUNK) {
      const some = faults.slice(from, from + CHUNK);
      await this.connection.write(
        `INSERT INTO bank_statement_faults (statement_id, position, line_number, code, detail)
         VALUES ${some.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
        some.flatMap(({ lineNumber, code, detail }, index) => [
          statementId,
          from + index + 1,
          lineNumber,
          code,
          detail,
        ]),
      );
    }
  }

  /** In their order in the file, as it was read. */
  async faults(statementId: string, after: number, limit: number): Promise<readonly KeptFault[]> {
    const rows = await this.connection.rows<{
      position: number;
      line_number: number;
      code: FaultCode;
      detail: string;
    }>(
      `SELECT position, line_number, code, detail FROM bank_statement_faults
        WHERE statement_id = ? AND position > ? ORDER BY position LIMIT ?`,
      [statementId, after, limit],
    );
    return rows.map(({ position, line_number: lineNumber, code, detail }) => ({
      position,
      lineNumber,
      code,
      detail,
    }));
  }

  /** The spans of days that statements cover, as far as they touch the days between. */
  async spans(
    firstDay: string,
    lastDay: string,
  ): Promise<readonly { readonly firstDay: string; readonly lastDay: string }[]> {
    return this.connection.rows(
      `SELECT first_day AS firstDay, last_day AS lastDay FROM bank_statements
        WHERE first_day <= ? AND last_day >= ?`,
      [lastDay, firstDay],
    );
  }

  private async find(condition: string, values: readonly SqlValue[]): Promise<BankStatement | null> {
    const text = `SELECT * FROM bank_statements WHERE ${condition}`;
    const [row] = await this.connection.rows<Row>(text, values);
    return row ? toStatement(row) : null;
  }
}
