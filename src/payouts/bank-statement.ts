import type { StatementFormat } from './statement/read-statement';
import type { Fault } from './statement/statement';

/** A statement of the provider's bank that was loaded. */
export interface BankStatement {
  readonly id: string;
  readonly fileName: string;
  readonly format: StatementFormat;
  readonly sizeBytes: number;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
  /** The days that it covers, `YYYY-MM-DD`; null when it has none. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Documents of who pays out that came by it for the first time. */
  readonly documentsNew: number;
  /** Documents of who pays out that an earlier statement brought. */
  readonly documentsKnown: number;
  /** All the others, of which nothing is kept. */
  readonly documentsOther: number;
  readonly faults: number;
}

export interface KeptFault extends Fault {
  /** Order within the statement, from 1. */
  readonly position: number;
}

export interface BankStatementView extends Omit<BankStatement, 'uploadedAt'> {
  readonly uploadedAt: string;
}

export function viewOf(statement: BankStatement): BankStatementView {
  return { ...statement, uploadedAt: statement.uploadedAt.toISOString() };
}
