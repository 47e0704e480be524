import type { BusinessDays } from '../../shared/business-days';
import { kopecks, type Kopecks } from '../../shared/money';
import type { ActFacts } from './act-facts';
import type { Sum, TerminalTotals } from './act-totals';
import { CLASS_NAMES, CORRECTION_NAMES, personOf, STATE_NAMES } from './act-words';
import { roubles, type Cell, type SheetRows } from './sheet-rows';

/** How moments are told: by the clock of the business. */
export interface ActTime {
  readonly days: BusinessDays;
  readonly timeZone: string;
}

const TOTALS_HEAD = [
  'Терминал',
  'Источник',
  'Платежей',
  'Сумма, руб.',
  'Возвратов',
  'Возвраты, руб.',
  'Комиссия, руб.',
  'К перечислению, руб.',
];
const TOTALS_MONEY = [4, 6, 7, 8];

const dayText = (day: string): string => day.split('-').reverse().join('.');

/** Writes the whole act; see {@link ActFacts}. */
export function writeAct(rows: SheetRows, facts: ActFacts, time: ActTime): void {
  const { link, terminals } = facts;
  rows.title('Акт сверки платежей');
  rows.line(
    `Операционный день: ${dayText(link.day)} (${time.timeZone})`,
    { size: 11 },
    { horizontal: 'center' },
  );
  const names = terminals.map(({ terminal }) => terminal).join(', ');
  rows.line(`Терминалы: ${names === '' ? 'операций не было' : names}`);
  writeTotals(rows, terminals);
  writeDiscrepancies(rows, facts);
  writeCorrections(rows, facts, time);
  writeSeal(rows, facts, time);
}

function writeTotals(rows: SheetRows, terminals: readonly TerminalTotals[]): void {
  rows.heading('Итоги по терминалам');
  rows.tableHead(TOTALS_HEAD);
  for (const totals of terminals) {
    const { terminal, registry, ledger, billing } = totals;
    const put = (source: string, cells: readonly Cell[], isBold = false): void => {
      rows.tableRow([terminal, source, ...cells], { money: TOTALS_MONEY, isBold });
    };
    const money = registry ? [roubles(registry.fee), roubles(registry.net)] : [null, null];
    const sums = (one: { readonly payments: Sum; readonly refunds: Sum } | null): Cell[] =>
      one ? [...sumCells(one.payments), ...sumCells(one.refunds)] : ['нет реестра', null, null, null];
    put('По реестру банка', [...sums(registry), ...money]);
    put('По учёту', [...sums(ledger), null, null]);
    put('В биллинге', [...sums(billing), null, null]);
    if (registry) put('Разница: реестр − учёт', [...differenceCells(registry, ledger), null, null], true);
    put('Разница: учёт − биллинг', [...differenceCells(ledger, billing), null, null], true);
  }
}

const sumCells = ({ count, kopecks: sum }: Sum): Cell[] => [count, roubles(sum)];

type PaidAndBack = Pick<TerminalTotals['ledger'], 'payments' | 'refunds'>;

function differenceCells(one: PaidAndBack, other: PaidAndBack): Cell[] {
  const less = (a: Kopecks, b: Kopecks): number => roubles(kopecks(a - b));
  return [
    one.payments.count - other.payments.count,
    less(one.payments.kopecks, other.payments.kopecks),
    one.refunds.count - other.refunds.count,
    less(one.refunds.kopecks, other.refunds.kopecks),
  ];
}

function writeDiscrepancies(rows: SheetRows, { discrepancies }: ActFacts): void {
  rows.heading('Расхождения и как они решены');
  if (discrepancies.length === 0) {
    rows.line('Расхождений не было.');
    return;
  }
  rows.tableHead([
    'Расхождение',
    'Заказ',
    'Документ',
    'Банк, руб.',
    'Учёт, руб.',
    'Биллинг, руб.',
    'Решение',
    'Кто',
  ]);
  for (const { note, state, settledBy, ...one } of discrepancies) {
    const sum = (value: Kopecks | null): Cell => (value === null ? null : roubles(value));
    rows.tableRow(
      [
        CLASS_NAMES[one.class],
        one.orderId,
        one.receipt ?? one.recordId,
        sum(one.bankKopecks),
        sum(one.ledgerKopecks),
        sum(one.billingKopecks),
        note === null ? STATE_NAMES[state] : `${STATE_NAMES[state]}: ${note}`,
        personOf(settledBy),
      ],
      { money: [4, 5, 6] },
    );
  }
}

function writeCorrections(rows: SheetRows, { corrections }: ActFacts, time: ActTime): void {
  rows.heading('Изменения платежей закрытых ранее дней, случившиеся в этот день');
  if (corrections.length === 0) {
    rows.line('Изменений не было.');
    return;
  }
  rows.tableHead(['Когда', 'День платежа', 'Заказ', 'Что', 'Было', 'Стало', 'Изменение суммы, руб.', 'Кто']);
  for (const one of corrections) {
    rows.tableRow(
      [
        momentText(one.at, time),
        dayText(one.closedDay),
        one.orderId,
        CORRECTION_NAMES[one.what],
        one.from,
        one.to,
        roubles(one.deltaKopecks),
        personOf(one.actor),
      ],
      { money: [7] },
    );
  }
}

function writeSeal(rows: SheetRows, { link }: ActFacts, time: ActTime): void {
  rows.heading('Печать дня');
  rows.line(`День закрыт: ${momentText(link.sealedAt, time)}, закрыл: ${personOf(link.actor)}`);
  rows.line(`Номер печати: ${String(link.sequence)}, строк под печатью: ${String(link.rowCount)}`);
  rows.line(`Печать дня: ${link.hash}`);
  rows.line(`Предыдущая печать: ${link.previousHash}`);
  rows.gap();
  rows.line(
    'Сверку выполнил: ______________________ / ______________________ /     «____» ______________ 20___ г.',
  );
  rows.gap();
  rows.line(
    'Акт утвердил: ______________________ / ______________________ /     «____» ______________ 20___ г.',
  );
}

/** `24.11.2026 12:00:03` by the clock of the business. */
function momentText(moment: Date, { timeZone }: ActTime): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('day')}.${part('month')}.${part('year')} ${part('hour')}:${part('minute')}:${part('second')}`;
}
