import { bankSays, TestLedger } from '../../test/support/fakes';
import { kopecks } from '../shared/money';
import { orderIdOf } from './document-numbers';
import type { NewPayment, Opening, RequestIdentity } from './orders';
import type { Payment } from './payment';

let ledger: TestLedger;
beforeEach(() => (ledger = new TestLedger()));

const request: RequestIdentity = {
  caller: 'subscriber:940',
  key: 'key-00000001',
  fingerprint: 'a'.repeat(64),
};
const order = (): NewPayment => ({
  subscriberUid: '940',
  agreementId: '1940',
  agreementNumber: '001',
  amountKopecks: kopecks(50_000),
  terminal: 'DEMO',
  expiresAt: ledger.clock.after(3_600_000),
  firstAskAt: ledger.clock.after(90_000),
});
const bankOrder = { acquirerPaymentId: '9100000001', paymentUrl: 'https://bank.example/form' };
const respond = ({ id, status }: Payment) => ({ status: 201, body: { id, status } });

function opened(opening: Opening): Payment {
  if (opening.kind !== 'opened') throw new Error(`Not opened: ${opening.kind}`);
  return opening.payment;
}
const open = async (changes: Partial<RequestIdentity> = {}): Promise<Payment> =>
  opened(await ledger.orders.open(order(), { ...request, ...changes }));

describe('opening an order', () => {
  it('keeps the row, its first ask and its history before the bank hears of it', async () => {
    const payment = await open();
    expect(await ledger.payment(payment.id)).toEqual(payment);
    expect(payment).toMatchObject({
      status: 'created',
      orderId: orderIdOf(payment.id),
      acquirerPaymentId: null,
      nextAskAt: ledger.clock.after(90_000),
      amountKopecks: 50_000,
    });
    expect(await ledger.events(payment.id)).toMatchObject([
      { type: 'opened', actor: 'subscriber:940', to: 'created' },
    ]);
  });

  it('recalls nothing of a request that never came', async () => {
    expect(await ledger.orders.recall(request)).toBeNull();
  });

  it('tells a repeat, while the first still runs, that it is in flight', async () => {
    const { id } = await open();
    expect(await ledger.orders.recall(request)).toEqual({ kind: 'in_flight', paymentId: id });
    expect(await ledger.orders.open(order(), request)).toEqual({ kind: 'in_flight', paymentId: id });
  });

  it('gives a repeat the answer of the first, also when the payment went on since', async () => {
    const payment = await open();
    const { response } = await ledger.orders.accepted(payment.id, bankOrder, respond);
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect(response).toEqual({ status: 201, body: { id: payment.id, status: 'awaiting_payer' } });
    expect(await ledger.orders.recall(request)).toMatchObject({ kind: 'repeated', response });
    expect(await ledger.orders.open(order(), request)).toMatchObject({ kind: 'repeated', response });
  });

  it('refuses a key that came with another request, in flight or answered', async () => {
    const { id } = await open();
    const other = { ...request, fingerprint: 'b'.repeat(64) };
    expect(await ledger.orders.open(order(), other)).toEqual({ kind: 'key_reused' });
    await ledger.orders.accepted(id, bankOrder, respond);
    expect(await ledger.orders.recall(other)).toEqual({ kind: 'key_reused' });
  });

  it('keeps the keys of two callers apart', async () => {
    const [first, second] = [await open(), await open({ caller: 'subscriber:950' })];
    expect(first.id).not.toBe(second.id);
  });

  it('opens one order for two equal requests at once', async () => {
    const openings = await Promise.all([
      ledger.orders.open(order(), request),
      ledger.orders.open(order(), request),
    ]);
    expect(openings.map(({ kind }) => kind).sort()).toEqual(['in_flight', 'opened']);
    expect(await ledger.store.read((unit) => unit.payments.countOpen())).toBe(1);
  });

  it.each(['rejected', 'cancelled'] as const)(
    'gives the key free once its payment ended %s without an answer',
    async (to) => {
      const first = await open();
      await ledger.orders.failed(first.id, to, 'bank:answer', 'refused');
      expect(await ledger.orders.recall(request)).toBeNull();
      const second = await open();
      expect(second.id).not.toBe(first.id);
      expect(second.orderId).not.toBe(first.orderId);
      await ledger.orders.accepted(second.id, bankOrder, respond);
      expect(await ledger.orders.recall(request)).toMatchObject({ response: { body: { id: second.id } } });
    },
  );

  it('does not give the key free when an answer was given, however the payment ended', async () => {
    const payment = await open();
    await ledger.orders.accepted(payment.id, bankOrder, respond);
    await ledger.bankStatuses.apply(bankSays(payment, 'cancelled'));
    expect(await ledger.orders.open(order(), request)).toMatchObject({ kind: 'repeated' });
  });

  it('does not give the key free while money may have been taken', async () => {
    const payment = await open();
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect(await ledger.orders.open(order(), request)).toEqual({ kind: 'in_flight', paymentId: payment.id });
  });
});

