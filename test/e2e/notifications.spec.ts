import { signed } from '../support/bank-signature';
import { eventually } from '../support/control';
import { DEMO_PASSWORD, DEMO_TERMINAL, World, type PaymentBody } from '../support/world';

// Goal: nothing that comes to the bank's address can credit anybody but a true, matching CONFIRMED, and nothing that comes
// to it breaks anything.
describe('notifications of the bank', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  }, 60_000);
  afterAll(() => world.stop());

  const send = (body: unknown) => world.notify(body);

  const confirmedBody = (payment: PaymentBody, changes?: Record<string, unknown>) =>
    world.notificationBody(payment, changes);

  const inboxOf = (orderId: string) =>
    world.rows<{ outcome: string; reason: string; body: string; is_repeat: number }>(
      'SELECT outcome, reason, body, is_repeat FROM notifications WHERE order_id = ? ORDER BY id',
      [orderId],
    );

  async function expectUntouched(payment: PaymentBody): Promise<void> {
    expect((await world.read(payment.id)).status).toBe('awaiting_payer');
    expect(await world.billing.paymentsOf(payment.orderId)).toEqual([]);
    expect(await world.rows('SELECT 1 FROM postings WHERE payment_id = ?', [payment.id])).toEqual([]);
  }

  describe('are refused without OK, kept with the reason, and never applied', () => {
    let payment: PaymentBody;
    beforeAll(async () => {
      payment = await world.pay(50_000);
    });

    it.each<[string, string, (body: Record<string, unknown>) => unknown]>([
      ['unsigned', 'unsigned', (body) => body],
      ['signed with another password', 'bad_token', (body) => signed(body, 'another')],
      ['with a token of other case than hex', 'bad_token', (body) => ({ ...body, Token: 'x'.repeat(64) })],
      ['with a token that is no text', 'unsigned', (body) => ({ ...body, Token: 5 })],
      ['signed, then changed', 'bad_token', (body) => ({ ...signed(body, DEMO_PASSWORD), Amount: 1 })],
      [
        'signed without a field that it has',
        'canonical_form_changed',
        (body) => ({ ...signed(body, DEMO_PASSWORD), Extra: 'x' }),
      ],
      [
        'for another terminal',
        'foreign_terminal',
        (body) => signed({ ...body, TerminalKey: 'OTHER' }, DEMO_PASSWORD),
      ],
      [
        'signed in a form that the bank has used elsewhere',
        'canonical_form_changed',
        (body) => ({
          ...body,
          Data: { Source: 'cards' },
          Token: signed({ ...body, Data: '{"Source":"cards"}' }, DEMO_PASSWORD)['Token'],
        }),
      ],
    ])('%s', async (_, reason, make) => {
      const answer = await send(make(await confirmedBody(payment)));
      expect(answer.status).toBe(403);
      expect(answer.body).not.toBe('OK');
      expect((await inboxOf(payment.orderId)).at(-1)).toMatchObject({ outcome: 'refused', reason });
      await expectUntouched(payment);
    });

    it.each([
      ['nothing', ''],
      ['half a body', '{"TerminalKey":"1700000000001DEMO","OrderId":'],
      ['a list', '[1,2,3]'],
      ['a word', 'OK'],
      ['no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
      ['a page', '<html></html>'],
      ['the same key twice', '{"Amount":50000,"Amount":1,"Token":"x"}'],
      ['a deep nest', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ])('%s', async (_, body) => {
      const answer = await send(body);
      expect(answer.status).toBe(403);
      await expectUntouched(payment);
    });

    it('of a hundred kilobytes, which is not even kept', async () => {
      expect((await send('x'.repeat(100_000))).status).toBe(413);
    });

    it('and the alert says that the contract changed, instead of crying forgery', async () => {
      expect(await world.log()).toMatch(/"level":"error".*its contract has changed/);
    });
  });

  describe('are kept, answered OK and flagged when they contradict our order', () => {
    it.each<[string, string, Record<string, unknown>]>([
      ['of another sum', 'amount_mismatch', { Amount: 49_999 }],
      ['without a sum', 'amount_mismatch', { Amount: undefined }],
      ['of another payment id', 'acquirer_payment_id_mismatch', { PaymentId: 1 }],
    ])('%s', async (_, reason, changes) => {
      const payment = await world.pay(50_000);
      const answer = await send(signed(await confirmedBody(payment, changes), DEMO_PASSWORD));
      expect([answer.status, answer.body]).toEqual([200, 'OK']);
      expect((await inboxOf(payment.orderId)).at(-1)).toMatchObject({ outcome: 'flagged', reason });
      expect(await world.rows('SELECT flag FROM payments WHERE id = ?', [payment.id])).toEqual([
        { flag: reason },
      ]);
      await expectUntouched(payment);
    });

    it('of an order that we do not know', async () => {
      const payment = await world.pay(50_000);
      const body = signed(await confirmedBody(payment, { OrderId: 'NOT-OURS' }), DEMO_PASSWORD);
      const answer = await send(body);
      expect([answer.status, answer.body]).toEqual([200, 'OK']);
      expect((await inboxOf('NOT-OURS')).at(-1)).toMatchObject({ outcome: 'unknown_order' });
      await expectUntouched(payment);
    });

    it('and a true CONFIRMED after them is credited', async () => {
      const payment = await world.pay(50_000);
      await send(signed(await confirmedBody(payment, { Amount: 1 }), DEMO_PASSWORD));
      await world.bank.pay(payment.orderId);
      await world.until(payment.id, 'posted');
      expect(await world.billing.paymentsOf(payment.orderId)).toHaveLength(1);
    });
  });

  it('credit once though the same one comes fifty times, ten at once, and an AUTHORIZED comes after the CONFIRMED', async () => {
    const payment = await world.pay(50_000);
    const body = signed(await confirmedBody(payment), DEMO_PASSWORD);
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => send(body)));
      expect(answers.filter(({ status, body: text }) => status === 200 && text === 'OK')).toHaveLength(10);
    }
    const late = await send(signed(await confirmedBody(payment, { Status: 'AUTHORIZED' }), DEMO_PASSWORD));
    expect([late.status, late.body]).toEqual([200, 'OK']);
    await world.until(payment.id, 'posted');
    expect(await world.billing.paymentsOf(payment.orderId)).toMatchObject([{ amount: '500.00', status: 0 }]);
    const entries = await inboxOf(payment.orderId);
    expect(entries).toHaveLength(51);
    expect(entries.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
    expect(entries.filter(({ is_repeat }) => is_repeat === 1).length).toBeGreaterThanOrEqual(40);
    expect(await world.rows('SELECT state FROM postings WHERE payment_id = ?', [payment.id])).toEqual([
      { state: 'posted' },
    ]);
  });

  it('take fields and statuses that nobody knows yet, and go on', async () => {
    const payment = await world.pay(50_000);
    const unknown = await confirmedBody(payment, {
      Status: 'CONFIRM_TELEPATHY',
      NewField: true,
      Another: { deep: [1] },
    });
    const answer = await send(signed(unknown, DEMO_PASSWORD));
    expect([answer.status, answer.body]).toEqual([200, 'OK']);
    expect((await inboxOf(payment.orderId)).at(-1)?.body).toContain('CONFIRM_TELEPATHY');
    await expectUntouched(payment);
    await send(signed(await confirmedBody(payment, { NewField: 1.5, Data: { x: 1 } }), DEMO_PASSWORD));
    await world.until(payment.id, 'posted');
  });

  it('of fiscal receipts and bindings are kept and answered OK', async () => {
    const receipt = {
      TerminalKey: DEMO_TERMINAL,
      OrderId: 'R-1',
      PaymentId: 1,
      Success: true,
      ErrorCode: '0',
      Status: 'RECEIPT',
      Amount: 100,
      FiscalNumber: 1,
    };
    const binding = {
      TerminalKey: DEMO_TERMINAL,
      NotificationType: 'LINKCARD',
      Status: 'COMPLETED',
      RebillId: '1741204285536',
      CustomerKey: '940',
      Success: true,
    };
    for (const body of [receipt, binding]) {
      const answer = await send(signed(body, DEMO_PASSWORD));
      expect([answer.status, answer.body]).toEqual([200, 'OK']);
    }
  });

  it('leave no token, card, binding or password in database or log', async () => {
    const payment = await world.pay(50_000);
    const secrets = { Pan: '4300000000000777', RebillId: 1741204285536, CardId: 512345678 };
    const body = signed(await confirmedBody(payment, secrets), DEMO_PASSWORD);
    await send(body);
    await send({ ...body, Token: 'f'.repeat(64) });
    await world.until(payment.id, 'posted');
    const kept = JSON.stringify([
      await world.rows('SELECT * FROM notifications'),
      await world.rows('SELECT * FROM payment_events'),
      await world.rows('SELECT * FROM payments'),
      await world.rows('SELECT * FROM idempotency_keys'),
    ]);
    const everything = kept + (await world.log());
    const token = String(body['Token']);
    for (const secret of [
      '4300000000000777',
      '1741204285536',
      '512345678',
      token,
      DEMO_PASSWORD,
      await world.signIn(),
      'demo-jwt',
    ]) {
      expect(everything.includes(secret) ? secret : 'not found').toBe('not found');
    }
  });

  it('are answered in far less than the ten seconds that a payer waits', async () => {
    const payment = await world.pay(50_000);
    const body = signed(await confirmedBody(payment), DEMO_PASSWORD);
    const started = performance.now();
    expect((await send(body)).body).toBe('OK');
    expect(performance.now() - started).toBeLessThan(5_000);
    await eventually(
      'the metric of notifications',
      () => world.metric('billing_adapter_notification_duration_seconds_count'),
      (n) => n > 0,
    );
  });
});

describe('the networks of the bank', () => {
  it('fence the address off when they are set', async () => {
    const world = await World.start({ env: { TINKOFF_NOTIFICATION_NETWORKS: '91.194.226.0/23' } });
    try {
      const payment = await world.pay(50_000);
      const order = await world.bank.pay(payment.orderId);
      expect(order.deliveries.some(({ delivered }) => delivered)).toBe(false);
      expect((await world.read(payment.id)).status).toBe('awaiting_payer');
      expect(await world.rows('SELECT 1 FROM notifications')).toEqual([]);
    } finally {
      await world.stop();
    }
  }, 60_000);
});
