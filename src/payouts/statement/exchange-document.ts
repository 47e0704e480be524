import { isAccount, isInn, dayOf, sumOf, accountOf, wordsOf } from './fields';
import { LONGEST, type Receipt } from './statement';

/** The fields of one `СекцияДокумент` by their names. */
export type Fields = ReadonlyMap<string, string>;

/** A field that may come whole, or in numbered parts (`НазначениеПлатежа1` …). */
function wholeOf(fields: Fields, name: string): string {
  const whole = fields.get(name) ?? '';
  if (whole !== '') return whole;
  return [1, 2, 3, 4, 5, 6].map((part) => fields.get(`${name}${String(part)}`) ?? '').join(' ');
}

/** Some banks put the taxpayer number into the name as well: `ИНН 7700000000 АО "…"`. */
function nameAndInn(fields: Fields): { readonly name: string; readonly inn: string | null } {
  const whole = wordsOf(wholeOf(fields, 'Плательщик'), LONGEST.name);
  const [prefix = '', written = ''] = /^ИНН\s+(\d+)\s+/i.exec(whole) ?? [];
  const inn = [fields.get('ПлательщикИНН') ?? '', written].find(isInn);
  return { name: whole.slice(prefix.length), inn: inn ?? null };
}

/**
 * The document as money that came in, or null when it is none: money that left, or moved between others.
 * @param accounts those that the statement is about; empty when it names none
 * @throws WrongField
 */
export function receiptOf(fields: Fields, lineNumber: number, accounts: ReadonlySet<string>): Receipt | null {
  const field = (name: string): string => fields.get(name) ?? '';
  const receiver = field('ПолучательСчет') || field('ПолучательРасчСчет');
  const arrived = field('ДатаПоступило');
  const isIncoming = accounts.size > 0 ? accounts.has(receiver) : arrived !== '';
  const documentDay = dayOf('Дата', field('Дата'));
  const amountKopecks = sumOf('Сумма', field('Сумма'));
  if (!isIncoming) return null;
  const payerAccount = field('ПлательщикСчет') || field('ПлательщикРасчСчет');
  return {
    lineNumber,
    account: accountOf('ПолучательСчет', receiver),
    number: wordsOf(field('Номер'), LONGEST.number),
    documentDay,
    day: arrived === '' ? documentDay : dayOf('ДатаПоступило', arrived),
    amountKopecks,
    payer: { ...nameAndInn(fields), account: isAccount(payerAccount) ? payerAccount : null },
    purpose: wordsOf(wholeOf(fields, 'НазначениеПлатежа'), LONGEST.purpose),
  };
}
