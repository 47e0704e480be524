import { testBank, type TestBank } from '../test-bank';

let bank: TestBank;
beforeEach(() => (bank = testBank()));
afterEach(() => bank.close());

const pay = (paymentId: string, card: string): Promise<unknown> =>
  bank.control(`orders/${paymentId}/pay`, { card });
const state = (paymentId: string): Promise<unknown> => bank.call('GetState', { PaymentId: paymentId });
const cancel = (paymentId: string, more: object = {}): Promise<unknown> =>
  bank.call('Cancel', { PaymentId: paymentId, ...more });

const PAID = '4300000000000777';
const NO_FUNDS = '2201382000000831';

describe('Init', () => {
  it('answers the payment id as text and a short link', async () => {
    const answer = await bank.call('Init', { Amount: 50_000, OrderId: '001-42' });
    expect(answer).toEqual({
      Success: true,
      ErrorCode: '0',
      TerminalKey: '1700000000001DEMO',
      Status: 'NEW',
      PaymentId: expect.stringMatching(/^\d{10}$/),
      OrderId: '001-42',
      Amount: 50_000,
      PaymentURL: expect.stringMatching(/^http:.{1,90}$/),
    });
  });

  it('takes a full request of a subscriber who leaves the card', async () => {
    const order = await bank.order({
      Description: 'Пополнение договора 001',
      CustomerKey: '1940',
      Recurrent: 'Y',
      PayType: 'O',
      Language: 'ru',
      NotificationURL: 'http://127.0.0.1:1/notify',
      SuccessURL: 'https://shop.example/ok',
      FailURL: 'https://shop.example/no',
      DATA: { Phone: '+79001234567', OperationInitiatorType: '1' },
      Receipt: {
        FfdVersion: '1.2',
        Taxation: 'osn',
        Phone: '+79001234567',
        Items: [
          {
            Name: 'Интернет',
            Price: 100_000,
            Quantity: 0.5,
            Amount: 50_000,
            Tax: 'vat22',
            PaymentMethod: 'advance',
            PaymentObject: 'payment',
            MeasurementUnit: 'шт',
          },
        ],
        Payments: { Electronic: 50_000 },
      },
    });
    expect(order).toMatchObject({ status: 'NEW', recurrent: true, customerKey: '1940' });
  });
});

describe('GetState', () => {
  it('tells a new and a paid payment', async () => {
    const { paymentId, orderId } = await bank.order();
    const common = { Success: true, ErrorCode: '0', PaymentId: paymentId, OrderId: orderId, Amount: 50_000 };
    expect(await state(paymentId)).toMatchObject({ ...common, Status: 'NEW' });
    await pay(paymentId, PAID);
    expect(await state(paymentId)).toMatchObject({
      ...common,
      Status: 'CONFIRMED',
      Params: [
        { Key: 'Route', Value: 'ACQ' },
        { Key: 'Source', Value: 'cards' },
      ],
    });
  });

  it('answers a declined payment with Success false and the whole body', async () => {
    const { paymentId, orderId } = await bank.order();
    await pay(paymentId, NO_FUNDS);
    expect(await state(paymentId)).toMatchObject({
      Success: false,
      ErrorCode: '1051',
      Status: 'REJECTED',
      PaymentId: paymentId,
      OrderId: orderId,
      Amount: 50_000,
    });
  });

  it('finds a link expired after its day, without news', async () => {
    const { paymentId } = await bank.order({ NotificationURL: 'http://127.0.0.1:1/' });
    bank.advance(24 * 3_600_000 + 1);
    expect(await state(paymentId)).toMatchObject({ Success: true, Status: 'DEADLINE_EXPIRED' });
    expect((await bank.view(paymentId)).deliveries).toEqual([]);
  });
});

describe('CheckOrder', () => {
  it('lists the payment with Success as text and ErrorCode as number', async () => {
    const { paymentId, orderId } = await bank.order();
    const good = { PaymentId: paymentId, Amount: 50_000, Status: 'NEW', Success: 'true', ErrorCode: 0 };
    expect(await bank.call('CheckOrder', { OrderId: orderId })).toMatchObject({
      Success: true,
      ErrorCode: '0',
      OrderId: orderId,
      Payments: [good],
    });
    await pay(paymentId, NO_FUNDS);
    expect(await bank.call('CheckOrder', { OrderId: orderId })).toMatchObject({
      Success: true,
      Payments: [{ Status: 'REJECTED', Success: 'false', ErrorCode: 1051 }],
    });
  });
});

