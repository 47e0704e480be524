import { Logger } from '@nestjs/common';
import {
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
import { PostingWorker, type PostingPlan } from './posting-worker';

const SETTLE_MS = 20_000;
const PLAN: PostingPlan = {
  retry: { firstMs: 1_000, factor: 2, capMs: 60_000 },
  parkAfterMs: 600_000,
  settleMs: SETTLE_MS,
  lease: { owner: 'w1', durationMs: 85_000 },
};

let ledger: TestLedger;
let billing: ScriptedBilling;
let seen: string[];
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => {
  ledger = new TestLedger();
  billing = new ScriptedBilling();
  seen = [];
});

const worker = (plan: Partial<PostingPlan> = {}): PostingWorker =>
  new PostingWorker(ledger.queue, ledger.store, billing, { ...PLAN, ...plan }, ledger, (outcome, { kind }) =>
    seen.push(`${kind} ${outcome}`),
  );
const drain = (): Promise<void> => worker().drain(() => false);

async function confirmed(changes: Partial<Posting> = {}): Promise<Payment> {
  const payment = samplePayment({ status: 'confirmed', confirmedAt: ledger.clock.now() });
  const now = ledger.clock.now();
  return ledger.keep(payment, samplePosting(payment, { nextAttemptAt: now, dueSince: now, ...changes }));
}
const asBillingHasIt = (payment: Payment, { receipt }: Posting): BillingPayment => ({
  recordId: '42',
  receipt,
  agreementId: payment.agreementId,
  amountKopecks: payment.amountKopecks,
  isCancelled: false,
  posterId: '7',
  paidAt: payment.confirmedAt,
  comment: '',
});

describe('the happy path', () => {
  it('is one call for each payment, after which the payment is posted', async () => {
    const payments = [await confirmed(), await confirmed(), await confirmed()];
    billing.on.postPayment.always(({ receipt }) => ({ recordId: `r-${receipt}` }));
    await drain();
    expect(billing.journal).toEqual(['postPayment', 'postPayment', 'postPayment']);
    for (const { id } of payments) {
      const credit = await ledger.posting(id, 'credit');
      expect(credit).toMatchObject({ state: 'posted', recordId: `r-${credit.receipt}`, posterId: '7' });
      expect((await ledger.payment(id)).status).toBe('posted');
    }
    expect(seen).toEqual(['credit posted', 'credit posted', 'credit posted']);
  });

  it('sends nothing after the end of the lease, and fixes who posts before it sends', async () => {
    const { id } = await confirmed();
    billing.on.postPayment.does(async ({ notAfter }) => {
      expect(notAfter).toEqual(ledger.clock.after(85_000));
      expect((await ledger.posting(id, 'credit')).posterId).toBe('7');
      return { recordId: '42' };
    });
    await drain();
    expect(seen).toEqual(['credit posted']);
  });

  it('does not begin when the service is stopping', async () => {
    await confirmed();
    await worker().drain(() => true);
    expect(billing.journal).toEqual([]);
  });
});

