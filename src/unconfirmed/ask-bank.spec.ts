import { Logger } from '@nestjs/common';
import {
  bankSays,
  samplePayment,
  ScriptedAcquirer,
  TestLedger,
  unavailable,
  unknownOutcome,
} from '../../test/support/fakes';
import type { BankState, BankStatus } from '../ledger/bank-status';
import type { Payment } from '../ledger/payment';
import { EMPTY_REPORT, type Quarantine } from '../ledger/quarantine';
import { kopecks } from '../shared/money';
import { AskBank } from './ask-bank';

const FORGOTTEN_AFTER_MS = 900_000;

let ledger: TestLedger;
let acquirer: ScriptedAcquirer;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => {
  ledger = new TestLedger();
  acquirer = new ScriptedAcquirer();
});

const ask = (payment: Payment): Promise<void> =>
  new AskBank(acquirer, ledger.bankStatuses, ledger.orders, ledger.clock, FORGOTTEN_AFTER_MS).execute(
    payment,
    null,
  );
const polled = (payment: Payment, state: BankState, changes: Partial<BankStatus> = {}): BankStatus =>
  bankSays(payment, state, { source: 'poll', ...changes });
const statusOf = async ({ id }: Payment): Promise<string> => (await ledger.payment(id)).status;

describe('asking about an order whose bank id we know', () => {
  it('asks for its state and applies the answer as a notification would be', async () => {
    const payment = await ledger.keep(samplePayment());
    acquirer.on.getState.answers(polled(payment, 'confirmed'));
    await ask(payment);
    expect(acquirer.on.getState.calls).toEqual([['9100000001']]);
    expect(acquirer.journal).toEqual(['getState']);
    expect(await statusOf(payment)).toBe('confirmed');
    expect(await ledger.postings(payment.id)).toHaveLength(1);
    expect(await ledger.events(payment.id)).toMatchObject([{ actor: 'bank:poll', to: 'confirmed' }]);
  });

  it('flags an answer that contradicts the order and moves nothing', async () => {
    const payment = await ledger.keep(samplePayment());
    acquirer.on.getState.answers(polled(payment, 'confirmed', { amountKopecks: kopecks(1) }));
    await ask(payment);
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'awaiting_payer',
      flag: 'amount_mismatch',
    });
    expect(await ledger.postings(payment.id)).toEqual([]);
  });

  it.each([unavailable('tinkoff'), unknownOutcome('tinkoff')])('leaves it as it is on %p', async (error) => {
    const payment = await ledger.keep(samplePayment());
    acquirer.on.getState.fails(error);
    await expect(ask(payment)).rejects.toBe(error);
    expect(await ledger.payment(payment.id)).toEqual(payment);
  });

  it('never cancels it: its payer may have the form open', async () => {
    const payment = await ledger.keep(samplePayment());
    acquirer.on.getState.answers(polled(payment, 'pending'));
    await ask(payment);
    expect(acquirer.journal).toEqual(['getState']);
    expect(await statusOf(payment)).toBe('awaiting_payer');
  });
});

