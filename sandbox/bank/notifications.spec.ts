import { SeededRandom } from '../shared/seeded-random';
import { tokenFits } from './token';
import { testBank, testShop, until, type Body, type TestBank, type TestShop } from './test-bank';

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

const paid = async (fields: Body = {}, card = '4300000000000777'): Promise<string> => {
  const { paymentId } = await bank.order({ NotificationURL: shop.url, ...fields });
  await bank.control(`orders/${paymentId}/pay`, { card });
  return paymentId;
};
const statuses = (): unknown[] => shop.heard.map((body) => body['Status']);

describe('notifications', () => {
  it('of a one-stage payment: AUTHORIZED and CONFIRMED, signed, with the types of the real ones', async () => {
    const paymentId = await paid({ CustomerKey: '1940', Recurrent: 'Y' });
    expect(statuses().sort()).toEqual(['AUTHORIZED', 'CONFIRMED']);
    const confirmed = shop.heard.find((body) => body['Status'] === 'CONFIRMED')!;
    expect(confirmed).toEqual({
      TerminalKey: '1700000000001DEMO',
      OrderId: 'order-1',
      Success: true,
      Status: 'CONFIRMED',
      PaymentId: Number(paymentId),
      ErrorCode: '0',
      Amount: 50_000,
      RebillId: expect.any(Number),
      CardId: expect.any(Number),
      Pan: '430000******0777',
      ExpDate: '1230',
      Data: { Route: 'ACQ', Source: 'cards' },
      Token: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(tokenFits(confirmed, 'demo$Secret')).toBe(true);
  });

  it('of a decline: Success false and the code', async () => {
    await paid({}, '2201382000000831');
    expect(shop.heard).toHaveLength(1);
    expect(shop.heard[0]).toMatchObject({ Success: false, Status: 'REJECTED', ErrorCode: '1051' });
    expect(shop.heard[0]).not.toHaveProperty('RebillId');
  });

  it('of a failed authentication: none', async () => {
    const paymentId = await paid({}, '2201382000000005');
    expect(shop.heard).toEqual([]);
    expect((await bank.view(paymentId)).status).toBe('AUTH_FAIL');
  });

  it('of returns, whoever started them', async () => {
    const paymentId = await paid();
    await bank.call('Cancel', { PaymentId: paymentId, Amount: 10_000 });
    await until(() => shop.heard.length === 3);
    expect(shop.heard[2]).toMatchObject({ Status: 'PARTIAL_REFUNDED', Amount: 40_000 });
    await bank.control(`orders/${paymentId}/refund`);
    expect(shop.heard[3]).toMatchObject({ Status: 'REFUNDED', Success: true });
  });

  it('come again with the same body until the answer is exactly OK with 200', async () => {
    shop.replies = [
      { status: 200, body: '"OK"' },
      { status: 200, body: 'OK\n' },
      { status: 201, body: 'OK' },
      { status: 500, body: 'OK' },
      { status: 200, body: 'OK' },
    ];
    const paymentId = await paid({ PayType: 'T' });
    await until(async () => (await bank.view(paymentId)).deliveries[0]?.delivered === true);
    const delivery = (await bank.view(paymentId)).deliveries[0]!;
    expect(delivery.attempts.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
      'refused',
      'refused',
      'ok',
    ]);
    expect(delivery.attempts[0]).toMatchObject({ httpStatus: 200, body: '"OK"' });
    expect(new Set(shop.heard.map((body) => body['Token'])).size).toBe(1);
  });

  it('are given up after the last try', async () => {
    await bank.close();
    bank = testBank({ maxTries: 3, retryMs: 5 });
    shop.replies = [{ status: 503, body: '' }];
    const paymentId = await paid({ PayType: 'T' });
    await until(() => shop.heard.length === 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await bank.view(paymentId)).deliveries[0]?.attempts).toHaveLength(3);
  });

  it('count as failed when nobody answers in time or listens', async () => {
    await bank.close();
    bank = testBank({ replyTimeoutMs: 30, maxTries: 1 });
    shop.replies = [null];
    const silent = await bank.view(await paid({ PayType: 'T' }));
    expect(silent.deliveries[0]?.attempts[0]).toMatchObject({ outcome: 'failed', httpStatus: null });
    const absent = await bank.view(await paid({ PayType: 'T', NotificationURL: 'http://127.0.0.1:1/' }));
    expect(absent.deliveries[0]?.attempts[0]).toMatchObject({ outcome: 'failed' });
  });
});

describe('faults of notifications', () => {
  it('drop: the try is lost, the next one comes through', async () => {
    await bank.control('faults', { notifications: { drop: 1 } });
    const paymentId = await paid({ PayType: 'T' });
    expect(shop.heard).toEqual([]);
    await bank.control('faults', {});
    await until(() => shop.heard.length === 1);
    expect((await bank.view(paymentId)).deliveries[0]?.attempts[0]).toMatchObject({ outcome: 'dropped' });
  });

  it('duplicate: each comes twice although the first was answered OK', async () => {
    await bank.control('faults', { notifications: { duplicate: 1 } });
    await paid({ PayType: 'T' });
    expect(statuses()).toEqual(['AUTHORIZED', 'AUTHORIZED']);
  });

  it('badToken: the signature fits no more', async () => {
    await bank.control('faults', { notifications: { badToken: 1 } });
    await paid({ PayType: 'T' });
    expect(tokenFits(shop.heard[0]!, 'demo$Secret')).toBe(false);
  });

  it('reorder: by a seed where only the first of two is held back, CONFIRMED overtakes AUTHORIZED', async () => {
    const seed = seedThatHoldsOnlyTheFirst();
    await bank.control('faults', { notifications: { reorder: 0.5 }, seed });
    await paid();
    expect(statuses()).toEqual(['CONFIRMED', 'AUTHORIZED']);
  });

  it('delayMs: the news leaves later', async () => {
    await bank.control('faults', { notifications: { delayMs: [60, 80] } });
    const begun = Date.now();
    await paid({ PayType: 'T' });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(59);
  });
});

function seedThatHoldsOnlyTheFirst(): number {
  for (let seed = 1; ; seed += 1) {
    const random = new SeededRandom(seed);
    if (random.fraction() < 0.5 && random.fraction() >= 0.5) return seed;
  }
}
