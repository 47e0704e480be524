/** What a table of a statement can tell, and what its columns are called. */
export const STATEMENT_FIELDS = [
  'number',
  'documentDate',
  'date',
  'amount',
  'credit',
  'debit',
  'direction',
  'account',
  'payerName',
  'payerInn',
  'payerAccount',
  'purpose',
] as const;

export type StatementField = (typeof STATEMENT_FIELDS)[number];

export type ColumnNames = Readonly<Partial<Record<StatementField, readonly string[]>>>;

/** The first name that a heading has is taken. */
const USUAL: Readonly<Record<StatementField, readonly string[]>> = {
  number: ['Номер документа', '№ документа', 'Номер платёжного поручения', 'Номер', '№'],
  documentDate: ['Дата документа', 'Дата платёжного поручения'],
  date: ['Дата поступления', 'Дата зачисления', 'Дата операции', 'Дата проводки', 'Дата'],
  amount: ['Сумма операции', 'Сумма платежа', 'Сумма документа', 'Сумма в валюте счёта', 'Сумма'],
  credit: ['Поступление', 'Поступило', 'Приход', 'Зачислено', 'Кредит', 'Сумма по кредиту'],
  debit: ['Списание', 'Списано', 'Расход', 'Дебет', 'Сумма по дебету'],
  direction: ['Тип операции', 'Вид операции', 'Направление', 'Тип'],
  account: ['Номер счёта', 'Наш счёт', 'Расчётный счёт', 'Счёт получателя', 'Счёт'],
  payerName: ['Плательщик', 'Наименование плательщика', 'Контрагент', 'Наименование контрагента'],
  payerInn: ['ИНН плательщика', 'ИНН контрагента', 'ИНН'],
  payerAccount: ['Счёт плательщика', 'Счёт контрагента', 'Номер счёта контрагента'],
  purpose: ['Назначение платежа', 'Назначение', 'Основание'],
};

/** Where each field stands in a row. */
export type Columns = ReadonlyMap<StatementField, number>;

/** Headings are compared without regard to case, spaces and the dots of ё. */
const plain = (name: string): string => name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();

/** The columns of a heading, or null when it is none: a date, a sum and who paid must be there. */
export function columnsOf(cells: readonly string[], own: ColumnNames): Columns | null {
  const names = cells.map(plain);
  const columns = new Map<StatementField, number>();
  for (const field of STATEMENT_FIELDS) {
    const name = [...(own[field] ?? []), ...USUAL[field]].map(plain).find((wanted) => names.includes(wanted));
    if (name !== undefined) columns.set(field, names.indexOf(name));
  }
  const hasAny = (...fields: StatementField[]): boolean => fields.some((field) => columns.has(field));
  return columns.has('date') && hasAny('amount', 'credit') && hasAny('payerName', 'payerInn', 'payerAccount')
    ? columns
    : null;
}
