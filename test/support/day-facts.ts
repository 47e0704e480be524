import type { BillingPayment } from '../../src/billing/billing.port';
import type { RegistryLine } from '../../src/books/registry-line';
import { orderIdOf, receiptOf } from '../../src/ledger/document-numbers';
import type { BankFact, CreditFact, DayFacts, LedgerFact } from '../../src/reconciliation/compare/facts';
import { kopecks } from '../../src/shared/money';

/** A business day of Moscow, and its midnights. */
export const DAY = '2026-11-20';
const FROM = new Date('2026-11-19T21:00:00Z');
const TO = new Date('2026-11-20T21:00:00Z');
const HOUR_MS = 3_600_000;

/** A moment of the day by the clock of Moscow; of other days with the days between: `at('00:10', 1)`. */
export function at(time: string, daysLater = 0): Date {
  return new Date(
    new Date(`${DAY}T${time.length === 5 ? `${time}:00` : time}+03:00`).getTime() + daysLater * 24 * HOUR_MS,
  );
}

export function paymentIdOf(number: number): string {
  return `0199b0c8-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** The n-th payment of 500 roubles: confirmed at noon, posted, everywhere in order. */
export function ledgerFact(number: number, changes: Partial<LedgerFact> = {}): LedgerFact {
  const paymentId = paymentIdOf(number);
  const confirmedAt = changes.confirmedAt === undefined ? at('12:00') : changes.confirmedAt;
  const createdAt = changes.createdAt ?? new Date((confirmedAt ?? at('12:00')).getTime() - 60_000);
  const base: LedgerFact = {
    paymentId,
    orderId: orderIdOf(paymentId),
    acquirerPaymentId: String(4_000_000_000 + number),
    terminal: 'T1',
    agreementId: String(1000 + number),
    amountKopecks: kopecks(500_00),
    status: 'posted',
    flag: null,
    createdAt,
    confirmedAt,
    accountedAt: confirmedAt ?? createdAt,
    refundedAt: null,
    credits: [],
    reversals: [],
    ...changes,
  };
  return { ...base, credits: changes.credits ?? (confirmedAt ? [creditOf(base)] : []) };
}

export function creditOf(payment: LedgerFact, changes: Partial<CreditFact> = {}): CreditFact {
  return {
    receipt: receiptOf(payment.paymentId, 'credit'),
    agreementId: payment.agreementId,
    amountKopecks: payment.amountKopecks,
    state: 'posted',
    recordId: recordIdOf(payment),
    posterId: '42',
    parkedReason: null,
    dueSince: payment.accountedAt,
    postedAt: payment.accountedAt,
    ...changes,
  };
}

export function reversalOf(
  payment: LedgerFact,
  changes: Partial<LedgerFact['reversals'][number]> = {},
): LedgerFact['reversals'][number] {
  const since = payment.refundedAt ?? payment.accountedAt;
  const receipt = receiptOf(payment.paymentId, 'reversal');
  return { receipt, state: 'posted', parkedReason: null, dueSince: since, postedAt: since, ...changes };
}

function recordIdOf({ paymentId }: LedgerFact): string {
  return String(70_000 + Number(paymentId.slice(-6)));
}

export function bankFact(payment: LedgerFact, changes: Partial<BankFact> = {}): BankFact {
  return {
    origin: 'state',
    terminal: payment.terminal,
    orderId: payment.orderId,
    acquirerPaymentId: payment.acquirerPaymentId,
    word: 'taken',
    rawStatus: 'CONFIRMED',
    paidKopecks: payment.amountKopecks,
    returnedKopecks: null,
    paidAt: null,
    returnedAt: null,
    line: null,
    ...changes,
  };
}

export function recordOf(payment: LedgerFact, changes: Partial<BillingPayment> = {}): BillingPayment {
  return {
    recordId: recordIdOf(payment),
    receipt: receiptOf(payment.paymentId, 'credit'),
    agreementId: payment.agreementId,
    amountKopecks: payment.amountKopecks,
    isCancelled: false,
    posterId: '42',
    paidAt: payment.accountedAt,
    comment: `T-Bank ${payment.acquirerPaymentId ?? ''}`,
    ...changes,
  };
}

/** One that people wrote by hand. */
export function recordByHand(changes: Partial<BillingPayment> = {}): BillingPayment {
  return {
    recordId: '99001',
    receipt: '20261120-0001',
    agreementId: '1001',
    amountKopecks: kopecks(500_00),
    isCancelled: false,
    posterId: '42',
    paidAt: at('13:00'),
    comment: '',
    ...changes,
  };
}

export function registryLine(payment: LedgerFact, changes: Partial<RegistryLine> = {}): RegistryLine {
  const amountKopecks = changes.amountKopecks ?? payment.amountKopecks;
  return {
    registryId: 'r1',
    lineNumber: 2,
    terminal: payment.terminal,
    orderId: payment.orderId,
    acquirerPaymentId: payment.acquirerPaymentId,
    operation: 'payment',
    rawOperation: 'Debit',
    amountKopecks,
    feeKopecks: kopecks(0),
    netKopecks: amountKopecks,
    operatedAt: payment.accountedAt,
    day: DAY,
    transferDay: null,
    paymentSystem: null,
    rrn: null,
    authorizationCode: null,
    description: null,
    ...changes,
  };
}

/** Facts of the day at the terminal T1, some days later. */
export function dayFacts(facts: Partial<DayFacts> = {}): DayFacts {
  return {
    day: { name: DAY, from: FROM, to: TO },
    timeZone: 'Europe/Moscow',
    terminal: 'T1',
    tellsStrangers: true,
    posterId: '42',
    now: at('09:00', 3),
    terms: { graceMs: HOUR_MS, matchBeforeMs: 24 * HOUR_MS, matchAfterMs: 72 * HOUR_MS },
    ledger: [],
    bank: [],
    registryDays: [],
    billing: [],
    ...facts,
  };
}
