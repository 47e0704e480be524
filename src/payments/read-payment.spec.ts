import { bankSays, samplePayment, settled, TestLedger } from '../../test/support/fakes';
import type { Payment } from '../ledger/payment';
import type { PaymentStatus } from '../ledger/transitions';
import { ReadPayment } from './read-payment';

let ledger: TestLedger;
let reader: ReadPayment;
beforeEach(() => {
  ledger = new TestLedger();
  reader = new ReadPayment(ledger.store, ledger.clock);
});

const keep = (status: PaymentStatus): Promise<Payment> => ledger.keep(samplePayment({ status }));

/** Begins to wait, and tells whether the answer has come. */
function waiting(payment: Payment, waitMs: number, known: PaymentStatus | null = null) {
  const wait = { isOver: false, answer: Promise.resolve(payment) };
  wait.answer = reader.whenChanged(payment.subscriberUid, payment.id, waitMs, known).then((after) => {
    wait.isOver = true;
    return after;
  });
  return wait;
}

describe('reading a payment', () => {
  it('gives the subscriber’s own', async () => {
    const payment = await keep('awaiting_payer');
    expect(await reader.execute('940', payment.id)).toEqual(payment);
  });

  it('knows neither the payment of somebody else, nor one that is not there, nor what is no id', async () => {
    const payment = await keep('awaiting_payer');
    const absent = samplePayment().id;
    for (const [uid, id] of [
      ['950', payment.id],
      ['940', absent],
      ['940', 'x'],
      ['940', payment.orderId],
    ] as const) {
      await expect(reader.execute(uid, id)).rejects.toMatchObject({ kind: { code: 'payment_not_found' } });
    }
  });
});

describe('waiting for a change', () => {
  it('answers at once when no wait is wished', async () => {
    const payment = await keep('awaiting_payer');
    expect(await reader.whenChanged('940', payment.id, 0, null)).toEqual(payment);
    expect(ledger.clock.asleep).toBe(0);
  });

  it('answers soon after the status changed, whoever changed it', async () => {
    const payment = await keep('awaiting_payer');
    const wait = waiting(payment, 20_000);
    await ledger.clock.advance(5_000);
    expect(wait.isOver).toBe(false);
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    await ledger.clock.advance(300);
    await settled();
    expect(wait.isOver).toBe(true);
    expect((await wait.answer).status).toBe('confirmed');
  });

  it('does not answer for a change that leaves the status as it is', async () => {
    const payment = await keep('awaiting_payer');
    const wait = waiting(payment, 20_000);
    await ledger.bankStatuses.apply(bankSays(payment, 'attempt_failed', { errorCode: '1051' }));
    await ledger.clock.advance(19_999);
    expect(wait.isOver).toBe(false);
    await ledger.clock.advance(1);
    expect(await wait.answer).toMatchObject({ status: 'awaiting_payer', lastErrorCode: '1051' });
  });

  it('answers with what there is when the time is over, to the millisecond', async () => {
    const payment = await keep('awaiting_payer');
    const wait = waiting(payment, 1_000);
    await ledger.clock.advance(999);
    expect(wait.isOver).toBe(false);
    await ledger.clock.advance(1);
    expect(await wait.answer).toEqual(payment);
  });

  it('answers at once when the status differs from what the caller knows', async () => {
    const payment = await keep('confirmed');
    expect(await reader.whenChanged('940', payment.id, 20_000, 'awaiting_payer')).toEqual(payment);
    expect(ledger.clock.asleep).toBe(0);
  });

  it('waits while the status is the one that the caller knows', async () => {
    const wait = waiting(await keep('confirmed'), 20_000, 'confirmed');
    await ledger.clock.advance(10_000);
    expect(wait.isOver).toBe(false);
    await ledger.clock.advance(10_000);
    expect((await wait.answer).status).toBe('confirmed');
  });

  it.each(['posted', 'refunded', 'partially_refunded', 'rejected', 'expired', 'cancelled'] as const)(
    'does not wait when the payment is %s: there is nothing left to come',
    async (status) => {
      const payment = await keep(status);
      expect(await reader.whenChanged('940', payment.id, 20_000, status)).toEqual(payment);
      expect(ledger.clock.asleep).toBe(0);
    },
  );

  it('lets everyone go when the service stops, and keeps nobody after that', async () => {
    const payment = await keep('awaiting_payer');
    const waits = [waiting(payment, 20_000), waiting(payment, 20_000)];
    await settled();
    expect(ledger.clock.asleep).toBe(2);
    reader.stop();
    expect(await Promise.all(waits.map(({ answer }) => answer))).toEqual([payment, payment]);
    expect(await reader.whenChanged('940', payment.id, 20_000, null)).toEqual(payment);
    expect(ledger.clock.asleep).toBe(0);
  });

  it('is not for the payment of somebody else', async () => {
    const { id } = await keep('awaiting_payer');
    await expect(reader.whenChanged('950', id, 20_000, null)).rejects.toMatchObject({
      kind: { code: 'payment_not_found' },
    });
  });
});
