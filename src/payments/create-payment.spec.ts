import { Logger } from '@nestjs/common';
import {
  bankSays,
  rejected,
  ScriptedAcquirer,
  ScriptedBilling,
  TestLedger,
  unavailable,
  unknownOutcome,
} from '../../test/support/fakes';
import type { BillingAccount } from '../billing/billing.port';
import type { Payment } from '../ledger/payment';
import { kopecks } from '../shared/money';
import { CreatePayment, type CreatePaymentCommand, type CreatePaymentResult } from './create-payment';
import type { PaymentView } from './payment-view';
import { ReturnAddresses } from './return-addresses';

const ACCEPTED = { acquirerPaymentId: '9100000001', paymentUrl: 'https://bank.example/form' };
const agreement = {
  agreementId: '1940',
  number: '001',
  paymentCode: null,
  balanceKopecks: kopecks(-6_667),
  operatorName: null,
  isOpen: true,
  serviceAccounts: 1,
};
const account: BillingAccount = {
  uid: '940',
  login: '001940',
  fullName: null,
  email: 'payer@example.org',
  phone: '+79990000000',
  isArchived: false,
  agreements: [agreement, { ...agreement, agreementId: '1941', number: '002', isOpen: false }],
};

let ledger: TestLedger;
let acquirer: ScriptedAcquirer;
let billing: ScriptedBilling;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => {
  ledger = new TestLedger();
  acquirer = new ScriptedAcquirer();
  billing = new ScriptedBilling();
  billing.on.getAccount.always(() => account);
});

const command = (
  body: Partial<CreatePaymentCommand['body']> = {},
  changes: Partial<CreatePaymentCommand> = {},
): CreatePaymentCommand => ({
  subscriberUid: '940',
  idempotencyKey: 'key-00000001',
  body: { agreementId: '1940', amountKopecks: 50_000, ...body },
  language: 'ru',
  ...changes,
});

function create(asked = command()): Promise<CreatePaymentResult> {
  const rules = {
    minKopecks: kopecks(1_000),
    maxKopecks: kopecks(1_500_000),
    lifetimeMs: 3_600_000,
    acquirerPatienceMs: 90_000,
  };
  const addresses = new ReturnAddresses(['https://lk.example'], null);
  return new CreatePayment(ledger.orders, acquirer, billing, addresses, rules, ledger.clock).execute(asked);
}
const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'no problem',
    (error: unknown) => (error as { kind?: { code: string } }).kind?.code ?? error,
  );
const onlyPayment = async (): Promise<Payment> => {
  const rows = await ledger.store.read((unit) =>
    unit.payments.dueForAsking(ledger.clock.after(86_400_000), 10),
  );
  expect(rows).toHaveLength(1);
  return rows[0]!;
};
const openPayments = (): Promise<number> => ledger.store.read((unit) => unit.payments.countOpen());

describe('a top-up', () => {
  it('is a row first, then one order at the bank, then an answer with the bank’s form', async () => {
    acquirer.on.createOrder.does(async ({ orderId }) => {
      expect(await onlyPayment()).toMatchObject({ orderId, status: 'created', acquirerPaymentId: null });
      return ACCEPTED;
    });
    const { status, body, isReplay } = await create();
    const view = body as PaymentView;
    expect([status, isReplay]).toEqual([201, false]);
    expect(view).toMatchObject({
      agreementId: '1940',
      agreementNumber: '001',
      amountKopecks: 50_000,
      status: 'awaiting_payer',
      paymentUrl: ACCEPTED.paymentUrl,
      expiresAt: ledger.clock.after(3_600_000).toISOString(),
    });
    expect(await ledger.payment(view.id)).toMatchObject({
      status: 'awaiting_payer',
      subscriberUid: '940',
      terminal: 'DEMO',
    });
    expect(acquirer.journal).toEqual(['createOrder']);
    expect(billing.journal).toEqual(['getAccount']);
  });

  it('tells the bank the sum, the deadline, where to return, the language and the payer’s contacts', async () => {
    acquirer.on.createOrder.answers(ACCEPTED);
    const { body } = await create(command({ returnUrl: 'https://lk.example/done' }, { language: 'en' }));
    expect(acquirer.on.createOrder.calls).toEqual([
      [
        {
          orderId: (body as PaymentView).orderId,
          amountKopecks: 50_000,
          description: 'Top-up of agreement 001',
          expiresAt: ledger.clock.after(3_600_000),
          successUrl: 'https://lk.example/done',
          failUrl: 'https://lk.example/done',
          language: 'en',
          payerEmail: 'payer@example.org',
          payerPhone: '+79990000000',
        },
      ],
    ]);
  });

  it('answers with the truth when the notification was faster than the bank’s answer', async () => {
    acquirer.on.createOrder.does(async () => {
      await ledger.bankStatuses.apply(bankSays(await onlyPayment(), 'confirmed'));
      return ACCEPTED;
    });
    expect((await create()).body).toMatchObject({ status: 'confirmed', paymentUrl: null });
  });
});

