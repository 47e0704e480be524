import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/control';
import { World, type PaymentBody } from '../support/world';

interface Moment {
  readonly name: string;
  /** Faults that stretch the step in which the service is killed. */
  readonly bank?: unknown;
  readonly billing?: unknown;
  /** How long after the step began it is killed, ms. */
  readonly afterMs: number;
  readonly step: 'init' | 'paying' | 'before_paying';
}

const MOMENTS: readonly Moment[] = [
  {
    name: 'while the order is on its way to the bank',
    step: 'init',
    bank: { api: { methods: ['Init'], slowMs: 500 } },
    afterMs: 150,
  },
  {
    name: 'after the bank made the order and before its answer',
    step: 'init',
    bank: { api: { methods: ['Init'], timeoutAfterCommit: 1 } },
    afterMs: 400,
  },
  { name: 'while the payer is on the form', step: 'before_paying', afterMs: 0 },
  { name: 'as the notifications arrive', step: 'paying', afterMs: 15 },
  { name: 'between storing and applying a notification', step: 'paying', afterMs: 30 },
  { name: 'as the credit is leased', step: 'paying', afterMs: 50 },
  {
    name: 'before billing has done the credit',
    step: 'paying',
    billing: { ExternPayment: { slowMs: 700 } },
    afterMs: 450,
  },
  {
    name: 'after billing did the credit and before its answer',
    step: 'paying',
    billing: { ExternPayment: { timeoutAfterCommit: 1 } },
    afterMs: 600,
  },
  {
    name: 'while billing commits late',
    step: 'paying',
    billing: { ExternPayment: { lateCommitMs: 900 } },
    afterMs: 500,
  },
  { name: 'right after the credit', step: 'paying', afterMs: 180 },
];

// Goal: `kill -9` at any moment of a payment, a restart, and the money is credited once. The real service is killed, so the
// moments are met by stretching the step around them; where that is not possible, by time.
describe('kill -9 of the service', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ env: { UNCONFIRMED_FIRST_ASK_MS: '1000', UNCONFIRMED_ASK_CAP_MS: '2000' } });
    await world.signIn();
  }, 60_000);
  afterAll(() => world.stop());

  async function begin(key: string): Promise<PaymentBody | null> {
    const answer = await world.api.request('POST', '/v1/payments', {
      headers: { ...(await world.as()), 'idempotency-key': key },
      body: { agreementId: '1940', amountKopecks: 50_000 },
    });
    return answer.status === 201 ? (answer.body as PaymentBody) : null;
  }

  async function killDuring(step: Promise<unknown>, afterMs: number): Promise<void> {
    const settled = step.catch(() => undefined);
    await pause(afterMs);
    await world.killReplica();
    await world.bank.faults({});
    await world.billing.faults({});
    await world.restartReplica();
    await settled;
  }

  it.each(MOMENTS)(
    '$name: credited once',
    async ({ step, bank = {}, billing = {}, afterMs }) => {
      const key = randomUUID();
      let payment = step === 'init' ? null : await begin(key);
      await world.bank.faults(bank);
      await world.billing.faults(billing);
      if (step === 'init') await killDuring(begin(key), afterMs);
      else if (step === 'before_paying') await killDuring(Promise.resolve(), afterMs);
      else await killDuring(world.bank.pay(payment?.orderId ?? ''), afterMs);

      // The payer's own way on: the same request under the same key, and the form.
      payment ??= await eventually(
        'the key to give a payment',
        () => begin(key),
        (made) => made !== null,
        40_000,
      );
      if (!payment) throw new Error('no payment');
      const { status } = await world.bank.order(payment.orderId);
      if (status !== 'CONFIRMED') await world.bank.pay(payment.orderId);

      await world.until(payment.id, 'posted', undefined, 40_000);
      expect(await world.billing.paymentsOf(payment.orderId)).toMatchObject([
        { amount: '500.00', status: 0, agrmid: 1940 },
      ]);
      expect(await world.rows('SELECT state FROM postings WHERE payment_id = ?', [payment.id])).toEqual([
        { state: 'posted' },
      ]);
    },
    120_000,
  );

  it('left bank, ledger and billing agreeing on every rouble', async () => {
    const taken = (await world.bank.orders()).filter(({ status }) => status === 'CONFIRMED');
    const credited = (await world.billing.payments()).filter(({ status }) => status === 0);
    expect(credited.map(({ receipt }) => receipt).sort()).toEqual(
      taken.map(({ orderId }) => `TB-${orderId}`).sort(),
    );
    expect(taken).toHaveLength(MOMENTS.length);
    const open = await world.rows("SELECT id FROM payments WHERE status IN ('created', 'confirmed')");
    expect(open).toEqual([]);
  });
});
