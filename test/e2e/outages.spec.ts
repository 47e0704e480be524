import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CuttableLink } from '../support/cuttable-link';
import { eventually } from '../support/control';
import { freshDatabaseUrl } from '../support/database';
import { World, type PaymentBody } from '../support/world';

// Goal: whoever of bank, billing and database is away, late or lying, each payment ends credited once, without a hand.
describe('when something is down', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ env: { UNCONFIRMED_FIRST_ASK_MS: '700', UNCONFIRMED_ASK_CAP_MS: '1500' } });
  }, 60_000);
  afterAll(() => world.stop());
  afterEach(async () => {
    await world.bank.faults({});
    await world.billing.faults({});
  });

  async function expectOneCredit(payment: PaymentBody, amount = '500.00'): Promise<void> {
    await world.until(payment.id, 'posted', undefined, 40_000);
    expect(await world.billing.paymentsOf(payment.orderId)).toMatchObject([
      { amount, status: 0, agrmid: 1940 },
    ]);
    expect(await world.rows('SELECT kind, state FROM postings WHERE payment_id = ?', [payment.id])).toEqual([
      { kind: 'credit', state: 'posted' },
    ]);
  }

  const creditsOf = (payment: PaymentBody) => world.billing.paymentsOf(payment.orderId);

  describe('billing', () => {
    it('for the whole confirmation, and back later: credited without a hand, and counted while it waits', async () => {
      const payment = await world.pay(50_000);
      await world.billing.faults({ down: true });
      await world.bank.pay(payment.orderId);
      await world.until(payment.id, 'confirmed');
      await pause(1_500);
      expect(await world.metric('billing_adapter_unposted_kopecks')).toBe(50_000);
      expect(await world.metric('billing_adapter_oldest_unposted_age_seconds')).toBeGreaterThan(1);
      await world.billing.faults({ down: false });
      await expectOneCredit(payment);
      expect(await world.metric('billing_adapter_unposted_kopecks')).toBe(0);
    }, 60_000);

    it.each([
      ['commits and never answers', { ExternPayment: { timeoutAfterCommit: 1 } }],
      ['commits and breaks its answer off', { ExternPayment: { truncateXml: 1 } }],
      ['commits and a proxy answers 502', { ExternPayment: { http502AfterCommit: 1 } }],
      ['commits some time after our time-out', { ExternPayment: { lateCommitMs: 2_200 } }],
    ])(
      '%s: credited once',
      async (_, faults) => {
        const payment = await world.pay(50_000);
        await world.billing.faults(faults);
        await world.bank.pay(payment.orderId);
        await eventually(
          'the call to be counted',
          () => creditsOf(payment),
          (records) => records.length > 0,
        );
        await world.billing.faults({});
        await expectOneCredit(payment);
      },
      60_000,
    );

    it.each([
      ['never answers and does nothing', { ExternPayment: { timeoutBeforeCommit: 1 } }],
      ['answers 502 before it does anything', { ExternPayment: { http502: 1 } }],
      [
        'says something that we do not know',
        { ExternPayment: { fault: { p: 1, detail: 'Something new happened' } } },
      ],
      ['has lost our session each time', { ExternPayment: { expireSession: 1 } }],
    ])(
      '%s: credited once when it comes to itself',
      async (_, faults) => {
        const payment = await world.pay(50_000);
        await world.billing.faults(faults);
        await world.bank.pay(payment.orderId);
        await world.until(payment.id, 'confirmed');
        await pause(1_500);
        expect(await creditsOf(payment)).toEqual([]);
        await world.billing.faults({});
        await expectOneCredit(payment);
      },
      60_000,
    );

    it('answers nothing about the receipt either: nothing is sent again until it does', async () => {
      const payment = await world.pay(50_000);
      await world.billing.faults({
        ExternPayment: { timeoutAfterCommit: 1 },
        ExternCheckPayment: { timeoutBeforeCommit: 1 },
      });
      const { ExternPayment: sent = 0, ExternCheckPayment: asked = 0 } = await world.billing.calls();
      await world.bank.pay(payment.orderId);
      await eventually(
        'questions',
        () => world.billing.calls(),
        (calls) => (calls['ExternCheckPayment'] ?? 0) > asked + 1,
      );
      expect((await world.billing.calls())['ExternPayment']).toBe(sent + 1);
      await world.billing.faults({});
      await expectOneCredit(payment);
    }, 60_000);

    it('refuses for good: the money is parked with the reason, counted, and goes on by an operator’s hand', async () => {
      const payment = await world.pay(50_000);
      await world.billing.changeAgreement(1940, { closedon: '2026-11-01' });
      await world.bank.pay(payment.orderId);
      const ops = await world.apiKey('ops');
      const list = () => world.api.request('GET', '/v1/postings?state=parked', { headers: ops });
      const { body } = await eventually(
        'a parked posting',
        list,
        (answer) => (answer.body as { items: unknown[] }).items.length > 0,
      );
      const [parked] = (body as { items: { id: string; parkedReason: string; paymentId: string }[] }).items;
      expect(parked).toMatchObject({ paymentId: payment.id, parkedReason: 'agreement_closed' });
      expect(await world.metric('billing_adapter_postings_parked')).toBe(1);
      expect(await world.metric('billing_adapter_unposted_kopecks')).toBe(50_000);
      await world.billing.changeAgreement(1940, { closedon: null });
      const retried = await world.api.request('POST', `/v1/postings/${parked?.id ?? ''}/retry`, {
        headers: ops,
      });
      expect(retried.status).toBe(202);
      await expectOneCredit(payment);
      const again = await world.api.request('POST', `/v1/postings/${parked?.id ?? ''}/retry`, {
        headers: ops,
      });
      expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'posting_not_parked']);
    }, 60_000);

    it('is away when a payment is begun: a clear 503, no row, no order', async () => {
      await world.billing.faults({ down: true });
      const counts = await world.rowCounts();
      const answer = await world.api.request('POST', '/v1/payments', {
        headers: { ...(await world.as()), 'idempotency-key': randomUUID() },
        body: { agreementId: '1940', amountKopecks: 50_000 },
      });
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([503, 'billing_unavailable']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(await world.rowCounts()).toEqual(counts);
      await world.billing.faults({ down: false });
      await eventually(
        'billing to be asked again',
        () => world.api.request('GET', '/v1/account', { headers: { ...bearer } }),
        ({ status }) => status === 200,
      );
    }, 60_000);
  });

  let bearer: Record<string, string> = {};
  beforeAll(async () => {
    bearer = await world.as();
  });

  describe('the bank’s notifications', () => {
    it('are all dropped: credited by the poll', async () => {
      await world.bank.faults({ notifications: { drop: 1 } });
      const payment = await world.pay(50_000);
      await world.bank.pay(payment.orderId);
      await expectOneCredit(payment);
      expect(await world.rows('SELECT 1 FROM notifications WHERE order_id = ?', [payment.orderId])).toEqual(
        [],
      );
    }, 60_000);

    it('are all badly signed: refused, and credited by the poll', async () => {
      await world.bank.faults({ notifications: { badToken: 1 } });
      const payment = await world.pay(50_000);
      await world.bank.pay(payment.orderId);
      await expectOneCredit(payment);
      const kept = await world.rows<{ outcome: string }>(
        'SELECT outcome FROM notifications WHERE order_id = ?',
        [payment.orderId],
      );
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.every(({ outcome }) => outcome === 'refused')).toBe(true);
    }, 60_000);

    it('are doubled, delayed and out of order: credited once', async () => {
      await world.bank.faults({ notifications: { duplicate: 1, delayMs: [0, 400], reorder: 0.5 }, seed: 42 });
      const payment = await world.pay(50_000);
      await world.bank.pay(payment.orderId);
      await expectOneCredit(payment);
    }, 60_000);

    it('say CONFIRMED after we took the order for dead: credited all the same', async () => {
      const payment = await world.pay(50_000);
      await world.bank.setStatus(payment.orderId, 'DEADLINE_EXPIRED');
      await world.until(payment.id, 'expired');
      await world.bank.notify({ orderId: payment.orderId, status: 'CONFIRMED' });
      await expectOneCredit(payment);
    }, 60_000);

    it('say CONFIRMED after a cancellation: credited, and flagged for a person', async () => {
      const payment = await world.pay(50_000);
      await world.api.request('POST', `/v1/payments/${payment.id}/cancel`, { headers: bearer });
      await world.bank.notify({ orderId: payment.orderId, status: 'CONFIRMED' });
      await expectOneCredit(payment);
      expect(await world.rows('SELECT flag FROM payments WHERE id = ?', [payment.id])).toEqual([
        { flag: 'confirmed_after_ending' },
      ]);
    }, 60_000);
  });

  describe('the bank’s interface', () => {
    const begin = (key: string) =>
      world.api.request('POST', '/v1/payments', {
        headers: { ...bearer, 'idempotency-key': key },
        body: { agreementId: '1940', amountKopecks: 50_000 },
      });

    it('makes the order and never answers: asked about, the stray is cancelled, and the same key then pays', async () => {
      const key = randomUUID();
      await world.bank.faults({ api: { methods: ['Init'], timeoutAfterCommit: 1 } });
      const first = await begin(key);
      expect([first.status, (first.body as { code: string }).code]).toEqual([
        504,
        'acquirer_outcome_unknown',
      ]);
      const meanwhile = await begin(key);
      expect([meanwhile.status, (meanwhile.body as { code: string }).code]).toEqual([
        409,
        'request_in_flight',
      ]);
      await world.bank.faults({});
      const second = await eventually(
        'the key to be free again',
        () => begin(key),
        ({ status }) => status === 201,
        30_000,
      );
      const payment = second.body as PaymentBody;
      const orders = await world.bank.orders();
      const strays = orders.filter(
        ({ status, orderId }) => status === 'CANCELED' && orderId !== payment.orderId,
      );
      expect(strays.length).toBeGreaterThan(0);
      await world.bank.pay(payment.orderId);
      await expectOneCredit(payment);
    }, 60_000);

    it('gives no state for a while: asked again later, and credited', async () => {
      await world.bank.faults({ notifications: { drop: 1 }, api: { methods: ['GetState'], http500: 1 } });
      const payment = await world.pay(50_000);
      await world.bank.pay(payment.orderId);
      await pause(1_500);
      expect((await world.read(payment.id)).status).toBe('awaiting_payer');
      await world.bank.faults({ notifications: { drop: 1 }, api: {} });
      await expectOneCredit(payment);
    }, 60_000);

    it('refuses our orders: a clear 502, the payment is rejected, an error is logged', async () => {
      await world.bank.faults({ api: { methods: ['Init'], errorCode: '501' } });
      const answer = await begin(randomUUID());
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([502, 'acquirer_refused']);
      expect(await world.log()).toContain('The bank refuses our orders');
    }, 60_000);
  });
});

