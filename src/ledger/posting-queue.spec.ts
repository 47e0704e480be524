import { bankSays, samplePayment, samplePosting, TestLedger } from '../../test/support/fakes';
import type { Payment } from './payment';
import type { LeasedPosting, Posting } from './posting';

let ledger: TestLedger;
beforeEach(() => (ledger = new TestLedger()));

const lease = (owner = 'w1', durationMs = 60_000): Promise<readonly LeasedPosting[]> =>
  ledger.queue.lease({ owner, durationMs }, 10);

/** A payment that the bank confirmed, and its credit, leased by a worker. */
async function leased(changes: Partial<Posting> = {}): Promise<{ payment: Payment; posting: Posting }> {
  const payment = samplePayment({ status: 'confirmed' });
  await ledger.keep(payment, samplePosting(payment, changes));
  const [first] = await lease();
  return { payment, posting: first!.posting };
}

describe('a lease', () => {
  it('holds for its time and belongs to its owner', async () => {
    const { posting } = await leased();
    expect(posting).toMatchObject({
      state: 'in_progress',
      leaseOwner: 'w1',
      leaseUntil: ledger.clock.after(60_000),
      attempts: 1,
    });
    await ledger.clock.advance(59_999);
    expect(await lease('w2')).toEqual([]);
  });

  it('that ran out is given to the next, who is told to ask first', async () => {
    await leased();
    await ledger.clock.advance(60_000);
    expect(await lease('w2')).toMatchObject([{ askFirst: true, posting: { leaseOwner: 'w2', attempts: 2 } }]);
  });

  it('is not given before the time of the next try', async () => {
    const { posting } = await leased();
    const nextAttemptAt = ledger.clock.after(10_000);
    await ledger.queue.postpone(posting, { mustAsk: false, nextAttemptAt, error: 'refused' });
    await ledger.clock.advance(9_999);
    expect(await lease()).toEqual([]);
    await ledger.clock.advance(1);
    expect(await lease()).toMatchObject([
      { askFirst: false, posting: { lastError: 'refused', attempts: 2 } },
    ]);
  });
});

describe('a worker whose lease is lost', () => {
  const acts: [string, (posting: Posting) => Promise<unknown>][] = [
    ['tell that it is posted', (posting) => ledger.queue.posted(posting, '1', 'credited')],
    [
      'postpone',
      (posting) =>
        ledger.queue.postpone(posting, { mustAsk: false, nextAttemptAt: ledger.clock.now(), error: 'x' }),
    ],
    ['park', (posting) => ledger.queue.park(posting, { mustAsk: false, reason: 'x' })],
    ['fix the poster', (posting) => ledger.queue.fixPoster(posting, '7')],
  ];

  it.each(acts)('cannot %s: another one holds it', async (_, act) => {
    const { payment, posting } = await leased();
    await ledger.clock.advance(60_000);
    const [second] = await lease('w2');
    expect(await act(posting)).toBeFalsy();
    expect(await ledger.posting(payment.id, 'credit')).toEqual(second?.posting);
    expect(await ledger.payment(payment.id)).toEqual(payment);
    expect(await ledger.events(payment.id)).toEqual([]);
  });

  it.each(acts)('cannot %s under its own name either: each lease stands for itself', async (_, act) => {
    const { payment, posting } = await leased();
    await ledger.clock.advance(60_000);
    const [second] = await lease('w1');
    expect(await act(posting)).toBeFalsy();
    expect(await ledger.posting(payment.id, 'credit')).toEqual(second?.posting);
  });

  it.each(acts)('cannot %s what is already done', async (_, act) => {
    const { payment, posting } = await leased();
    await ledger.queue.posted(posting, '42', 'credited');
    const done = await ledger.posting(payment.id, 'credit');
    expect(await act(posting)).toBeFalsy();
    expect(await ledger.posting(payment.id, 'credit')).toEqual(done);
  });
});

