import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import { kopecks } from '../shared/money';
import type { IdentifiedReceipt } from './gather-statement';
import type { Receipt } from './statement/statement';

/** A document of the bank as it is kept. */
export interface KeptReceipt extends Omit<Receipt, 'lineNumber'> {
  readonly id: string;
  /** The statement that brought it first. */
  readonly statementId: string;
}

interface Row {
  id: string;
  statement_id: string;
  account: string;
  number: string;
  document_day: string;
  day: string;
  amount_kopecks: string;
  payer_name: string;
  payer_inn: string | null;
  payer_account: string | null;
  purpose: string;
}

const COLUMNS = `id, statement_id, line_number, identity, occurrence, account, number, document_day, day, amount_kopecks,
  payer_name, payer_inn, payer_account, purpose`;
const MARKS = `(${Array.from({ length: 14 }, () => '?').join(', ')})`;
const CHUNK = 200;

function toReceipt(row: Row): KeptReceipt {
  return {
    id: row.id,
    statementId: row.statement_id,
    account: row.account,
    number: row.number,
    documentDay: row.document_day,
    day: row.day,
    amountKopecks: kopecks(integerOf(row.amount_kopecks)),
    payer: { name: row.payer_name, inn: row.payer_inn, account: row.payer_account },
    purpose: row.purpose,
  };
}

type NewReceipt = IdentifiedReceipt & { readonly id: string };

/** Documents of who pays out, each once, however many statements bring it. */
export class ReceiptRows {
  constructor(private readonly connection: Connection) {}

  /** Keeps those that are not known yet. @returns how many they were */
  async insertUnknown(statementId: string, receipts: readonly NewReceipt[]): Promise<number> {
    for (let from = 0; from < receipts.length; from += CHUNK) {
      const some = receipts.slice(from, from + CHUNK);
      await this.connection.write(
        `INSERT INTO bank_receipts (${COLUMNS}) VALUES ${some.map(() => MARKS).join(', ')}
         ON DUPLICATE KEY UPDATE identity = identity`,
        some.flatMap(({ id, identity, occurrence, receipt }) => [
          ...[id, statementId, receipt.lineNumber, identity, occurrence, receipt.account, receipt.number],
          ...[receipt.documentDay, receipt.day, receipt.amountKopecks],
          ...[receipt.payer.name, receipt.payer.inn, receipt.payer.account, receipt.purpose],
        ]),
      );
    }
    const text = 'SELECT COUNT(*) AS count FROM bank_receipts WHERE statement_id = ?';
    const [row] = await this.connection.rows<{ count: string }>(text, [statementId]);
    return integerOf(row?.count ?? 0);
  }

  /** By the day on which the money came, both days included, in a fixed order. */
  async between(firstDay: string, lastDay: string): Promise<readonly KeptReceipt[]> {
    const text = `SELECT ${COLUMNS} FROM bank_receipts WHERE day BETWEEN ? AND ? ORDER BY day, number, id`;
    return (await this.connection.rows<Row>(text, [firstDay, lastDay])).map(toReceipt);
  }
}
