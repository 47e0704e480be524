import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { stream as excel } from 'exceljs';

/** One line of the bank's registry before it is written; whatever is left out has a usual value. */
export interface RegistryOperationSample {
  readonly acquirerPaymentId?: string;
  readonly orderId?: string;
  /** The bank's word: `Debit` (a payment), `Credit` (a refund), `Chargeback`… */
  readonly operation?: string;
  /** Without a sign, as the bank writes it. */
  readonly amountKopecks: number;
  readonly feeKopecks?: number;
  readonly fiscalFeeKopecks?: number;
  readonly operatedAt: Date;
  /** `YYYY-MM-DD`; the day after the operation unless told. */
  readonly transferDay?: string;
  readonly terminal?: string;
  readonly paymentSystem?: string;
  readonly authorizationCode?: string;
  readonly rrn?: string;
  readonly description?: string;
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** As the bank's registry has them: 21 columns. */
export const REGISTRY_HEADINGS = [
  '№',
  'Номер карты/телефона',
  'Платежная система',
  'Номер заказа',
  'Дата операции',
  'Время операции',
  'Код авторизации',
  'Терминал',
  'Дата обработки',
  'Дата перечисления',
  'Сумма операции',
  'Комиссия банка',
  'Комиссия фискального сервиса',
  'К перечислению',
  'Тип операции',
  'RRN',
  'Payment ID',
  'Название терминала',
  'Внутренняя/международная',
  'DATA',
  'Description',
] as const;

const MOSCOW_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;
const GOES_OUT = /^(Credit|2?Chargeback|Representment_Reversal|Credit(Client)?Correction)$/;

const onTheWall = (moment: Date): string => new Date(moment.getTime() + MOSCOW_MS).toISOString();
const dotted = (day: string): string => day.split('-').reverse().join('.');
const roubles = (kopecks: number): string => {
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  return `${kopecks < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

type Cell = string | { readonly kopecks: number };

function cellsOf(sample: RegistryOperationSample, at: number): Cell[] {
  const { amountKopecks, feeKopecks = 0, fiscalFeeKopecks = 0, operation = 'Debit' } = sample;
  const wall = onTheWall(sample.operatedAt);
  const nextDay = onTheWall(new Date(sample.operatedAt.getTime() + DAY_MS)).slice(0, 10);
  const signed = GOES_OUT.test(operation) ? -amountKopecks : amountKopecks;
  return [
    String(at + 1),
    '430000******0777',
    sample.paymentSystem ?? 'Mir',
    sample.orderId ?? '',
    dotted(wall.slice(0, 10)),
    wall.slice(11, 19),
    sample.authorizationCode ?? '',
    sample.terminal ?? '',
    dotted(nextDay),
    dotted(sample.transferDay ?? nextDay),
    { kopecks: amountKopecks },
    { kopecks: feeKopecks },
    { kopecks: fiscalFeeKopecks },
    { kopecks: signed - feeKopecks - fiscalFeeKopecks },
    operation,
    sample.rrn ?? '',
    sample.acquirerPaymentId ?? '',
    'Личный кабинет',
    'Внутренняя',
    '',
    sample.description ?? '',
  ];
}

/** Text in CP1251, in which the bank writes; Node can only read it. */
export function cp1251(text: string): Buffer {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const characters = new TextDecoder('windows-1251').decode(bytes);
  return Buffer.from(Array.from(text, (character) => Math.max(characters.indexOf(character), 0)));
}

const quoted = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The registry as the bank sends it: CSV in CP1251, `;`, CRLF, decimal dot. */
export function registryCsv(samples: readonly RegistryOperationSample[]): Buffer {
  const rows = samples.map((sample, at) =>
    cellsOf(sample, at).map((cell) => (typeof cell === 'string' ? cell : roubles(cell.kopecks))),
  );
  const lines = [[...REGISTRY_HEADINGS], ...rows].map((row) => `${row.map(quoted).join(';')}\r\n`);
  return cp1251(lines.join(''));
}

/** The same as XLSX, with sums as numbers and dates as text. */
export async function registryXlsx(samples: readonly RegistryOperationSample[]): Promise<Buffer> {
  return xlsxOf([
    [...REGISTRY_HEADINGS],
    ...samples.map((sample, at) =>
      cellsOf(sample, at).map((cell) => (typeof cell === 'string' ? cell : cell.kopecks / 100)),
    ),
  ]);
}

/** A workbook of one sheet. Dates become cells of a date's format, written as on a clock in UTC. */
export async function xlsxOf(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const stream = new PassThrough();
  const whole = buffer(stream);
  const workbook = new excel.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  const sheet = workbook.addWorksheet('Реестр');
  for (const row of rows) sheet.addRow([...row]).commit();
  await workbook.commit();
  return whole;
}