describe('asking about an order to which the bank’s answer was never heard', () => {
  const lost = (changes: Partial<Payment> = {}): Promise<Payment> =>
    ledger.keep(
      samplePayment({
        status: 'created',
        acquirerPaymentId: null,
        paymentUrl: null,
        createdAt: ledger.clock.now(),
        ...changes,
      }),
    );

  it('asks by our own number', async () => {
    const payment = await lost();
    acquirer.on.findOrder.answers([polled(payment, 'confirmed', { acquirerPaymentId: '77' })]);
    await ask(payment);
    expect(acquirer.on.findOrder.calls).toEqual([[payment.orderId]]);
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'confirmed', acquirerPaymentId: '77' });
  });

  it('cancels an unpaid one that the bank has, since nobody was ever shown its form', async () => {
    const payment = await lost();
    acquirer.on.findOrder.answers([polled(payment, 'unpaid', { acquirerPaymentId: '77' })]);
    acquirer.on.cancelOrder.answers(
      bankSays(payment, 'cancelled', { acquirerPaymentId: '77', source: 'answer' }),
    );
    await ask(payment);
    expect(acquirer.on.cancelOrder.calls).toEqual([['77']]);
    expect(await statusOf(payment)).toBe('cancelled');
  });

  it('does not cancel one whose form was shown', async () => {
    const payment = await lost({ paymentUrl: 'https://bank.example/form' });
    acquirer.on.findOrder.answers([polled(payment, 'pending')]);
    await ask(payment);
    expect(acquirer.journal).toEqual(['findOrder']);
  });

  it('leaves an unpaid one alone that a payer may have been shown before the ledger was set back', async () => {
    const payment = await lost();
    const now = ledger.clock.now();
    const quarantine: Quarantine = {
      id: ledger.ids.next(),
      reason: 'ledger_set_back',
      note: null,
      beganAt: now,
      beganBy: 'worker:watch',
      since: now,
      phase: 'bank',
      cursor: null,
      report: EMPTY_REPORT,
      endedAt: null,
      endedBy: null,
      version: 1,
    };
    await ledger.store.unitOfWork((unit) => unit.quarantines.insert(quarantine));
    acquirer.on.findOrder.answers([polled(payment, 'unpaid')]);
    await ask(payment);
    expect(acquirer.journal).toEqual(['findOrder']);
    expect(await statusOf(payment)).toBe('created');
  });

  it.each(['authorized', 'confirmed', 'attempt_failed', 'unrecognised', 'refund_in_progress'] as const)(
    'never cancels one that is %s at the bank: a Cancel could be a refund',
    async (state) => {
      const payment = await lost();
      acquirer.on.findOrder.answers([polled(payment, state)]);
      await ask(payment);
      expect(acquirer.journal).toEqual(['findOrder']);
    },
  );

  it('stays as it is when its cancellation has an unknown outcome, so that it is asked about again', async () => {
    const payment = await lost();
    acquirer.on.findOrder.answers([polled(payment, 'unpaid')]);
    acquirer.on.cancelOrder.fails(unknownOutcome('tinkoff'));
    await expect(ask(payment)).rejects.toThrow('unknown outcome');
    expect(await ledger.payment(payment.id)).toEqual(payment);
  });

  it.each(['authorized', 'refunded', 'partially_refunded'] as const)(
    'prefers one that is %s to a later unpaid try',
    async (state) => {
      const payment = await lost();
      acquirer.on.findOrder.answers([
        polled(payment, state, { acquirerPaymentId: '1' }),
        polled(payment, 'unpaid', { acquirerPaymentId: '2' }),
      ]);
      await ask(payment);
      expect(acquirer.journal).toEqual(['findOrder']);
      expect((await ledger.payment(payment.id)).acquirerPaymentId).toBe('1');
    },
  );

  it('flags two payments of one order that were both paid', async () => {
    const payment = await lost();
    acquirer.on.findOrder.answers([
      polled(payment, 'confirmed', { acquirerPaymentId: '1' }),
      polled(payment, 'confirmed', { acquirerPaymentId: '2' }),
    ]);
    await ask(payment);
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'confirmed',
      flag: 'acquirer_payment_id_mismatch',
    });
    expect(await ledger.postings(payment.id)).toHaveLength(1);
  });

  it('leaves an order alone whose answer may still come', async () => {
    const payment = await ledger.keep(
      samplePayment({
        status: 'created',
        acquirerPaymentId: null,
        paymentUrl: null,
        nextAskAt: ledger.clock.after(1),
      }),
    );
    await ask(payment);
    expect(acquirer.journal).toEqual([]);
  });

  it('credits the try that was paid, whatever came before or after it', async () => {
    const payment = await lost();
    acquirer.on.findOrder.answers([
      polled(payment, 'attempt_failed', { acquirerPaymentId: '1' }),
      polled(payment, 'confirmed', { acquirerPaymentId: '2' }),
      polled(payment, 'pending', { acquirerPaymentId: '3' }),
    ]);
    await ask(payment);
    expect(acquirer.journal).toEqual(['findOrder']);
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'confirmed', acquirerPaymentId: '2' });
  });

  it('is given up once the bank has not heard of it for long enough, and not before', async () => {
    const payment = await lost();
    acquirer.on.findOrder.answers([], []);
    await ledger.clock.advance(FORGOTTEN_AFTER_MS - 1);
    await ask(payment);
    expect(await statusOf(payment)).toBe('created');
    await ledger.clock.advance(1);
    await ask(payment);
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'cancelled', nextAskAt: null });
    expect((await ledger.events(payment.id)).at(-1)).toMatchObject({
      actor: 'bank:poll',
      evidence: { reason: 'order_unknown_to_bank' },
    });
  });

  it('is not given up when the bank’s notification came while we asked', async () => {
    const payment = await lost();
    await ledger.clock.advance(FORGOTTEN_AFTER_MS);
    acquirer.on.findOrder.does(async () => {
      await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
      return [];
    });
    await ask(payment);
    expect(await statusOf(payment)).toBe('confirmed');
  });
});
