import { isDuplicateEntry } from '../database/sql';
import type { SqlUnits } from '../database/sql-units';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import { Problem } from '../shared/problem/problem';
import type { BankStatement } from './bank-statement';
import { gatherStatement } from './gather-statement';
import { PayoutProblems } from './payout-problems';
import type { PayoutRules } from './payout-rules';
import { ReceiptRows } from './receipt-rows';
import type { ColumnNames } from './statement/columns';
import { readStatement, type Statement, type StatementSource } from './statement/read-statement';
import { NoStatement } from './statement/statement';
import { StatementRows, type StatementKey } from './statement-rows';

/** A file that was received whole. */
export interface StatementUpload extends StatementSource {
  readonly sizeBytes: number;
  readonly hash: string;
}

export interface Uploaded {
  readonly statement: BankStatement;
  /** False when the same file was loaded before, by the same rules. */
  readonly isNew: boolean;
}

/** Loads bank statements. Of a statement only the documents of who pays out are kept. */
export class UploadStatement {
  constructor(
    private readonly units: SqlUnits,
    private readonly rules: PayoutRules,
    private readonly columnNames: ColumnNames,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @throws Problem `bank_statement_unreadable`, `body_too_large` */
  async execute(file: StatementUpload, fileName: string, by: string): Promise<Uploaded> {
    const key = { contentHash: file.hash, rulesHash: this.rules.keepingHash };
    const loaded = await this.byKey(key);
    if (loaded) return { statement: loaded, isNew: false };
    const { format, entries } = await this.opened(file);
    const gathered = await gatherStatement(entries, this.rules);
    const id = this.ids.next();
    const receipts = gathered.receipts.map((receipt) => ({ ...receipt, id: this.ids.next() }));
    const read = {
      id,
      fileName,
      format,
      sizeBytes: file.sizeBytes,
      uploadedAt: this.clock.now(),
      uploadedBy: by,
      firstDay: gathered.days?.firstDay ?? null,
      lastDay: gathered.days?.lastDay ?? null,
      documentsOther: gathered.others,
      faults: gathered.faultCount,
    };
    try {
      const statement = await this.units.together(async (connection) => {
        const documentsNew = await new ReceiptRows(connection).insertUnknown(id, receipts);
        const whole = { ...read, documentsNew, documentsKnown: receipts.length - documentsNew };
        const rows = new StatementRows(connection);
        await rows.insertFaults(id, gathered.faults);
        await rows.insert(whole, key);
        return whole;
      });
      return { statement, isNew: true };
    } catch (error) {
      const meanwhile = isDuplicateEntry(error) ? await this.byKey(key) : null;
      if (meanwhile) return { statement: meanwhile, isNew: false };
      throw error;
    }
  }

  private byKey(key: StatementKey): Promise<BankStatement | null> {
    return this.units.alone((connection) => new StatementRows(connection).byKey(key));
  }

  private async opened(file: StatementUpload): Promise<Statement> {
    try {
      return await readStatement(file, { names: this.columnNames, account: this.rules.onlyAccount });
    } catch (error) {
      if (error instanceof NoStatement)
        throw new Problem(PayoutProblems.statementUnreadable, { cause: error });
      throw error;
    }
  }
}
