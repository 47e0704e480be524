import { bankSays, samplePayment, samplePosting, TestLedger } from '../../test/support/fakes';
import { kopecks } from '../shared/money';
import { receiptOf } from './document-numbers';
import { DuplicateRow } from './ledger-store.port';
import type { Posting } from './posting';

let ledger: TestLedger;
let wakes: number;
beforeEach(() => {
  ledger = new TestLedger();
  wakes = 0;
  ledger.wakeup.onWake(() => (wakes += 1));
});

const poll = { source: 'poll' } as const;

describe('a CONFIRMED', () => {
  it('moves the payment, writes its history and its credit, and wakes the worker', async () => {
    const payment = await ledger.keep(
      samplePayment({ nextAskAt: ledger.clock.after(60_000), askAttempts: 3 }),
    );
    await ledger.clock.advance(5_000);
    const now = ledger.clock.now();
    const application = await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));

    const after = await ledger.payment(payment.id);
    expect(application).toEqual({ outcome: 'applied', reason: 'confirmed', flag: null, payment: after });
    // It is asked about once more: what it says by itself is no answer to a refund that may have been notified before.
    expect(after).toMatchObject({ status: 'confirmed', confirmedAt: now, nextAskAt: payment.nextAskAt });
    expect(await ledger.events(payment.id)).toMatchObject([
      {
        type: 'moved',
        actor: 'bank:notification',
        from: 'awaiting_payer',
        to: 'confirmed',
        evidence: { bankStatus: 'CONFIRMED', amountKopecks: 50_000, acquirerPaymentId: '9100000001' },
      },
    ]);
    expect(await ledger.postings(payment.id)).toMatchObject([
      {
        kind: 'credit',
        sequence: 1,
        state: 'due',
        mustAsk: false,
        receipt: receiptOf(payment.id, 'credit'),
        agreementId: payment.agreementId,
        amountKopecks: payment.amountKopecks,
        nextAttemptAt: now,
        posterId: null,
      },
    ]);
    expect(wakes).toBe(1);
  });

  it('that comes again is noted, makes no second credit and wakes nobody', async () => {
    const payment = await ledger.keep(samplePayment());
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    const again = await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect(again).toMatchObject({ outcome: 'noted', reason: 'confirmed_before' });
    expect(await ledger.postings(payment.id)).toHaveLength(1);
    expect((await ledger.events(payment.id)).map(({ type }) => type)).toEqual(['moved', 'noted']);
    expect(wakes).toBe(1);
  });

  it('heard four times at once makes one credit', async () => {
    const payment = await ledger.keep(samplePayment());
    const status = bankSays(payment, 'confirmed');
    await Promise.all(Array.from({ length: 4 }, () => ledger.bankStatuses.apply(status)));
    expect(await ledger.postings(payment.id)).toHaveLength(1);
  });

  it('that fails half-way leaves nothing behind and wakes nobody', async () => {
    const payment = samplePayment();
    await ledger.keep(payment, samplePosting(payment));
    await expect(ledger.bankStatuses.apply(bankSays(payment, 'confirmed'))).rejects.toThrow(DuplicateRow);
    expect(await ledger.payment(payment.id)).toEqual(payment);
    expect(await ledger.events(payment.id)).toEqual([]);
    expect(wakes).toBe(0);
  });

  it('tells an order its bank id when we never heard it', async () => {
    const payment = await ledger.keep(samplePayment({ status: 'created', acquirerPaymentId: null }));
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed', { acquirerPaymentId: '77' }));
    expect((await ledger.payment(payment.id)).acquirerPaymentId).toBe('77');
  });
});

