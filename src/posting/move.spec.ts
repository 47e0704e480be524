import { Logger } from '@nestjs/common';
import {
  bankSays,
  rejected,
  samplePayment,
  samplePosting,
  ScriptedBilling,
  TestLedger,
  unavailable,
  unknownOutcome,
} from '../../test/support/fakes';
import type { BillingPayment } from '../billing/billing.port';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';
import { Transfers } from '../ledger/transfers';
import { PostingWorker } from './posting-worker';

const SETTLE_MS = 20_000;

let ledger: TestLedger;
let billing: ScriptedBilling;
let books: Map<string, BillingPayment>;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => {
  ledger = new TestLedger();
  billing = new ScriptedBilling();
  books = new Map();
  billing.on.findPayment.always((receipt) => books.get(receipt) ?? null);
  billing.on.postPayment.always((payment) =>
    post(payment.receipt, payment.agreementId, payment.amountKopecks),
  );
  billing.on.cancelPayment.always((receipt) => cancel(receipt));
});

function post(receipt: string, agreementId: string, amountKopecks: BillingPayment['amountKopecks']) {
  if (books.has(receipt)) throw rejected('already_exists');
  const recordId = String(books.size + 1);
  const record = { recordId, receipt, agreementId, amountKopecks, posterId: '7', paidAt: null, comment: '' };
  books.set(receipt, { ...record, isCancelled: false });
  return { recordId };
}

function cancel(receipt: string) {
  const record = books.get(receipt);
  if (!record) throw rejected('payment_not_found');
  books.set(receipt, { ...record, isCancelled: true });
  return { recordId: record.recordId };
}

/** Where the money stands in billing. */
const standing = (): string[] =>
  [...books.values()].filter(({ isCancelled }) => !isCancelled).map(({ agreementId }) => agreementId);

async function drain(): Promise<void> {
  const plan = {
    retry: { firstMs: 1_000, factor: 2, capMs: 60_000 },
    parkAfterMs: 600_000,
    settleMs: SETTLE_MS,
    lease: { owner: 'w1', durationMs: 85_000 },
  };
  await new PostingWorker(ledger.queue, ledger.store, billing, plan, ledger, () => undefined).drain(
    () => false,
  );
}

/** Everything that time will do. */
async function settle(): Promise<void> {
  for (let i = 0; i < 8; i += 1) {
    await drain();
    await ledger.clock.advance(90_000);
  }
}

async function confirmed(changes: Partial<Posting> = {}): Promise<Payment> {
  const payment = samplePayment({ status: 'confirmed' });
  return ledger.keep(payment, samplePosting(payment, { dueSince: ledger.clock.now(), ...changes }));
}

async function move(payment: Payment, to = '1941'): Promise<void> {
  const credits = (await ledger.postings(payment.id)).filter(({ kind }) => kind === 'credit');
  const order = { toAgreementId: to, fromReceipt: credits.at(-1)!.receipt, actor: 'key:two', evidence: {} };
  const hindrance = await ledger.store.unitOfWork(async (unit) => {
    const held = await unit.payments.lock({ id: payment.id });
    return new Transfers(ledger.tools, SETTLE_MS).move(unit, held!, order);
  });
  expect(hindrance).toBeNull();
}

const refund = (payment: Payment) =>
  ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
const states = async (payment: Payment) => (await ledger.postings(payment.id)).map(({ state }) => state);

