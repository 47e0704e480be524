import { Logger } from '@nestjs/common';
import { bankSays, rejected, samplePayment, samplePosting } from '../support/fakes';
import { QuarantineHouse, STILL_AT_WORK_MS } from '../support/quarantine-house';
import type { BankState } from '../../src/ledger/bank-status';
import { receiptOf } from '../../src/ledger/document-numbers';
import type { Payment } from '../../src/ledger/payment';
import type { Posting } from '../../src/ledger/posting';
import { PostingWorker } from '../../src/posting/posting-worker';

let house: QuarantineHouse;
/** Receipts that billing holds in force, or has cancelled. */
let inBilling: Map<string, 'in_force' | 'cancelled'>;
let atBank: Map<string, BankState>;
let sent: string[];
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => {
  house = new QuarantineHouse();
  inBilling = new Map();
  atBank = new Map();
  sent = [];
  const { acquirer, billing, ledger } = house;
  const wordOf = async (id: string) => {
    const payment = (
      await ledger.store.read((unit) => unit.payments.findMany([...(byBankId.get(id) ?? [])]))
    )[0];
    if (!payment) throw new Error(`Nobody made ${id}`);
    return bankSays(payment, atBank.get(payment.id) ?? 'unpaid', { source: 'poll', acquirerPaymentId: id });
  };
  acquirer.on.getState.always(wordOf);
  acquirer.on.findOrder.always(async (orderId) => [await wordOf(orderId)]);
  billing.on.findPayment.always((receipt) => {
    const state = inBilling.get(receipt);
    const payment = byReceipt.get(receipt);
    return state && payment ? house.held(payment, { isCancelled: state === 'cancelled' }) : null;
  });
  billing.on.listPayments.always(() => ({
    payments: [...inBilling].flatMap(([receipt, state]) => {
      const payment = byReceipt.get(receipt);
      return payment ? [house.held(payment, { isCancelled: state === 'cancelled' })] : [];
    }),
    nextCursor: null,
  }));
  billing.on.postPayment.always(({ receipt }) => {
    if (inBilling.has(receipt)) throw new Error(`Doubled: ${receipt}`);
    sent.push(receipt);
    inBilling.set(receipt, 'in_force');
    return { recordId: '1' };
  });
  billing.on.cancelPayment.always((receipt) => {
    if (!inBilling.has(receipt)) throw rejected('payment_not_found');
    inBilling.set(receipt, 'cancelled');
    return { recordId: '1' };
  });
});

const byReceipt = new Map<string, Payment>();
const byBankId = new Map<string, string[]>();

/** A payment as bank and billing have it today; what the ledger knows of it is told apart. */
function payment(bank: BankState, billing: 'in_force' | 'cancelled' | 'none'): Payment {
  const made = samplePayment();
  const own = { ...made, acquirerPaymentId: made.orderId };
  atBank.set(own.id, bank);
  byBankId.set(own.orderId, [own.id]);
  byReceipt.set(receiptOf(own.id, 'credit'), own);
  if (billing !== 'none') inBilling.set(receiptOf(own.id, 'credit'), billing);
  return own;
}

async function proveAndPost(): Promise<void> {
  await house.prove.run(() => false);
  expect(await house.open()).toBeNull();
  expect(sent).toEqual([]);
  await house.ledger.clock.advance(STILL_AT_WORK_MS);
  await worker().drain(() => false);
  await worker().drain(() => false);
}

const worker = (): PostingWorker =>
  new PostingWorker(
    house.ledger.queue,
    house.ledger.store,
    house.billing,
    {
      retry: { firstMs: 1_000, factor: 2, capMs: 60_000 },
      parkAfterMs: 600_000,
      settleMs: 15_000,
      lease: { owner: 'w1', durationMs: 65_000 },
    },
    house.ledger,
    () => undefined,
  );

