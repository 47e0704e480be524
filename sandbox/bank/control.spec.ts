import { testBank, testShop, type TestBank, type TestShop } from './test-bank';
import { tokenFits } from './token';

let bank: TestBank;
let shop: TestShop;
beforeEach(async () => {
  bank = testBank();
  shop = await testShop();
});
afterEach(async () => {
  await bank.close();
  await shop.close();
});

describe('control: orders', () => {
  it('pays through the form and 3-D Secure and answers with the final status', async () => {
    const { paymentId } = await bank.order({ NotificationURL: shop.url });
    const answer = await bank.control(`orders/${paymentId}/pay`, {
      card: '4300000000000777',
      email: 'a@example.org',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'CONFIRMED', pan: '430000******0777', errorCode: '0', email: 'a@example.org' },
    });
    expect(shop.heard).toHaveLength(2);
    expect(JSON.stringify(answer.body)).not.toContain('4300000000000777');
    const again = await bank.control(`orders/${paymentId}/pay`);
    expect(again).toEqual({ status: 409, body: { error: 'an order in CONFIRMED cannot be paid' } });
  });

  it('lists what it holds', async () => {
    const { paymentId } = await bank.order({ SuccessURL: 'https://shop.example/ok' });
    const list = (await bank.app.inject({ url: '/_control/orders' })).json<unknown[]>();
    expect(list).toEqual([
      expect.objectContaining({
        paymentId,
        orderId: 'order-1',
        amount: 50_000,
        status: 'NEW',
        terminalKey: '1700000000001DEMO',
        notificationUrl: null,
        successUrl: 'https://shop.example/ok',
        failUrl: null,
        refundedAmount: 0,
        deliveries: [],
      }),
    ]);
  });

  it('takes orders of an earlier time with their last status, many at once', async () => {
    const orders = Array.from({ length: 5_000 }, (_, index) => ({
      orderId: `past-${String(index)}`,
      paymentId: String(4_000_000_000 + index),
      amount: 100 + index,
      status: index === 0 ? 'PARTIAL_REFUNDED' : 'CONFIRMED',
      refundedAmount: index === 0 ? 40 : 0,
    }));
    expect(await bank.control('orders', { orders })).toEqual({ status: 200, body: { made: 5_000 } });
    const state = await bank.call('GetState', { PaymentId: '4000000000' });
    expect(state).toMatchObject({ Status: 'PARTIAL_REFUNDED', Amount: 60, OrderId: 'past-0' });
    expect(await bank.call('CheckOrder', { OrderId: 'past-4999' })).toMatchObject({
      Payments: [{ PaymentId: '4000004999', Amount: 5_099, Status: 'CONFIRMED' }],
    });
    const again = await bank.control('orders', { orders: orders.slice(7, 8) });
    expect(again).toEqual({ status: 409, body: { error: 'there is a payment 4000000007' } });
  });

  it('lets a declined order be paid by another card', async () => {
    const { paymentId } = await bank.order();
    const declined = await bank.control(`orders/${paymentId}/pay`, { card: '2201382000000831' });
    expect(declined.body).toMatchObject({ status: 'REJECTED', errorCode: '1051' });
    const paid = await bank.control(`orders/${paymentId}/pay`, { card: '2200770239097761' });
    expect(paid.body).toMatchObject({ status: 'CONFIRMED', errorCode: '0' });
  });

  it('lets nobody pay after the deadline, a declined order neither', async () => {
    const declined = await bank.order();
    await bank.control(`orders/${declined.paymentId}/pay`, { card: '2201382000000831' });
    const untouched = await bank.order();
    bank.advance(25 * 3_600_000);
    expect((await bank.control(`orders/${declined.paymentId}/pay`)).status).toBe(409);
    expect((await bank.control(`orders/${untouched.paymentId}/pay`)).status).toBe(409);
  });

  it('takes test cards only', async () => {
    const { paymentId } = await bank.order();
    const answer = await bank.control(`orders/${paymentId}/pay`, { card: '4111111111111111' });
    expect(answer.status).toBe(400);
    expect((await bank.view(paymentId)).status).toBe('NEW');
  });

  it('refunds as in the cabinet, and not more than there is', async () => {
    const { paymentId } = await bank.order();
    await bank.control(`orders/${paymentId}/pay`);
    const part = await bank.control(`orders/${paymentId}/refund`, { amount: 10_000 });
    expect(part.body).toMatchObject({ status: 'PARTIAL_REFUNDED', refundedAmount: 10_000 });
    expect((await bank.control(`orders/${paymentId}/refund`, { amount: 50_000 })).status).toBe(409);
    expect((await bank.control(`orders/${paymentId}/refund`)).body).toMatchObject({ status: 'REFUNDED' });
  });

  it('sets any status without news', async () => {
    const { paymentId } = await bank.order({ NotificationURL: shop.url });
    await bank.control(`orders/${paymentId}/status`, { status: 'PAY_CHECKING' });
    expect(await bank.call('GetState', { PaymentId: paymentId })).toMatchObject({ Status: 'PAY_CHECKING' });
    await bank.control(`orders/${paymentId}/status`, { status: 'REJECTED', errorCode: '1054' });
    expect(await bank.call('GetState', { PaymentId: paymentId })).toMatchObject({ ErrorCode: '1054' });
    expect(shop.heard).toEqual([]);
  });

  it('does not know what is not there', async () => {
    expect((await bank.control('orders/1/pay')).status).toBe(404);
  });
});

describe('control: notify', () => {
  it('sends any signed notification once', async () => {
    const { paymentId, orderId } = await bank.order({ NotificationURL: shop.url });
    shop.replies = [{ status: 503, body: 'later' }];
    const answer = await bank.control('notify', {
      orderId,
      status: 'CONFIRMED',
      overrides: { Amount: 1, ErrorCode: null },
    });
    expect(answer.body).toMatchObject({
      sent: { PaymentId: Number(paymentId), Amount: 1 },
      httpStatus: 503,
      body: 'later',
    });
    expect(shop.heard[0]).not.toHaveProperty('ErrorCode');
    expect(tokenFits(shop.heard[0]!, 'demo$Secret')).toBe(true);
    await bank.control('notify', { paymentId, status: 'CONFIRMED', badToken: true });
    expect(tokenFits(shop.heard[1]!, 'demo$Secret')).toBe(false);
  });

  it('wants an order that is there and has an address', async () => {
    const { orderId } = await bank.order();
    expect((await bank.control('notify', { orderId, status: 'CONFIRMED' })).status).toBe(409);
    expect((await bank.control('notify', { orderId: 'never', status: 'CONFIRMED' })).status).toBe(404);
  });
});

describe('control: calls and reset', () => {
  it('counts calls by method and forgets everything', async () => {
    const { paymentId } = await bank.order();
    await bank.call('GetState', { PaymentId: paymentId });
    await bank.call('GetState', { PaymentId: '1' });
    expect((await bank.app.inject({ url: '/_control/calls' })).json()).toEqual({ Init: 1, GetState: 2 });
    await bank.control('faults', { api: { errorCode: '99' } });
    await bank.control('reset');
    expect((await bank.app.inject({ url: '/_control/calls' })).json()).toEqual({});
    expect((await bank.app.inject({ url: '/_control/orders' })).json()).toEqual([]);
    expect((await bank.order()).status).toBe('NEW');
  });
});