describe('a credit that billing has', () => {
  it('moves its payment on in the same act, with the record id in the history', async () => {
    const { payment, posting } = await leased();
    expect(await ledger.queue.posted(posting, '42', 'credited')).toBe(true);
    const now = ledger.clock.now();
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'posted', postedAt: now });
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      state: 'posted',
      recordId: '42',
      mustAsk: false,
      leaseOwner: null,
      leaseUntil: null,
      postedAt: now,
    });
    expect(await ledger.events(payment.id)).toMatchObject([
      {
        type: 'moved',
        from: 'confirmed',
        to: 'posted',
        actor: 'worker:posting',
        evidence: { recordId: '42' },
      },
      { type: 'posting', evidence: { kind: 'credit', receipt: posting.receipt, how: 'credited' } },
    ]);
  });

  it('after a refund leaves the payment refunded, and only then lets the reversal go', async () => {
    const { payment, posting } = await leased();
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
    expect(await lease('w2')).toEqual([]);
    await ledger.queue.posted(posting, '42', 'credited');
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'refunded',
      postedAt: ledger.clock.now(),
    });
    expect(await lease('w2')).toMatchObject([{ askFirst: false, posting: { kind: 'reversal' } }]);
  });
});

describe('a reversal', () => {
  it.each(['due', 'parked'] as const)('never overtakes a credit that is %s', async (state) => {
    const payment = samplePayment({ status: 'refunded' });
    const reversal = samplePosting(payment, { kind: 'reversal' });
    await ledger.keep(
      payment,
      samplePosting(payment, { state, nextAttemptAt: ledger.clock.after(1) }),
      reversal,
    );
    expect(await lease()).toEqual([]);
  });

  it('that is done changes nothing about its payment', async () => {
    const payment = samplePayment({ status: 'refunded' });
    const reversal = samplePosting(payment, { kind: 'reversal' });
    await ledger.keep(payment, samplePosting(payment, { state: 'posted' }), reversal);
    const [first] = await lease();
    expect(await ledger.queue.posted(first!.posting, '42', 'cancelled')).toBe(true);
    expect(await ledger.payment(payment.id)).toEqual(payment);
    expect(await ledger.posting(payment.id, 'reversal')).toMatchObject({ state: 'posted', recordId: '42' });
  });
});

describe('a parked posting', () => {
  it('keeps its reason and its doubt, and no worker takes it', async () => {
    const { payment, posting } = await leased();
    expect(await ledger.queue.park(posting, { mustAsk: true, reason: 'found_other_amount' })).toBe(true);
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      state: 'parked',
      mustAsk: true,
      parkedReason: 'found_other_amount',
      leaseOwner: null,
    });
    expect((await ledger.events(payment.id)).at(-1)).toMatchObject({
      evidence: { how: 'parked: found_other_amount' },
    });
    await ledger.clock.advance(86_400_000);
    expect(await lease()).toEqual([]);
    expect(await ledger.store.read((unit) => unit.postings.unpostedMoney())).toMatchObject({
      kopecks: 50_000,
    });
  });

  it.each([true, false])(
    'sent on its way again keeps its receipt and its doubt, and with a doubt its poster (%p)',
    async (mustAsk) => {
      const { payment, posting } = await leased({ posterId: '7' });
      await ledger.queue.park(posting, { mustAsk, reason: 'period_locked' });
      await ledger.clock.advance(86_400_000);
      const due = await ledger.queue.retry(posting.id, 'key:ops');
      expect(due).toMatchObject({
        state: 'due',
        mustAsk,
        posterId: mustAsk ? '7' : null,
        receipt: posting.receipt,
        attempts: 0,
      });
      expect(due).toMatchObject({ dueSince: ledger.clock.now(), parkedReason: null });
      expect((await ledger.events(payment.id)).at(-1)).toMatchObject({
        actor: 'key:ops',
        evidence: { how: 'retried' },
      });
      expect(await lease('w2')).toMatchObject([{ askFirst: mustAsk, posting: { id: posting.id } }]);
    },
  );

  it('is the only one that an operator can send again', async () => {
    const { payment, posting } = await leased();
    expect(await ledger.queue.retry(posting.id, 'key:ops')).toBeNull();
    expect(await ledger.queue.retry('nowhere', 'key:ops')).toBeNull();
    expect(await ledger.posting(payment.id, 'credit')).toEqual(posting);
  });
});

describe('the poster', () => {
  it('is fixed before the first call and the lease stays ours', async () => {
    const { payment, posting } = await leased();
    const fixed = await ledger.queue.fixPoster(posting, '7');
    expect(fixed).toMatchObject({ posterId: '7', leaseOwner: 'w1', leaseUntil: posting.leaseUntil });
    expect(await ledger.posting(payment.id, 'credit')).toEqual(fixed);
    expect(await ledger.queue.posted(fixed!, '42', 'credited')).toBe(true);
  });
});