describe('Cancel', () => {
  it('cancels an unpaid order whatever the Amount', async () => {
    const { paymentId } = await bank.order();
    expect(await cancel(paymentId, { Amount: 1 })).toMatchObject({
      Success: true,
      Status: 'CANCELED',
      PaymentId: paymentId,
      OriginalAmount: 50_000,
      NewAmount: 0,
    });
    expect(await cancel(paymentId)).toMatchObject({ Success: false, ErrorCode: '4' });
  });

  it('returns parts and then the rest of a paid order', async () => {
    const { paymentId } = await bank.order();
    await pay(paymentId, PAID);
    expect(await cancel(paymentId, { Amount: 20_000 })).toMatchObject({
      Status: 'PARTIAL_REFUNDED',
      OriginalAmount: 50_000,
      NewAmount: 30_000,
    });
    expect(await state(paymentId)).toMatchObject({ Status: 'PARTIAL_REFUNDED', Amount: 30_000 });
    expect(await cancel(paymentId, { Amount: 30_001 })).toMatchObject({ Success: false, ErrorCode: '330' });
    expect(await cancel(paymentId)).toMatchObject({
      Status: 'REFUNDED',
      OriginalAmount: 30_000,
      NewAmount: 0,
    });
    expect(await state(paymentId)).toMatchObject({ Status: 'REFUNDED', Amount: 50_000 });
    expect(await cancel(paymentId)).toMatchObject({ Success: false, ErrorCode: '4' });
  });

  it('frees a hold of the two-stage scheme', async () => {
    const { paymentId } = await bank.order({ PayType: 'T' });
    await pay(paymentId, PAID);
    expect(await state(paymentId)).toMatchObject({ Status: 'AUTHORIZED' });
    expect(await cancel(paymentId, { Amount: 1 })).toMatchObject({ Status: 'PARTIAL_REVERSED' });
    expect(await cancel(paymentId)).toMatchObject({ Status: 'REVERSED', OriginalAmount: 49_999 });
  });

  it('returns nothing more for a repeated ExternalRequestId', async () => {
    const { paymentId } = await bank.order();
    await pay(paymentId, PAID);
    const wish = { Amount: 20_000, ExternalRequestId: 'refund-1' };
    await cancel(paymentId, wish);
    expect(await cancel(paymentId, wish)).toMatchObject({
      Success: true,
      Status: 'PARTIAL_REFUNDED',
      NewAmount: 30_000,
      ExternalRequestId: 'refund-1',
    });
    expect((await bank.view(paymentId)).refundedAmount).toBe(20_000);
    expect(await cancel(paymentId, { ...wish, ExternalRequestId: '' })).toMatchObject({ NewAmount: 10_000 });
  });

  it('refuses a declined order, and wants a receipt for a part of what was sold with one', async () => {
    const declined = await bank.order();
    await pay(declined.paymentId, NO_FUNDS);
    expect(await cancel(declined.paymentId)).toMatchObject({ Success: false, ErrorCode: '8' });

    const item = { Name: 'Интернет', Price: 50_000, Quantity: 1, Amount: 50_000, Tax: 'none' };
    const receipt = { Taxation: 'osn', Email: 'a@example.org', Items: [item] };
    const { paymentId } = await bank.order({ Receipt: receipt });
    await pay(paymentId, PAID);
    expect(await cancel(paymentId, { Amount: 20_000 })).toMatchObject({ ErrorCode: '309' });
    expect(await cancel(paymentId, { Amount: 20_000, Receipt: receipt })).toMatchObject({ ErrorCode: '334' });
    const part = { ...receipt, Items: [{ ...item, Quantity: 0.4, Amount: 20_000 }] };
    expect(await cancel(paymentId, { Amount: 20_000, Receipt: part })).toMatchObject({ Success: true });
    expect(await cancel(paymentId)).toMatchObject({ Status: 'REFUNDED' });
  });
});
