import { kopecks } from '../shared/money';
import {
  bankSays,
  rejected,
  samplePayment,
  ScriptedAcquirer,
  TestLedger,
  unavailable,
  unknownOutcome,
} from '../../test/support/fakes';
import type { BankState } from '../ledger/bank-status';
import type { Payment } from '../ledger/payment';
import { PAYMENT_STATUSES } from '../ledger/transitions';
import { CancelPayment } from './cancel-payment';
import { ReadPayment } from './read-payment';

let ledger: TestLedger;
let acquirer: ScriptedAcquirer;
beforeEach(() => {
  ledger = new TestLedger();
  acquirer = new ScriptedAcquirer();
});

const cancel = (payment: Payment, subscriberUid = payment.subscriberUid): Promise<Payment> =>
  new CancelPayment(
    new ReadPayment(ledger.store, ledger.clock),
    acquirer,
    ledger.bankStatuses,
    ledger.orders,
  ).execute(subscriberUid, payment.id);
const awaiting = (): Promise<Payment> => ledger.keep(samplePayment({ status: 'awaiting_payer' }));
const polled = (payment: Payment, state: BankState) => bankSays(payment, state, { source: 'poll' });
const answered = (payment: Payment, state: BankState) => bankSays(payment, state, { source: 'answer' });
const notCancellable = { kind: { code: 'payment_not_cancellable' } };

describe('cancelling', () => {
  it.each(['unpaid', 'attempt_failed'] as const)(
    'asks the bank first, and kills an order that is %s there',
    async (state) => {
      const payment = await awaiting();
      acquirer.on.getState.answers(polled(payment, state));
      acquirer.on.cancelOrder.answers(answered(payment, 'cancelled'));
      expect((await cancel(payment)).status).toBe('cancelled');
      expect((await ledger.payment(payment.id)).status).toBe('cancelled');
      expect(acquirer.journal).toEqual(['getState', 'cancelOrder']);
      expect(acquirer.on.cancelOrder.calls).toEqual([['9100000001']]);
    },
  );

  it('again answers the same and calls nobody', async () => {
    const payment = await ledger.keep(samplePayment({ status: 'cancelled' }));
    expect(await cancel(payment)).toEqual(payment);
    expect(acquirer.journal).toEqual([]);
  });

  it.each(PAYMENT_STATUSES.filter((status) => status !== 'awaiting_payer' && status !== 'cancelled'))(
    'is refused, and the bank is not called, when the payment is %s',
    async (status) => {
      const payment = await ledger.keep(samplePayment({ status }));
      await expect(cancel(payment)).rejects.toMatchObject({ ...notCancellable, params: { status } });
      expect(acquirer.journal).toEqual([]);
    },
  );

  it.each(['authorized', 'confirmed'] as const)(
    'is refused when the bank says %s meanwhile: its Cancel would be a refund',
    async (state) => {
      const payment = await awaiting();
      acquirer.on.getState.answers(polled(payment, state));
      await expect(cancel(payment)).rejects.toMatchObject(notCancellable);
      expect(acquirer.journal).toEqual(['getState']);
      expect((await ledger.payment(payment.id)).status).toBe(state);
    },
  );

  it('has nothing to do when the bank has cancelled it already', async () => {
    const payment = await awaiting();
    acquirer.on.getState.answers(polled(payment, 'cancelled'));
    expect((await cancel(payment)).status).toBe('cancelled');
    expect(acquirer.journal).toEqual(['getState']);
  });

  it('is refused when the order expired meanwhile', async () => {
    const payment = await awaiting();
    acquirer.on.getState.answers(polled(payment, 'expired'));
    await expect(cancel(payment)).rejects.toMatchObject({ ...notCancellable, params: { status: 'expired' } });
    expect(acquirer.journal).toEqual(['getState']);
  });

  it('of an order paid in the very last moment leaves credit and refund void, and says so', async () => {
    const payment = await awaiting();
    acquirer.on.getState.answers(polled(payment, 'unpaid'));
    acquirer.on.cancelOrder.answers(answered(payment, 'refunded'));
    await expect(cancel(payment)).rejects.toMatchObject({
      ...notCancellable,
      params: { status: 'refunded' },
    });
    expect((await ledger.postings(payment.id)).map(({ state }) => state)).toEqual(['voided', 'voided']);
  });

  it('is refused when the bank refuses it, and the payment stays', async () => {
    const payment = await awaiting();
    acquirer.on.getState.answers(polled(payment, 'unpaid'));
    acquirer.on.cancelOrder.fails(rejected('wrong_state', 'tinkoff'));
    await expect(cancel(payment)).rejects.toMatchObject(notCancellable);
    expect((await ledger.payment(payment.id)).status).toBe('awaiting_payer');
  });

  it('is not done while the bank cannot say how the order stands', async () => {
    const payment = await awaiting();
    const error = unavailable('tinkoff');
    acquirer.on.getState.fails(error);
    await expect(cancel(payment)).rejects.toBe(error);
    expect(acquirer.journal).toEqual(['getState']);
  });

  it('whose outcome is unknown leaves the payment as it is, to be asked about', async () => {
    const payment = await ledger.keep(samplePayment({ nextAskAt: ledger.clock.after(60_000) }));
    const error = unknownOutcome('tinkoff');
    acquirer.on.getState.answers(polled(payment, 'unpaid'));
    acquirer.on.cancelOrder.fails(error);
    await expect(cancel(payment)).rejects.toBe(error);
    const after = await ledger.payment(payment.id);
    expect(after.status).toBe('awaiting_payer');
    expect(after.nextAskAt).not.toBeNull();
  });

  it('is not for the payment of somebody else', async () => {
    const payment = await awaiting();
    await expect(cancel(payment, '950')).rejects.toMatchObject({ kind: { code: 'payment_not_found' } });
    expect(acquirer.journal).toEqual([]);
  });

  it.each([
    ['confirmed', { amountKopecks: kopecks(49_999) }],
    ['confirmed', { acquirerPaymentId: '666' }],
    ['pending', {}],
    ['partially_refunded', {}],
    ['refund_in_progress', {}],
    ['unrecognised', {}],
  ] as const)(
    'never sends a Cancel while the bank says %s %p: it could be a refund',
    async (state, changes) => {
      const payment = await awaiting();
      acquirer.on.getState.answers(bankSays(payment, state, { source: 'poll', ...changes }));
      await cancel(payment).catch(() => undefined);
      expect(acquirer.journal).toEqual(['getState']);
    },
  );
});