describe('a word about an order', () => {
  it('that is none of ours changes nothing', async () => {
    const known = await ledger.keep(samplePayment());
    const stranger = samplePayment();
    const application = await ledger.bankStatuses.apply(bankSays(stranger, 'confirmed'));
    expect(application).toEqual({
      outcome: 'unknown_order',
      reason: 'unknown_order',
      flag: null,
      payment: null,
    });
    expect(await ledger.payment(known.id)).toEqual(known);
    expect(await ledger.postings(stranger.id)).toEqual([]);
  });

  it('with another sum flags the payment and goes on asking, and nothing else changes', async () => {
    const payment = await ledger.keep(samplePayment({ nextAskAt: ledger.clock.after(1000) }));
    const status = bankSays(payment, 'confirmed', { amountKopecks: kopecks(1) });
    expect((await ledger.bankStatuses.apply(status)).outcome).toBe('flagged');
    expect(await ledger.payment(payment.id)).toEqual({
      ...payment,
      flag: 'amount_mismatch',
      lastBankStatus: 'CONFIRMED',
      version: 2,
      updatedAt: ledger.clock.now(),
    });
    expect(await ledger.postings(payment.id)).toEqual([]);
    expect(await ledger.events(payment.id)).toMatchObject([
      { type: 'flagged', evidence: { flag: 'amount_mismatch', amountKopecks: 1 } },
    ]);
    expect(wakes).toBe(0);
  });

  it('that a poll repeats without news leaves no line in the history', async () => {
    const payment = await ledger.keep(samplePayment({ nextAskAt: ledger.clock.after(1000) }));
    for (let i = 0; i < 3; i += 1) await ledger.bankStatuses.apply(bankSays(payment, 'pending', poll));
    expect(await ledger.events(payment.id)).toHaveLength(1);
  });

  it('that brings news begins the asking anew; without news the plan goes on', async () => {
    const payment = await ledger.keep(
      samplePayment({ nextAskAt: ledger.clock.after(3_000_000), askAttempts: 9 }),
    );
    await ledger.bankStatuses.apply(bankSays(payment, 'pending', poll));
    const after = await ledger.payment(payment.id);
    expect(after.askAttempts).toBe(0);
    expect(after.nextAskAt!.getTime() - ledger.clock.now().getTime()).toBeLessThanOrEqual(75_000);
    await ledger.clock.advance(1000);
    await ledger.bankStatuses.apply(bankSays(payment, 'pending', poll));
    expect((await ledger.payment(payment.id)).nextAskAt).toEqual(after.nextAskAt);
  });

  it('that is out of turn does not pass for the last word of the bank', async () => {
    const payment = await ledger.keep(samplePayment());
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    await ledger.bankStatuses.apply(bankSays(payment, 'authorized'));
    expect((await ledger.payment(payment.id)).lastBankStatus).toBe('CONFIRMED');
  });

  it('that tells of a failed try keeps the code of the refusal for the cabinet', async () => {
    const payment = await ledger.keep(samplePayment());
    await ledger.bankStatuses.apply(bankSays(payment, 'attempt_failed', { errorCode: '1051' }));
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'awaiting_payer',
      lastErrorCode: '1051',
    });
  });

  it('that tells by notification of a refund makes the bank be asked at once', async () => {
    const payment = await ledger.keep(samplePayment({ status: 'posted' }));
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded'));
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'posted',
      nextAskAt: ledger.clock.now(),
    });
    expect(await ledger.postings(payment.id)).toEqual([]);
  });
});

describe('a full refund', () => {
  const refund = async (credit: Partial<Posting>) => {
    const payment = samplePayment({ status: credit.state === 'posted' ? 'posted' : 'confirmed' });
    await ledger.keep(payment, samplePosting(payment, credit));
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', poll));
    expect((await ledger.payment(payment.id)).status).toBe('refunded');
    return (await ledger.postings(payment.id)).map(({ kind, state }) => `${kind} ${state}`);
  };
  const leased = { leaseOwner: 'w', leaseUntil: new Date('2026-11-24T10:00:00.000Z') };

  it.each(['due', 'parked'] as const)('voids a credit that is %s and surely never sent', async (state) => {
    expect(await refund({ state, mustAsk: false })).toEqual(['credit voided', 'reversal voided']);
  });

  it.each([
    ['due, and may have been sent', { state: 'due', mustAsk: true }],
    ['parked, and may have been sent', { state: 'parked', mustAsk: true }],
    ['with a worker', { state: 'in_progress', mustAsk: true, ...leased }],
    ['posted', { state: 'posted', mustAsk: false }],
  ] as const)('reverses a credit that is %s', async (_, credit) => {
    expect(await refund(credit)).toEqual([`credit ${credit.state}`, 'reversal due']);
  });

  it('of which we hear before the CONFIRMED leaves a credit and a reversal, both void', async () => {
    const payment = await ledger.keep(samplePayment({ status: 'awaiting_payer' }));
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', poll));
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect((await ledger.payment(payment.id)).status).toBe('refunded');
    expect((await ledger.postings(payment.id)).map(({ state }) => state)).toEqual(['voided', 'voided']);
    expect(await ledger.queue.lease({ owner: 'w', durationMs: 1000 }, 10)).toEqual([]);
  });
});

