import type { Columns, StatementField } from './columns';
import { accountOf, dayOf, isAccount, isInn, sumOf, wordsOf, WrongField } from './fields';
import { LONGEST, type Receipt } from './statement';
import type { TableRow } from './table-rows';

const MONEY_IN = /^(кредит|credit|приход|поступ|зачисл|пополн|вход|\+)/i;
const MONEY_OUT = /^(дебет|debit|расход|спис|исход|[-−])/i;
const NOTHING = /^[0.,\s]*$/;

type CellOf = (field: StatementField) => string;

/** The sum that came in as text, or null for a row of money that left. */
function sumIn(columns: Columns, cell: CellOf): string | null {
  if (columns.has('credit')) {
    const credit = cell('credit');
    if (!NOTHING.test(credit) || NOTHING.test(cell('debit'))) return credit;
    return null;
  }
  const amount = cell('amount');
  if (!columns.has('direction')) return MONEY_OUT.test(amount) ? null : amount;
  const direction = cell('direction');
  if (MONEY_IN.test(direction)) return amount.replace(/^\+/, '');
  if (MONEY_OUT.test(direction)) return null;
  throw new WrongField('wrong_direction', 'Тип операции', direction);
}

const digitsOf = (text: string): string => (/^['\d .]+$/.test(text) ? text.replace(/\D/g, '') : text);

/**
 * A row as money that came in, or null when it left.
 * @param account for tables that do not name theirs
 * @throws WrongField
 */
export function receiptOfRow(row: TableRow, columns: Columns, account: string | null): Receipt | null {
  const cell: CellOf = (field) => row.cells[columns.get(field) ?? -1] ?? '';
  const sum = sumIn(columns, cell);
  if (sum === null) return null;
  const day = dayOf('Дата', cell('date'));
  const payerAccount = digitsOf(cell('payerAccount'));
  const payerInn = digitsOf(cell('payerInn'));
  return {
    lineNumber: row.lineNumber,
    account: accountOf('Счёт', digitsOf(cell('account')) || (account ?? '')),
    number: wordsOf(cell('number'), LONGEST.number),
    documentDay: cell('documentDate') === '' ? day : dayOf('Дата документа', cell('documentDate')),
    day,
    amountKopecks: sumOf('Сумма', sum),
    payer: {
      name: wordsOf(cell('payerName'), LONGEST.name),
      inn: isInn(payerInn) ? payerInn : null,
      account: isAccount(payerAccount) ? payerAccount : null,
    },
    purpose: wordsOf(cell('purpose'), LONGEST.purpose),
  };
}