describe('after an unknown outcome', () => {
  it('waits at least until the call has settled, asks, and sends nothing when billing has it', async () => {
    const payment = await confirmed();
    billing.on.postPayment.fails(unknownOutcome());
    await drain();
    await ledger.clock.advance(SETTLE_MS - 1);
    await drain();
    expect(billing.journal).toEqual(['postPayment']);
    billing.on.findPayment.answers(asBillingHasIt(payment, await ledger.posting(payment.id, 'credit')));
    await ledger.clock.advance(1);
    await drain();
    expect(billing.journal).toEqual(['postPayment', 'findPayment']);
    expect((await ledger.payment(payment.id)).status).toBe('posted');
    expect(seen).toEqual(['credit unknown', 'credit posted']);
  });

  it('asks before it sends again, under the same receipt', async () => {
    const payment = await confirmed();
    billing.on.postPayment.fails(unknownOutcome()).answers({ recordId: '43' });
    billing.on.findPayment.answers(null);
    await drain();
    await ledger.clock.advance(SETTLE_MS);
    await drain();
    expect(billing.journal).toEqual(['postPayment', 'findPayment', 'postPayment']);
    const receipts = billing.on.postPayment.calls.map(([{ receipt }]) => receipt);
    expect(new Set(receipts)).toEqual(new Set([(await ledger.posting(payment.id, 'credit')).receipt]));
  });

  it('parks what billing has otherwise than we meant it', async () => {
    const payment = await confirmed({ mustAsk: true });
    const row = await ledger.posting(payment.id, 'credit');
    billing.on.findPayment.answers({ ...asBillingHasIt(payment, row), agreementId: '1941' });
    await drain();
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      state: 'parked',
      mustAsk: true,
      parkedReason: 'found_other_agreement',
    });
    expect((await ledger.payment(payment.id)).status).toBe('confirmed');
    expect(seen).toEqual(['credit stuck']);
  });

  it('keeps its doubt while billing cannot say', async () => {
    const payment = await confirmed({ mustAsk: true });
    billing.on.findPayment.fails(unavailable());
    await drain();
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({ state: 'due', mustAsk: true });
    expect(billing.journal).toEqual(['findPayment']);
  });

  it('asks first when a worker died with the posting in hand', async () => {
    const payment = await confirmed();
    await ledger.queue.lease({ owner: 'dead', durationMs: 85_000 }, 1);
    await ledger.clock.advance(85_000);
    billing.on.findPayment.answers(asBillingHasIt(payment, await ledger.posting(payment.id, 'credit')));
    await drain();
    expect(billing.journal).toEqual(['findPayment']);
    expect((await ledger.payment(payment.id)).status).toBe('posted');
  });
});

describe('when billing is unavailable', () => {
  it('tries again after a pause that grows, and asks nothing', async () => {
    const payment = await confirmed();
    billing.on.postPayment.always(() => {
      throw unavailable();
    });
    const pauses: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      await drain();
      const { nextAttemptAt, mustAsk } = await ledger.posting(payment.id, 'credit');
      expect(mustAsk).toBe(false);
      pauses.push(nextAttemptAt.getTime() - ledger.clock.now().getTime());
      await ledger.clock.advance(pauses.at(-1) ?? 0);
    }
    expect(billing.journal).toEqual(Array(4).fill('postPayment'));
    pauses.forEach((pause, i) => {
      expect(pause).toBeGreaterThanOrEqual(750 * 2 ** i);
      expect(pause).toBeLessThanOrEqual(1_250 * 2 ** i);
    });
  });

  it.each([
    ['unavailable, and is surely not done', unavailable(), false],
    ['without an answer, and may have been done', unknownOutcome(), true],
  ])('parks what is too old, %s', async (_, error, mustAsk) => {
    const payment = await confirmed({ dueSince: ledger.clock.after(-600_000) });
    billing.on.postPayment.fails(error);
    await drain();
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      state: 'parked',
      mustAsk,
      parkedReason: error.message,
    });
  });

  it('counts the age anew after an operator’s retry', async () => {
    const payment = await confirmed({ state: 'parked', dueSince: ledger.clock.after(-600_000) });
    await ledger.queue.retry((await ledger.posting(payment.id, 'credit')).id, 'key:ops');
    billing.on.postPayment.fails(unavailable());
    await drain();
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({ state: 'due' });
  });

  it.each([false, true])(
    'keeps what it knew (in doubt: %p) when it cannot even learn who posts',
    async (mustAsk) => {
      const payment = await confirmed({ mustAsk });
      billing.on.getPosterId.fails(unavailable());
      await drain();
      expect(await ledger.posting(payment.id, 'credit')).toMatchObject({ state: 'due', mustAsk });
      expect(billing.journal).toEqual([]);
    },
  );
});

describe('a refusal', () => {
  it('parks the posting at once, surely not done', async () => {
    const payment = await confirmed();
    billing.on.postPayment.fails(rejected('period_locked'));
    await drain();
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      state: 'parked',
      mustAsk: false,
      parkedReason: 'period_locked',
    });
  });

  it.each([false, true])('by a change of poster parks with nothing sent (in doubt: %p)', async (mustAsk) => {
    const payment = await confirmed({ posterId: '6', mustAsk });
    await drain();
    expect(billing.journal).toEqual([]);
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      state: 'parked',
      mustAsk,
      parkedReason: 'poster_changed',
      posterId: '6',
    });
  });
});