describe('when the database is away', () => {
  it('no notification is answered OK; it is sent again, and credited when the database is back', async () => {
    const url = new URL(await freshDatabaseUrl());
    const link = await CuttableLink.to(url.hostname, Number(url.port));
    url.port = String(link.port);
    const world = await World.start({ databaseUrl: url.toString() });
    try {
      const payment = await world.pay(50_000);
      link.cut();
      const order = await world.bank.pay(payment.orderId);
      const attempts = order.deliveries.flatMap((delivery) => delivery.attempts);
      expect(attempts.length).toBeGreaterThan(0);
      expect(attempts.every(({ httpStatus, body }) => httpStatus === 503 && body !== 'OK')).toBe(true);
      const ready = await world.api.request('GET', '/health/ready');
      expect([ready.status, (ready.body as { database: string }).database]).toEqual([503, 'down']);
      const begun = await world.api.request('POST', '/v1/payments', {
        headers: { ...(await world.as()), 'idempotency-key': randomUUID() },
        body: { agreementId: '1940', amountKopecks: 50_000 },
      });
      expect([begun.status, (begun.body as { code: string }).code]).toEqual([503, 'service_unavailable']);
      link.mend();
      await world.until(payment.id, 'posted', undefined, 40_000);
      expect(await world.billing.paymentsOf(payment.orderId)).toHaveLength(1);
    } finally {
      link.mend();
      await world.stop();
      await link.close();
    }
  }, 90_000);
});