const states = async ({ id }: Payment): Promise<readonly string[]> => [
  (await house.ledger.payment(id)).status,
  ...(await house.ledger.postings(id)).map(({ kind, state }) => `${kind} ${state}`),
];

// Goal: whatever the ledger had in its backup and whatever has become of a payment since, in the end the three agree, and
// nothing was sent to billing twice.
describe('after the proof and the posting', () => {
  const backup = (status: Payment['status'], ...postings: Partial<Posting>[]) => ({ status, postings });
  const inHand = { state: 'in_progress', mustAsk: true, leaseOwner: 'gone' } as const;

  it.each([
    ['open, and paid and credited since', backup('awaiting_payer'), 'confirmed', 'in_force', 'posted'],
    ['open, and paid since', backup('awaiting_payer'), 'confirmed', 'none', 'posted'],
    ['open, credited and refunded since', backup('awaiting_payer'), 'refunded', 'in_force', 'refunded'],
    [
      'open, credited, refunded and reversed since',
      backup('awaiting_payer'),
      'refunded',
      'cancelled',
      'refunded',
    ],
    ['expired, and paid and credited since', backup('expired'), 'confirmed', 'in_force', 'posted'],
    ['due, and credited since', backup('confirmed', {}), 'confirmed', 'in_force', 'posted'],
    ['due, and reversed since', backup('confirmed', {}), 'refunded', 'cancelled', 'refunded'],
    ['due', backup('confirmed', {}), 'confirmed', 'none', 'posted'],
    ['in hand, and credited since', backup('confirmed', inHand), 'confirmed', 'in_force', 'posted'],
    [
      'parked, retried and credited since',
      backup('confirmed', { state: 'parked' }),
      'confirmed',
      'in_force',
      'posted',
    ],
    [
      'parked, credited and reversed since',
      backup('confirmed', { state: 'parked' }),
      'refunded',
      'cancelled',
      'refunded',
    ],
    ['posted, and refunded since', backup('posted', { state: 'posted' }), 'refunded', 'in_force', 'refunded'],
    [
      'posted, refunded and reversed since',
      backup('posted', { state: 'posted' }),
      'refunded',
      'cancelled',
      'refunded',
    ],
  ] as const)(
    'a payment that was %s is as bank and billing have it',
    async (_name, kept, bank, billing, status) => {
      const made = payment(bank, billing);
      const now = house.ledger.clock.now();
      const postings = kept.postings.map((changes) =>
        samplePosting(made, { leaseUntil: 'leaseOwner' in changes ? now : null, postedAt: now, ...changes }),
      );
      await house.ledger.keep({ ...made, status: kept.status }, ...postings);
      await house.begun();
      await proveAndPost();
      const reversed = status === 'refunded' ? ['reversal posted'] : [];
      expect(await states(made)).toEqual([status, 'credit posted', ...reversed]);
      expect(inBilling.get(receiptOf(made.id, 'credit'))).toBe(
        status === 'refunded' ? 'cancelled' : 'in_force',
      );
      expect(sent).toHaveLength(billing === 'none' ? 1 : 0);
    },
  );

  it.each([
    ['paid and credited', 'confirmed', 'in_force', 'posted'],
    ['paid', 'confirmed', 'none', 'posted'],
    ['credited and refunded', 'refunded', 'in_force', 'refunded'],
    ['credited, refunded and reversed', 'refunded', 'cancelled', 'refunded'],
  ] as const)('an order of which the journal alone knows, %s, too', async (_name, bank, billing, status) => {
    const made = payment(bank, billing);
    await house.journal.opened({ ...made, acquirerPaymentId: null, paymentUrl: null });
    await house.journal.accepted(made);
    await house.begun();
    await proveAndPost();
    expect((await house.ledger.payment(made.id)).status).toBe(status);
    expect(inBilling.get(receiptOf(made.id, 'credit'))).toBe(
      status === 'refunded' ? 'cancelled' : 'in_force',
    );
    expect(sent).toHaveLength(billing === 'none' ? 1 : 0);
  });
});