describe('a flag', () => {
  it('stays the first thing that a person should look at; the history tells the others', async () => {
    const payment = await ledger.keep(samplePayment({ status: 'cancelled' }));
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed', { terminal: 'FOREIGN' }));
    const late = await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect(late).toMatchObject({ outcome: 'applied', flag: 'confirmed_after_ending' });
    expect((await ledger.payment(payment.id)).flag).toBe('terminal_mismatch');
    const flags = (await ledger.events(payment.id)).filter(({ type }) => type === 'flagged');
    expect(flags.map(({ evidence }) => evidence['flag'])).toEqual([
      'terminal_mismatch',
      'confirmed_after_ending',
    ]);
  });
});

describe('a partial refund', () => {
  it('leaves the credit whole and the payment flagged: the part is a matter for a person', async () => {
    const payment = samplePayment({ status: 'posted' });
    await ledger.keep(payment, samplePosting(payment, { state: 'posted' }));
    await ledger.bankStatuses.apply(bankSays(payment, 'partially_refunded', poll));
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'partially_refunded',
      flag: 'partial_refund',
    });
    expect(await ledger.postings(payment.id)).toHaveLength(1);
  });
});

describe('a refund that was notified', () => {
  it.each(['confirmed', 'attempt_failed', 'pending'] as const)(
    'is asked about also when a late %s follows',
    async (state) => {
      const payment = await ledger.keep(samplePayment({ status: 'posted' }));
      await ledger.bankStatuses.apply(bankSays(payment, 'refunded'));
      await ledger.bankStatuses.apply(bankSays(payment, state));
      expect((await ledger.payment(payment.id)).nextAskAt).toEqual(ledger.clock.now());
    },
  );

  it('is asked about when it overtook the CONFIRMED', async () => {
    const payment = await ledger.keep(samplePayment({ nextAskAt: ledger.clock.after(60_000) }));
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded'));
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect((await ledger.payment(payment.id)).nextAskAt).toEqual(ledger.clock.now());
  });

  it('is not taken for answered by a question that went out before it', async () => {
    const claimed = ledger.clock.after(60_000);
    const payment = await ledger.keep(samplePayment({ status: 'posted', nextAskAt: claimed }));
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded'));
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed', poll), claimed);
    expect((await ledger.payment(payment.id)).nextAskAt).toEqual(ledger.clock.now());
  });

  it('goes on being asked about while it is under way, also when nothing was planned', async () => {
    const payment = await ledger.keep(samplePayment({ status: 'posted', nextAskAt: null }));
    await ledger.bankStatuses.apply(bankSays(payment, 'refund_in_progress', poll));
    expect((await ledger.payment(payment.id)).nextAskAt).not.toBeNull();
  });
});

describe('asking', () => {
  it('ends with the answer to the question that was asked last', async () => {
    const claimed = ledger.clock.after(60_000);
    const payment = await ledger.keep(samplePayment({ status: 'posted', nextAskAt: claimed }));
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed', poll), claimed);
    expect((await ledger.payment(payment.id)).nextAskAt).toBeNull();
  });

  it('goes on by its plan after a failed try, and the same answers fill no history', async () => {
    const payment = await ledger.keep(
      samplePayment({ nextAskAt: ledger.clock.after(60_000), askAttempts: 5 }),
    );
    await ledger.bankStatuses.apply(bankSays(payment, 'attempt_failed', { errorCode: '1051' }));
    for (let i = 0; i < 4; i += 1) await ledger.bankStatuses.apply(bankSays(payment, 'pending', poll));
    expect(await ledger.events(payment.id)).toHaveLength(2);
  });
});
