import { DAY_MS, moscowDay, moscowText, startOfMoscowDay } from '../values/moscow-time';
import { CASH_DESK, TERMINAL_NETWORK, type Poster } from './posters';
import type { Payment, PaymentStatus } from './records';

interface Line {
  readonly agrmid: number;
  readonly daysAgo: number;
  readonly amountKopecks: number;
  readonly poster: Poster;
  readonly status?: PaymentStatus;
  readonly comment?: string;
  /** Cash desks leave it out where a sum is put right by hand. */
  readonly hasReceipt?: false;
}

const FIRST_RECORD_ID = 3001;
const REGULAR_COUNT = 27;
const REGULAR_SUMS = [600_00, 250_00, 350_50, 500_00, 120_10];
const CASH = 1;
const NON_CASH = 2;

/** So many small payments that a page does not hold them: one each five days, from 148 days ago on. */
const REGULAR: readonly Line[] = Array.from({ length: REGULAR_COUNT }, (_, index) => ({
  agrmid: 1940,
  daysAgo: 148 - 5 * index,
  amountKopecks: REGULAR_SUMS[index % REGULAR_SUMS.length] ?? 0,
  poster: index % 3 === 0 ? CASH_DESK : TERMINAL_NETWORK,
}));

const ODD: readonly Line[] = [
  { agrmid: 1940, daysAgo: 96, amountKopecks: 700_00, poster: TERMINAL_NETWORK, status: 2 },
  { agrmid: 1940, daysAgo: 61, amountKopecks: 450_00, poster: CASH_DESK, status: 3 },
  {
    agrmid: 1940,
    daysAgo: 34,
    amountKopecks: -100_00,
    poster: CASH_DESK,
    comment: 'Возврат ошибочного платежа',
    hasReceipt: false,
  },
  { agrmid: 1940, daysAgo: 9, amountKopecks: 433_33, poster: TERMINAL_NETWORK },
  { agrmid: 1940, daysAgo: 2, amountKopecks: 300_00, poster: CASH_DESK },
];

const OTHERS: readonly Line[] = [
  { agrmid: 1941, daysAgo: 70, amountKopecks: 450_00, poster: CASH_DESK },
  { agrmid: 1941, daysAgo: 40, amountKopecks: 450_00, poster: TERMINAL_NETWORK },
  { agrmid: 1950, daysAgo: 130, amountKopecks: 850_00, poster: TERMINAL_NETWORK },
  { agrmid: 1950, daysAgo: 66, amountKopecks: 850_00, poster: CASH_DESK },
  { agrmid: 1980, daysAgo: 3, amountKopecks: 700_00, poster: CASH_DESK },
  { agrmid: 1990, daysAgo: 110, amountKopecks: 450_00, poster: CASH_DESK },
  { agrmid: 1990, daysAgo: 50, amountKopecks: 450_00, poster: TERMINAL_NETWORK },
  { agrmid: 3000, daysAgo: 120, amountKopecks: 1000_00, poster: TERMINAL_NETWORK },
];

/** What came in by other channels over the last five months; the balances of the demo hold it already. */
export function demoHistory(nowMs: number): Payment[] {
  return [...REGULAR, ...ODD, ...OTHERS]
    .toSorted((left, right) => right.daysAgo - left.daysAgo)
    .map((line, index) => paymentOf(line, FIRST_RECORD_ID + index, nowMs));
}

function paymentOf(line: Line, recordid: number, nowMs: number): Payment {
  const { agrmid, amountKopecks, poster, status = 0, comment = '' } = line;
  const isCash = poster === CASH_DESK;
  const paidMs = startOfMoscowDay(nowMs) - line.daysAgo * DAY_MS + secondOfDay(recordid) * 1000;
  // A terminal's payment reaches the billing a little later, and now and then not before the next day.
  const lagMs = isCash ? 0 : recordid % 6 === 0 ? DAY_MS / 2 : 90_000;
  return {
    recordid,
    agrmid,
    amountKopecks,
    modperson: poster.personid,
    receipt: line.hasReceipt === false ? '' : receiptOf(isCash, paidMs, recordid),
    status,
    revisions: status === 3 ? 1 : 0,
    classid: 0,
    cashcode: isCash ? CASH : NON_CASH,
    paydate: moscowText(paidMs),
    localdate: moscowText(paidMs + lagMs),
    canceldate: status === 2 ? `${moscowDay(paidMs, 1)} 10:00:00` : undefined,
    comment,
    uuid: '',
  };
}

/** Between eight in the morning and eight in the evening. */
function secondOfDay(recordid: number): number {
  return 8 * 3600 + ((recordid * 3571) % (12 * 3600));
}

/** The manager interface makes receipts of moment and number; a bank sends its own number. */
function receiptOf(isCash: boolean, paidMs: number, recordid: number): string {
  if (!isCash) return String(9_000_000_000 + recordid * 7919);
  return `${moscowText(paidMs).replace(/\D/g, '')}-${String(recordid).padStart(4, '0')}`;
}