describe('nothing is begun', () => {
  it.each([
    ['amount_below_minimum', command({ amountKopecks: 999 })],
    ['amount_above_maximum', command({ amountKopecks: 1_500_001 })],
    ['return_url_not_allowed', command({ returnUrl: 'https://evil.example/' })],
    ['agreement_not_found', command({ agreementId: '1950' })],
    ['agreement_closed', command({ agreementId: '1941' })],
  ])('on %s', async (code, asked) => {
    expect(await codeOf(create(asked))).toBe(code);
    expect(acquirer.journal).toEqual([]);
    expect(await openPayments()).toBe(0);
  });

  it.each([
    ['agreement_closed', () => ({ ...account, isArchived: true })],
    [
      'agreement_not_found',
      () => {
        throw rejected('account_not_found');
      },
    ],
  ])('on %s, as billing says of the account', async (code, work) => {
    billing.on.getAccount.always(work);
    expect(await codeOf(create())).toBe(code);
    expect(acquirer.journal).toEqual([]);
    expect(await openPayments()).toBe(0);
  });

  it('while billing cannot say whose agreement it is', async () => {
    const error = unavailable();
    billing.on.getAccount.fails(error);
    await expect(create()).rejects.toBe(error);
    expect(acquirer.journal).toEqual([]);
    expect(await openPayments()).toBe(0);
  });

  it.each([1_000, 1_500_000])('unless the sum is within the limits, as %p is', async (amountKopecks) => {
    acquirer.on.createOrder.answers(ACCEPTED);
    expect((await create(command({ amountKopecks }))).status).toBe(201);
  });
});

describe('a repeat', () => {
  it('gets the same answer, and nobody is called again', async () => {
    acquirer.on.createOrder.answers(ACCEPTED);
    const first = await create();
    const second = await create();
    expect(second).toEqual({ ...first, isReplay: true });
    expect([acquirer.journal, billing.journal]).toEqual([['createOrder'], ['getAccount']]);
  });

  it.each([
    ['sum', command({ amountKopecks: 50_001 })],
    ['agreement', command({ agreementId: '1941' })],
    ['return address', command({ returnUrl: 'https://lk.example/other' })],
  ])('with another %s under the same key is refused', async (_, other) => {
    acquirer.on.createOrder.answers(ACCEPTED);
    await create();
    expect(await codeOf(create(other))).toBe('idempotency_key_reused');
    expect(acquirer.journal).toEqual(['createOrder']);
  });

  it('that names the default method is the same request', async () => {
    acquirer.on.createOrder.answers(ACCEPTED);
    await create();
    expect((await create(command({ method: 'card' }))).isReplay).toBe(true);
  });

  it('while the first still runs makes no second order', async () => {
    acquirer.on.createOrder.does(async () => {
      expect(await codeOf(create())).toBe('request_in_flight');
      return ACCEPTED;
    });
    expect((await create()).status).toBe(201);
    expect(acquirer.journal).toEqual(['createOrder']);
  });

  it('at the same moment makes no second order', async () => {
    acquirer.on.createOrder.answers(ACCEPTED);
    const codes = await Promise.all([codeOf(create()), codeOf(create())]);
    expect(codes.sort()).toEqual(['no problem', 'request_in_flight']);
    expect(acquirer.journal).toEqual(['createOrder']);
  });

  it('by another subscriber is another request', async () => {
    acquirer.on.createOrder.answers(ACCEPTED, { ...ACCEPTED, acquirerPaymentId: '9100000002' });
    await create();
    expect((await create(command({}, { subscriberUid: '950' }))).isReplay).toBe(false);
    expect(await openPayments()).toBe(2);
  });
});

describe('when the bank', () => {
  it.each([
    ['refuses the order, the payment is rejected', rejected('wrong_terminal', 'tinkoff')],
    ['surely never got the order, the payment is cancelled', unavailable('tinkoff')],
  ])('%s and the key can be used again', async (_, error) => {
    acquirer.on.createOrder.fails(error).answers(ACCEPTED);
    await expect(create()).rejects.toBe(error);
    expect(await openPayments()).toBe(0);
    expect(await create()).toMatchObject({ status: 201, isReplay: false });
    const [first, second] = acquirer.on.createOrder.calls.map(([{ orderId }]) => orderId);
    expect(first).not.toBe(second);
  });

  it('gives no answer, the payment stays to be asked about, and a repeat makes no second order', async () => {
    const error = unknownOutcome('tinkoff');
    acquirer.on.createOrder.fails(error);
    await expect(create()).rejects.toBe(error);
    expect(await onlyPayment()).toMatchObject({ status: 'created', nextAskAt: ledger.clock.after(90_000) });
    expect(await codeOf(create())).toBe('request_in_flight');
    expect(acquirer.journal).toEqual(['createOrder']);
  });
});
