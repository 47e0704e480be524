import axios from 'axios';
import { kopecks } from '../../shared/money';
import { Rejected, Unavailable, UnknownOutcome } from '../../shared/upstream-errors';
import type { NewOrder } from '../acquirer.port';
import { TinkoffAcquirer } from './tinkoff.adapter';
import { tokenOf } from './token';

const ORDER: NewOrder = {
  orderId: '01HZY0000000000000000001AB',
  amountKopecks: kopecks(50_000),
  description: 'Пополнение договора 001',
  expiresAt: new Date('2026-11-01T21:30:05.999Z'),
  successUrl: 'https://cabinet.example/paid',
  failUrl: null,
  language: 'ru',
  payerEmail: 'payer@example.org',
  payerPhone: '8 (900) 123-45-67',
};
const GOOD = {
  Success: true,
  ErrorCode: '0',
  TerminalKey: 'T1',
  Status: 'NEW',
  PaymentId: '3093639567',
  OrderId: ORDER.orderId,
  Amount: 50_000,
  PaymentURL: 'https://securepay.tinkoff.ru/new/fU1ppgqa',
};

function bank(answer: object, sent: Record<string, unknown>[] = []): TinkoffAcquirer {
  const http = axios.create({
    adapter: (config) => {
      sent.push(JSON.parse(String(config.data)) as Record<string, unknown>);
      return Promise.resolve({
        data: JSON.stringify(answer),
        status: 200,
        statusText: '',
        headers: {},
        config,
      });
    },
  });
  const notificationUrl = 'https://pay.example/tinkoff/notifications';
  return new TinkoffAcquirer({
    apiUrl: 'http://bank/v2',
    terminalKey: 'T1',
    password: 'secret',
    notificationUrl,
    timeoutMs: 1000,
    http,
  });
}

async function requestOf(change: Partial<NewOrder>): Promise<Record<string, unknown>> {
  const sent: Record<string, unknown>[] = [];
  await bank(GOOD, sent).createOrder({ ...ORDER, ...change });
  return sent[0] ?? {};
}

describe('Init', () => {
  it('sends exactly what the bank needs, signed, with the deadline in Moscow time', async () => {
    const { Token, ...body } = await requestOf({});
    expect(body).toEqual({
      TerminalKey: 'T1',
      Amount: 50_000,
      OrderId: ORDER.orderId,
      Description: 'Пополнение договора 001',
      PayType: 'O',
      Language: 'ru',
      NotificationURL: 'https://pay.example/tinkoff/notifications',
      SuccessURL: 'https://cabinet.example/paid',
      RedirectDueDate: '2026-11-02T00:30:05+03:00',
      DATA: { OperationInitiatorType: '0', Email: 'payer@example.org', Phone: '+79001234567' },
    });
    expect(Token).toBe(tokenOf(body, 'secret'));
  });

  it('cuts the description by characters, never inside one', async () => {
    const { Description } = await requestOf({ description: `${'a'.repeat(139)}😀b` });
    expect(Description).toBe(`${'a'.repeat(139)}😀`);
  });

  it.each([
    ['8XXXXXXXXXX becomes international', '89001234567', '+79001234567'],
    ['a plus may stand first', '+375 29 123-45-67', '+375291234567'],
    ['other digits stay', '74951234567', '74951234567'],
    ['two numbers are dropped', '+79001234567; +79007654321', undefined],
    ['letters are dropped', '+7900123456x', undefined],
    ['six digits are too short', '123456', undefined],
    ['21 characters are too long', '1'.repeat(21), undefined],
    ['nothing is not sent', null, undefined],
  ])('a phone: %s', async (_rule, payerPhone, expected) => {
    const { DATA } = (await requestOf({ payerPhone })) as { DATA: Record<string, string> };
    expect(DATA['Phone']).toBe(expected);
    expect('Phone' in DATA).toBe(expected !== undefined);
  });

  it.each(["o'neil@example.org", 'a&b@example.org', 'a<b@example.org', 'no address', '', null])(
    'an e-mail that the bank would refuse is not sent: %j',
    async (payerEmail) => {
      const { DATA } = await requestOf({ payerEmail });
      expect(DATA).toEqual({ OperationInitiatorType: '0', Phone: '+79001234567' });
    },
  );

  it('gives the payment and the address of its form', async () => {
    const accepted = { acquirerPaymentId: '3093639567', paymentUrl: GOOD.PaymentURL };
    await expect(bank(GOOD).createOrder(ORDER)).resolves.toEqual(accepted);
    await expect(bank({ ...GOOD, PaymentId: 3093639567 }).createOrder(ORDER)).resolves.toEqual(accepted);
  });

  it.each([
    ['another order', { OrderId: 'B' }, 'foreign_answer'],
    ['another sum', { Amount: 50_001 }, 'foreign_answer'],
    ['another terminal', { TerminalKey: 'T2' }, 'foreign_answer'],
    ['no sum', { Amount: undefined }, 'incomplete_answer'],
    ['no payment', { PaymentId: undefined }, 'incomplete_answer'],
    ['no status', { Status: undefined }, 'incomplete_answer'],
    ['no word of success', { Success: undefined }, 'incomplete_answer'],
    ['no form', { PaymentURL: undefined }, 'unusable_payment_url'],
    ['a form that is no web address', { PaymentURL: 'javascript:alert(1)' }, 'unusable_payment_url'],
    ['a form too long to keep', { PaymentURL: `https://a/${'x'.repeat(500)}` }, 'unusable_payment_url'],
    ['a terminal that is no text', { TerminalKey: true }, 'foreign_answer'],
    ['a code that cannot be read', { ErrorCode: [] }, 'contradictory_answer'],
    ['success and an error at once', { ErrorCode: '9999' }, 'contradictory_answer'],
    ['a refusal that names a payment', { Success: false, ErrorCode: '1051' }, 'refused_with_payment'],
  ])('an answer with %s is no answer', async (_what, change, code) => {
    const error: unknown = await bank({ ...GOOD, ...change })
      .createOrder(ORDER)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnknownOutcome);
    expect(error).toMatchObject({ code, operation: 'Init', upstream: 'tinkoff' });
  });

  it.each([
    ['204', Rejected, 'misconfigured'],
    ['251', Rejected, 'limit'],
    ['20', UnknownOutcome, 'duplicate_order'],
    ['9999', UnknownOutcome, 'temporarily_unavailable'],
    ['119', Unavailable, 'too_many_requests'],
  ])('a refusal with %s ends by the table', async (ErrorCode, kind, code) => {
    const refusal = { Success: false, ErrorCode, Message: 'Нет', Details: 'card 4300000000000777' };
    const error: unknown = await bank(refusal)
      .createOrder(ORDER)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ code, upstreamCode: ErrorCode });
    expect((error as Error).cause).toMatchObject({ message: 'The bank says: Нет; card [masked]' });
  });
});
