import type { BillingPayment } from '../../src/billing/billing.port';
import type { RegistryLine, RegistryOperation } from '../../src/books/registry-line';
import type { BankState } from '../../src/ledger/bank-status';
import type { BankFact, DayFacts, LedgerFact } from '../../src/reconciliation/compare/facts';
import { foldRegistry } from '../../src/reconciliation/compare/fold-registry';
import { wordOfState } from '../../src/reconciliation/compare/word-of-state';
import { BusinessDays } from '../../src/shared/business-days';
import { kopecks } from '../../src/shared/money';
import { registryEntries, type RegistryEntry } from './registry-lines';
import type { BankOperation, BankStory, Book, LedgerStory, RecordStory, ToldStory } from './story';

/* What the service would gather of the stories for one book, without the service. */

const ZONE = 'Europe/Moscow';
const HOUR_MS = 3_600_000;
const OUR_MANAGER = '42';
const DAYS = new BusinessDays(ZONE);

const STATES: Readonly<Record<BankStory['status'], BankState>> = {
  CONFIRMED: 'confirmed',
  REFUNDED: 'refunded',
  PARTIAL_REFUNDED: 'partially_refunded',
  DEADLINE_EXPIRED: 'expired',
  REJECTED: 'attempt_failed',
};

const OPERATIONS: Readonly<Record<BankOperation['type'], RegistryOperation>> = {
  Debit: 'payment',
  Credit: 'refund',
  Chargeback: 'chargeback',
  Chargeback_Reversal: 'chargeback_reversed',
  ServiceFee: 'fee',
};

export function factsOf(stories: readonly ToldStory[], book: Book, now: Date): DayFacts {
  const day = { name: book.day, ...DAYS.named(book.day) };
  const payments = stories.flatMap(({ bank }) => bank).filter(({ terminal }) => terminal === book.terminal);
  const lines = registryEntries(payments).map(lineOf);
  const ledger = stories.flatMap((story) => story.ledger.map(ledgerFactOf));
  const isRegistry = book.leg === 'registry';
  return {
    day,
    timeZone: ZONE,
    terminal: book.terminal,
    tellsStrangers: book.isHome,
    posterId: OUR_MANAGER,
    now,
    terms: { graceMs: HOUR_MS, matchBeforeMs: 24 * HOUR_MS, matchAfterMs: 24 * HOUR_MS },
    ledger,
    bank: isRegistry ? foldRegistry(lines) : payments.filter(isAskedOn(day, ledger)).map(stateFactOf),
    registryDays: isRegistry ? [...new Set(lines.map((line) => line.day))] : [],
    billing: stories.flatMap(({ records }) => records.map(recordOf)),
  };
}

function isAskedOn(
  { from, to }: DayFacts['day'],
  ledger: readonly LedgerFact[],
): (payment: BankStory) => boolean {
  const isOn = (moment: Date | null): boolean => moment !== null && moment >= from && moment < to;
  const byOrder = new Map(ledger.map((payment) => [payment.orderId, payment]));
  return ({ orderId, toldAt }) => {
    const payment = byOrder.get(orderId);
    return payment ? isOn(payment.accountedAt) || isOn(payment.refundedAt) : isOn(toldAt);
  };
}

function stateFactOf(payment: BankStory): BankFact {
  const { orderId, bankPaymentId: acquirerPaymentId, terminal, status, toldAt } = payment;
  const isTaken = status === 'CONFIRMED';
  return {
    origin: 'state',
    terminal,
    orderId,
    acquirerPaymentId,
    word: wordOfState(STATES[status]),
    rawStatus: status,
    paidKopecks: isTaken ? kopecks(payment.kopecks) : null,
    returnedKopecks: isTaken ? kopecks(0) : null,
    paidAt: toldAt,
    returnedAt: null,
    line: null,
  };
}

function lineOf({ operation, payment }: RegistryEntry, index: number): RegistryLine {
  const { type, at, namesOrderOnly } = operation;
  const isOut = type === 'Credit' || type === 'Chargeback';
  const amountKopecks = kopecks(isOut ? -operation.kopecks : operation.kopecks);
  return {
    registryId: 'r',
    lineNumber: index + 2,
    terminal: payment.terminal,
    orderId: payment.orderId,
    acquirerPaymentId: namesOrderOnly === true ? null : payment.bankPaymentId,
    operation: OPERATIONS[type],
    rawOperation: type,
    amountKopecks,
    feeKopecks: kopecks(0),
    netKopecks: amountKopecks,
    operatedAt: at,
    day: DAYS.nameOf(at),
    transferDay: null,
    paymentSystem: null,
    rrn: null,
    authorizationCode: null,
    description: null,
  };
}

function ledgerFactOf(payment: LedgerStory): LedgerFact {
  const { paymentId, orderId, terminal, status, flag, createdAt, confirmedAt, refundedAt } = payment;
  const postings = payment.postings.map((posting) => ({
    receipt: posting.receipt,
    agreementId: String(posting.agreement),
    amountKopecks: kopecks(posting.kopecks),
    state: posting.state,
    recordId: posting.recordKey,
    posterId: posting.state === 'posted' ? OUR_MANAGER : null,
    parkedReason: posting.state === 'parked' ? 'period_locked' : null,
    dueSince: posting.since,
    postedAt: posting.postedAt,
    kind: posting.kind,
  }));
  return {
    paymentId,
    orderId,
    acquirerPaymentId: payment.bankPaymentId,
    terminal,
    agreementId: String(payment.agreement),
    amountKopecks: kopecks(payment.kopecks),
    status,
    flag,
    createdAt,
    confirmedAt,
    accountedAt: confirmedAt ?? createdAt,
    refundedAt,
    credits: postings.filter(({ kind }) => kind === 'credit'),
    reversals: postings.filter(({ kind }) => kind === 'reversal'),
  };
}

function recordOf(record: RecordStory): BillingPayment {
  return {
    recordId: record.key,
    receipt: record.receipt,
    agreementId: String(record.agreement),
    amountKopecks: kopecks(record.kopecks),
    isCancelled: record.isCancelled,
    posterId: record.isForeign ? '7' : OUR_MANAGER,
    paidAt: new Date(Math.floor(record.paidAt.getTime() / 1000) * 1000),
    comment: record.comment,
  };
}
