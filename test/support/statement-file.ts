import { formatRoubles, kopecks } from '../../src/shared/money';

/** A document of a statement to be written; what is left out is that of a payout of the bank to the provider. */
export interface StatementDocument {
  readonly number?: string;
  /** `YYYY-MM-DD`: when the money came or went. */
  readonly day: string;
  readonly documentDay?: string;
  readonly amountKopecks: number;
  readonly purpose?: string;
  readonly payerName?: string;
  readonly payerInn?: string;
  readonly payerAccount?: string;
  /** True for money that leaves the provider's account. */
  readonly isOutgoing?: boolean;
}

export interface StatementFile {
  readonly documents: readonly StatementDocument[];
  readonly account?: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly version?: '1.01' | '1.02' | '1.03';
  readonly encoding?: 'windows-1251' | 'ibm866' | 'utf-8';
  readonly lineEnd?: '\r\n' | '\n';
}

export const PROVIDER_ACCOUNT = '40702810100000000001';
export const BANK_ACCOUNT = '47422810200000000002';
export const BANK_INN = '7710140679';
const PROVIDER_INN = '7700000001';

const CODING = { 'windows-1251': 'Windows', ibm866: 'DOS', 'utf-8': 'UTF-8' } as const;

const russian = (day: string): string => day.split('-').reverse().join('.');
const roubles = (sum: number): string => formatRoubles(kopecks(sum));

function linesOfDocument(document: StatementDocument, account: string, serial: number): string[] {
  const { day, documentDay = day, amountKopecks, number = String(serial) } = document;
  const other = {
    name: document.payerName ?? 'АО «ТБанк»',
    inn: document.payerInn ?? BANK_INN,
    account: document.payerAccount ?? BANK_ACCOUNT,
  };
  const provider = { name: 'ООО «Провайдер»', inn: PROVIDER_INN, account };
  const [payer, receiver] = document.isOutgoing ? [provider, other] : [other, provider];
  return [
    'СекцияДокумент=Платежное поручение',
    `Номер=${number}`,
    `Дата=${russian(documentDay)}`,
    `Сумма=${roubles(amountKopecks)}`,
    `ПлательщикСчет=${payer.account}`,
    ...(document.isOutgoing ? [`ДатаСписано=${russian(day)}`] : []),
    `Плательщик=${payer.name}`,
    `ПлательщикИНН=${payer.inn}`,
    `ПолучательСчет=${receiver.account}`,
    ...(document.isOutgoing ? [] : [`ДатаПоступило=${russian(day)}`]),
    `Получатель=${receiver.name}`,
    `ПолучательИНН=${receiver.inn}`,
    'ВидОплаты=01',
    `НазначениеПлатежа=${document.purpose ?? 'Перевод средств по договору эквайринга. НДС не облагается.'}`,
    'КонецДокумента',
  ];
}

/** The lines of a statement in the format of exchange between 1C and a client bank. */
export function statementLines(file: StatementFile): string[] {
  const { documents, account = PROVIDER_ACCOUNT } = file;
  const days = documents.map(({ day }) => day).sort();
  const first = russian(file.firstDay ?? days[0] ?? '2026-11-01');
  const last = russian(file.lastDay ?? days.at(-1) ?? '2026-11-30');
  const sumOf = (isOutgoing: boolean): string =>
    roubles(
      documents
        .filter((document) => (document.isOutgoing ?? false) === isOutgoing)
        .reduce((sum, { amountKopecks }) => sum + amountKopecks, 0),
    );
  return [
    '1CClientBankExchange',
    `ВерсияФормата=${file.version ?? '1.03'}`,
    `Кодировка=${CODING[file.encoding ?? 'windows-1251']}`,
    'Отправитель=Банк',
    'Получатель=',
    `ДатаНачала=${first}`,
    `ДатаКонца=${last}`,
    `РасчСчет=${account}`,
    'СекцияРасчСчет',
    `ДатаНачала=${first}`,
    `ДатаКонца=${last}`,
    `РасчСчет=${account}`,
    'НачальныйОстаток=0.00',
    `ВсегоПоступило=${sumOf(false)}`,
    `ВсегоСписано=${sumOf(true)}`,
    'КонецРасчСчет',
    ...documents.flatMap((document, index) => linesOfDocument(document, account, index + 1)),
    'КонецФайла',
  ];
}

/** A statement as the bytes that a bank's program writes. */
export function statementFile(file: StatementFile): Buffer {
  const lineEnd = file.lineEnd ?? '\r\n';
  const text = statementLines(file)
    .map((line) => line + lineEnd)
    .join('');
  return encoded(text, file.encoding ?? 'windows-1251');
}

/** Text in an encoding of one byte for each character, or in UTF-8. */
export function encoded(text: string, encoding: 'windows-1251' | 'ibm866' | 'utf-8'): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  );
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 0x3f));
}