describe('an order that the bank took', () => {
  it('waits for its payer, with the bank’s id and form, and is asked about by plan', async () => {
    const { id } = await open();
    const { payment } = await ledger.orders.accepted(id, bankOrder, respond);
    expect(payment).toMatchObject({ status: 'awaiting_payer', ...bankOrder, askAttempts: 0 });
    expect(payment.nextAskAt!.getTime()).toBeGreaterThan(ledger.clock.now().getTime());
    expect(await ledger.payment(id)).toEqual(payment);
  });

  it('whose notification was faster than its answer keeps what the notification said', async () => {
    const created = await open();
    await ledger.bankStatuses.apply(bankSays(created, 'confirmed'));
    const { payment, response } = await ledger.orders.accepted(created.id, bankOrder, respond);
    expect(payment).toMatchObject({ status: 'confirmed', ...bankOrder, flag: null });
    expect(response.body).toEqual({ id: created.id, status: 'confirmed' });
    expect(await ledger.postings(created.id)).toHaveLength(1);
  });

  it('keeps neither order nor answer when the answer cannot be made', async () => {
    const created = await open();
    const broken = ledger.orders.accepted(created.id, bankOrder, () => {
      throw new Error('no answer');
    });
    await expect(broken).rejects.toThrow('no answer');
    expect(await ledger.payment(created.id)).toEqual(created);
    expect(await ledger.orders.recall(request)).toMatchObject({ kind: 'in_flight' });
  });

  it('comes too late once the poll has begun to ask: nobody is told of an order that may be cancelled any moment', async () => {
    const created = await open();
    await ledger.clock.advance(90_001);
    await ledger.store.unitOfWork((unit) => unit.payments.claimAsk(created, ledger.clock.after(5_000)));
    await expect(ledger.orders.accepted(created.id, bankOrder, respond)).rejects.toThrow('too late');
    expect(await ledger.payment(created.id)).toMatchObject({
      status: 'created',
      acquirerPaymentId: null,
      paymentUrl: null,
    });
    expect(await ledger.orders.recall(request)).toMatchObject({ kind: 'in_flight' });
  });

  it('comes too late once the poll has cancelled it: the key makes a new one', async () => {
    const created = await open();
    await ledger.bankStatuses.apply(bankSays(created, 'cancelled'));
    await expect(ledger.orders.accepted(created.id, bankOrder, respond)).rejects.toThrow('too late');
    expect((await ledger.orders.open(order(), request)).kind).toBe('opened');
  });

  it('must exist', async () => {
    await expect(ledger.orders.accepted('nowhere', bankOrder, respond)).rejects.toThrow('No payment nowhere');
  });
});

describe('an order that came to nothing', () => {
  it.each(['rejected', 'cancelled'] as const)(
    'ends %s, with the reason in its history, and is asked about no more',
    async (to) => {
      const { id } = await open();
      expect(await ledger.orders.failed(id, to, 'bank:answer', 'wrong_terminal')).toMatchObject({
        status: to,
        nextAskAt: null,
      });
      expect((await ledger.events(id)).at(-1)).toMatchObject({
        type: 'moved',
        from: 'created',
        to,
        actor: 'bank:answer',
        evidence: { reason: 'wrong_terminal' },
      });
    },
  );

  it('is left alone once the bank has told us otherwise', async () => {
    const payment = await open();
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect(await ledger.orders.failed(payment.id, 'cancelled', 'bank:poll', 'late')).toMatchObject({
      status: 'confirmed',
    });
    expect((await ledger.payment(payment.id)).status).toBe('confirmed');
  });

  it('is credited all the same when the bank turns out to have taken the money', async () => {
    const payment = await open();
    await ledger.orders.failed(payment.id, 'cancelled', 'bank:unreachable', 'timeout');
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect(await ledger.payment(payment.id)).toMatchObject({
      status: 'confirmed',
      flag: 'confirmed_after_ending',
    });
    expect(await ledger.postings(payment.id)).toHaveLength(1);
  });
});