describe('money that is moved', () => {
  it('is cancelled on the one agreement before it is credited to the other', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    await drain();
    expect(billing.journal).toEqual(['postPayment', 'cancelPayment', 'postPayment']);
    const [first, second] = [...books.values()];
    expect(first).toMatchObject({ receipt: `TB-${payment.orderId}`, isCancelled: true });
    expect(second).toMatchObject({ receipt: `TB-${payment.orderId}-C2`, amountKopecks: 50_000 });
    expect(standing()).toEqual(['1941']);
  });

  it('goes on, and back, and stands in one place each time', async () => {
    const payment = await confirmed();
    for (const to of ['1941', '1942', '1940']) {
      await drain();
      await move(payment, to);
      await drain();
      expect(standing()).toEqual([to]);
    }
    await refund(payment);
    await drain();
    expect(standing()).toEqual([]);
    expect(billing.on.cancelPayment.calls.map(([receipt]) => receipt.slice(29))).toEqual([
      '',
      '-C2',
      '-C3',
      '-C4',
    ]);
  });

  it('is not credited while its cancelling does not get through, and is not forgotten', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    billing.on.cancelPayment.fails(unavailable()).fails(unknownOutcome());
    await drain();
    expect(standing()).toEqual(['1940']);
    await settle();
    expect(standing()).toEqual(['1941']);
  });

  it('stays where it is when billing does not undo it: the new credit waits with its reversal', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    billing.on.cancelPayment.fails(rejected('period_locked'));
    await settle();
    expect(standing()).toEqual(['1940']);
    expect(await states(payment)).toEqual(['posted', 'parked', 'due']);
    const parked = await ledger.posting(payment.id, 'reversal');
    await ledger.queue.retry(parked.id, 'key:ops');
    await settle();
    expect(standing()).toEqual(['1941']);
  });

  it('from a closed agreement was never there, and goes straight to the other', async () => {
    const payment = await confirmed();
    billing.on.postPayment.fails(rejected('agreement_closed'));
    await drain();
    await move(payment);
    await drain();
    expect(billing.journal).toEqual(['postPayment', 'postPayment']);
    expect(standing()).toEqual(['1941']);
    expect(await states(payment)).toEqual(['voided', 'voided', 'posted']);
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'posted' });
  });

  it('that may have been credited is asked about first: done all the same, it is undone', async () => {
    const payment = await confirmed();
    billing.on.postPayment.does(({ receipt, agreementId, amountKopecks }) => {
      post(receipt, agreementId, amountKopecks);
      throw unknownOutcome();
    });
    await drain();
    await move(payment);
    await settle();
    expect(billing.journal).toEqual(['postPayment', 'findPayment', 'cancelPayment', 'postPayment']);
    expect(standing()).toEqual(['1941']);
    expect(await states(payment)).toEqual(['posted', 'posted', 'posted']);
  });

  it('that may have been credited and was not is never sent to where it is no longer wanted', async () => {
    const payment = await confirmed();
    billing.on.postPayment.fails(unknownOutcome());
    await drain();
    await move(payment);
    await settle();
    expect(billing.journal).toEqual(['postPayment', 'findPayment', 'postPayment']);
    expect([...books.keys()]).toEqual([`TB-${payment.orderId}-C2`]);
    expect(await states(payment)).toEqual(['voided', 'voided', 'posted']);
  });

  it('is not asked about before a late call has settled', async () => {
    const payment = await confirmed({ state: 'parked', mustAsk: true, parkedReason: 'timeout' });
    await move(payment);
    await drain();
    expect(billing.journal).toEqual([]);
    // The call that was given up is carried out after all.
    post(`TB-${payment.orderId}`, '1940', payment.amountKopecks);
    await settle();
    expect(standing()).toEqual(['1941']);
  });

  it('waits for a person while billing has something else under its number', async () => {
    const payment = await confirmed({ state: 'parked', mustAsk: true, parkedReason: 'timeout' });
    post(`TB-${payment.orderId}`, '1999', payment.amountKopecks);
    await move(payment);
    await settle();
    expect(await states(payment)).toEqual(['parked', 'due', 'due']);
    expect(billing.journal).toEqual(['findPayment']);
  });

  it('in hand when it was moved is settled first, whatever comes of the call', async () => {
    const outcomes = [null, rejected('agreement_closed'), unavailable(), unknownOutcome()];
    for (const outcome of outcomes) {
      books.clear();
      const payment = await confirmed();
      billing.on.postPayment.does(async ({ receipt, agreementId, amountKopecks }) => {
        await move(payment);
        if (outcome) throw outcome;
        return post(receipt, agreementId, amountKopecks);
      });
      await settle();
      expect(standing()).toEqual(['1941']);
    }
  });

  it('is taken over with its order when the worker died on it', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    // Dead with the lease in hand, after billing had cancelled.
    await ledger.queue.lease({ owner: 'dead', durationMs: 30_000 }, 1);
    cancel(`TB-${payment.orderId}`);
    await settle();
    expect(standing()).toEqual(['1941']);
    expect(billing.journal).toEqual(['postPayment', 'cancelPayment', 'postPayment']);
  });
});

describe('money that is moved and refunded', () => {
  it('before its cancelling is cancelled once and credited nowhere', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    await refund(payment);
    await settle();
    expect(standing()).toEqual([]);
    expect([...books.keys()]).toEqual([`TB-${payment.orderId}`]);
  });

  it('between cancelling and new credit is credited nowhere', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    billing.on.cancelPayment.does(async (receipt) => {
      const done = cancel(receipt);
      await refund(payment);
      return done;
    });
    await settle();
    expect(standing()).toEqual([]);
    expect([...books.keys()]).toEqual([`TB-${payment.orderId}`]);
  });

  it('while the new credit is in hand is undone there', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    billing.on.postPayment.does(async ({ receipt, agreementId, amountKopecks }) => {
      await refund(payment);
      return post(receipt, agreementId, amountKopecks);
    });
    await settle();
    expect(standing()).toEqual([]);
    expect(billing.on.cancelPayment.calls.map(([receipt]) => receipt.slice(29))).toEqual(['', '-C2']);
  });

  it('after a new credit with an unknown end is asked about, and undone', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    billing.on.postPayment.does(({ receipt, agreementId, amountKopecks }) => {
      post(receipt, agreementId, amountKopecks);
      throw unknownOutcome();
    });
    await drain();
    await refund(payment);
    await settle();
    expect(standing()).toEqual([]);
  });

  it('is not reversed on a word that contradicts the bank’s own confirmation', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    await ledger.bankStatuses.apply(bankSays(payment, 'cancelled', { source: 'poll' }));
    await settle();
    expect(standing()).toEqual(['1941']);
    expect(await ledger.payment(payment.id)).toMatchObject({ flag: 'bank_contradicts_confirmation' });
  });

  it('in part stands where it was moved to, for accounting to correct', async () => {
    const payment = await confirmed();
    await drain();
    await move(payment);
    await ledger.bankStatuses.apply(bankSays(payment, 'partially_refunded', { source: 'poll' }));
    await settle();
    expect(standing()).toEqual(['1941']);
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'partially_refunded' });
  });
});
