import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/control';
import { World } from '../support/world';

// Goal: the whole way of a payment over the real protocols, with nothing of the service replaced.
describe('a top-up from the cabinet to billing', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  }, 60_000);
  afterAll(() => world.stop());

  it('signs in, shows the agreements, pays 500.00 on agreement 001 and finds the balance raised by one credit', async () => {
    const headers = await world.as();
    const account = await world.api.request('GET', '/v1/account', { headers });
    expect(account.body).toMatchObject({
      uid: '940',
      agreements: [{ id: '1940', number: '001', balanceKopecks: -6667 }, {}],
    });

    const payment = await world.pay(50_000);
    expect(payment).toMatchObject({
      status: 'awaiting_payer',
      amountKopecks: 50_000,
      agreementNumber: '001',
    });
    expect(await world.billing.balanceOf(1940)).toBe('-66.67');

    const order = await world.bank.pay(payment.orderId);
    expect(order.status).toBe('CONFIRMED');
    expect(order.deliveries.every(({ delivered }) => delivered)).toBe(true);

    const posted = await world.until(payment.id, 'posted');
    expect(posted.paymentUrl).toBeNull();
    expect(await world.billing.balanceOf(1940)).toBe('433.33');
    const records = await world.billing.paymentsOf(payment.orderId);
    expect(records).toMatchObject([{ agrmid: 1940, amount: '500.00', status: 0 }]);
    expect((await world.billing.calls())['ExternPayment']).toBe(1);
    expect(await world.billing.rejected()).toEqual([]);
    expect(await world.metric('billing_adapter_unposted_kopecks')).toBe(0);
  });

  it('pays through the bank’s own form in a browser’s steps and comes back to the cabinet', async () => {
    const answer = await world.api.request('POST', '/v1/payments', {
      headers: { ...(await world.as()), 'idempotency-key': randomUUID() },
      body: {
        agreementId: '1941',
        amountKopecks: 12_345,
        returnUrl: `${world.replicas[0]?.url ?? ''}/cabinet?from=bank`,
      },
    });
    expect(answer.status).toBe(201);
    const { id, paymentUrl } = answer.body as { id: string; paymentUrl: string };
    const form = await (await fetch(paymentUrl)).text();
    expect(form).toContain('123');
    expect(form).toContain('Пополнение договора 002');
    const paid = await fetch(paymentUrl, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        card: '4300000000000777',
        expiry: '12/30',
        cvc: '123',
        email: 'payer@example.net',
      }),
    });
    const threeDs = new URL(paid.headers.get('location') ?? '', paymentUrl);
    const back = await fetch(threeDs, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ code: '1234' }),
    });
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toContain('/cabinet?from=bank');
    await world.until(id, 'posted');
    expect(await world.billing.balanceOf(1941)).toBe('243.45');
  });

  it('makes exactly one call to billing from confirmed to posted, in the steady state', async () => {
    const payment = await world.pay(1_000);
    const before = await world.billing.calls();
    await world.bank.pay(payment.orderId);
    await world.until(payment.id, 'posted');
    const after = await world.billing.calls();
    const made = Object.entries(after)
      .map(([operation, count]) => [operation, count - (before[operation] ?? 0)] as const)
      .filter(([operation, count]) => count > 0 && operation !== 'getVersion');
    expect(made).toEqual([['ExternPayment', 1]]);
  });

  it('answers a long poll as soon as the payment is posted', async () => {
    const payment = await world.pay(1_500);
    const waiting = world.api.request('GET', `/v1/payments/${payment.id}?wait=20&knownStatus=confirmed`, {
      headers: await world.as(),
    });
    expect(((await waiting).body as { status: string }).status).toBe('awaiting_payer');
    const started = Date.now();
    const change = world.api.request('GET', `/v1/payments/${payment.id}?wait=20`, {
      headers: await world.as(),
    });
    await pause(300);
    await world.bank.pay(payment.orderId);
    expect(['authorized', 'confirmed', 'posted']).toContain(
      ((await change).body as { status: string }).status,
    );
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  it('renews its session with billing when it has expired, and does not sign in for each call', async () => {
    const logins = (await world.billing.calls())['Login'] ?? 0;
    await world.billing.expireSessions();
    const payment = await world.pay(2_000);
    await world.bank.pay(payment.orderId);
    await world.until(payment.id, 'posted');
    expect((await world.billing.calls())['Login']).toBe(logins + 1);
  });

  it('tells in its events who moved the payment, from where to where, and on what evidence', async () => {
    const payment = await world.pay(3_000);
    await world.bank.pay(payment.orderId);
    await world.until(payment.id, 'posted');
    const events = await world.rows<{ type: string; actor: string; to_status: string }>(
      "SELECT type, actor, to_status FROM payment_events WHERE payment_id = ? AND type IN ('opened', 'moved') ORDER BY sequence",
      [payment.id],
    );
    expect(events[0]).toEqual({ type: 'opened', actor: 'subscriber:940', to_status: 'created' });
    expect(events.map(({ to_status }) => to_status).filter((status) => status !== 'authorized')).toEqual([
      'created',
      'awaiting_payer',
      'confirmed',
      'posted',
    ]);
    expect(events.at(-1)?.actor).toBe('worker:posting');
  });

  describe('under an idempotency key', () => {
    const request = async (key: string, body: object, login?: string) =>
      world.api.request('POST', '/v1/payments', {
        headers: { ...(await world.as(login)), 'idempotency-key': key },
        body,
      });

    it('the same request gets the same answer again, and one order at the bank', async () => {
      const key = randomUUID();
      const body = { agreementId: '1940', amountKopecks: 4_200 };
      const first = await request(key, body);
      const orders = (await world.bank.orders()).length;
      const again = await request(key, { amountKopecks: 4_200, agreementId: '1940', method: 'card' });
      expect(again.status).toBe(201);
      expect(again.body).toEqual(first.body);
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(first.headers['idempotent-replayed']).toBeUndefined();
      expect((await world.bank.orders()).length).toBe(orders);
    });

    it('another request is refused, and changes nothing', async () => {
      const key = randomUUID();
      await request(key, { agreementId: '1940', amountKopecks: 4_300 });
      const counts = await world.rowCounts();
      const other = await request(key, { agreementId: '1940', amountKopecks: 4_301 });
      expect([other.status, (other.body as { code: string }).code]).toEqual([422, 'idempotency_key_reused']);
      expect(await world.rowCounts()).toEqual(counts);
    });

    it('twenty at once make one payment; the others get its answer, or are told that it still runs', async () => {
      await world.bank.faults({ api: { methods: ['Init'], slowMs: 300 } });
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => request(key, { agreementId: '1940', amountKopecks: 4_400 })),
      );
      await world.bank.faults({});
      const made = answers.filter(({ status }) => status === 201);
      expect(made.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
      expect(new Set(made.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      const others = answers.filter(({ status }) => status !== 201);
      expect(others.map(({ body }) => (body as { code: string }).code)).toEqual(
        others.map(() => 'request_in_flight'),
      );
      const [row] = await world.rows<{ n: number }>(
        'SELECT COUNT(*) AS n FROM payments WHERE amount_kopecks = 4400',
      );
      expect(row?.n).toBe(1);
    });

    it('another subscriber’s same key is another key', async () => {
      const key = randomUUID();
      const mine = await request(key, { agreementId: '1940', amountKopecks: 4_500 });
      const theirs = await request(key, { agreementId: '1950', amountKopecks: 4_500 }, '001950');
      expect([mine.status, theirs.status]).toEqual([201, 201]);
    });
  });

  describe('cancelled before it is paid', () => {
    const cancel = async (id: string, login?: string) =>
      world.api.request('POST', `/v1/payments/${id}/cancel`, { headers: await world.as(login) });

    it('is dead at the bank and here, and cancelling again is no error', async () => {
      const payment = await world.pay(5_000);
      expect((await cancel(payment.id)).body).toMatchObject({ status: 'cancelled', paymentUrl: null });
      expect((await cancel(payment.id)).status).toBe(200);
      expect((await world.bank.order(payment.orderId)).status).toBe('CANCELED');
    });

    it('is refused once it is paid, and nothing is refunded', async () => {
      const payment = await world.pay(5_100);
      await world.bank.pay(payment.orderId);
      const answer = await cancel(payment.id);
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([
        409,
        'payment_not_cancellable',
      ]);
      expect((await world.bank.order(payment.orderId)).status).toBe('CONFIRMED');
      await world.until(payment.id, 'posted');
    });

    it('is refused too when the bank has the money and we have not heard of it yet: it is credited instead', async () => {
      await world.bank.faults({ notifications: { drop: 1 } });
      const payment = await world.pay(5_200);
      await world.bank.pay(payment.orderId);
      const answer = await cancel(payment.id);
      await world.bank.faults({});
      expect(answer.status).toBe(409);
      await world.until(payment.id, 'posted');
    });

    it('of somebody else is not found', async () => {
      const payment = await world.pay(5_300);
      const answer = await cancel(payment.id, '001950');
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([404, 'payment_not_found']);
    });
  });

  it('undoes the credit in billing once when the bank has returned all of it', async () => {
    const payment = await world.pay(7_000);
    await world.bank.pay(payment.orderId);
    await world.until(payment.id, 'posted');
    const balance = await world.billing.balanceOf(1940);
    await world.bank.refund(payment.orderId);
    await world.until(payment.id, 'refunded');
    await eventually(
      'the credit to be cancelled in billing',
      () => world.billing.paymentsOf(payment.orderId),
      (records) => records[0]?.status === 2,
    );
    expect(await world.billing.balanceOf(1940)).not.toBe(balance);
    expect(await world.billing.paymentsOf(payment.orderId)).toHaveLength(1);
  });

  it('credits the cabinet’s backend’s subscriber, named by a key and a uid', async () => {
    const key = await world.apiKey('cabinet');
    const headers = { ...key, 'x-subscriber-uid': '950', 'idempotency-key': randomUUID() };
    const answer = await world.api.request('POST', '/v1/payments', {
      headers,
      body: { agreementId: '1950', amountKopecks: 6_000 },
    });
    expect(answer.status).toBe(201);
    const foreign = await world.api.request('POST', '/v1/payments', {
      headers: { ...headers, 'idempotency-key': randomUUID() },
      body: { agreementId: '1940', amountKopecks: 6_000 },
    });
    expect(foreign.status).toBe(404);
  });
});
