import { randomUUID } from 'node:crypto';
import { eventually } from '../support/control';
import { World } from '../support/world';

const PAYMENTS = 500;
const AT_ONCE = 20;

async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = [...items.entries()];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await work(next[1], next[0]);
    }),
  );
}

// Goal: replicas share one database and step on nobody's toes. Each order is made through one replica and notified to the
// other, every notification comes at least twice, and some are lost.
describe('two replicas over one database', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({
      replicas: 2,
      env: {
        TINKOFF_TIMEOUT_MS: '10000',
        LANBILLING_TIMEOUT_MS: '10000',
        UNCONFIRMED_FIRST_ASK_MS: '3000',
        SANDBOX_BANK_RETRY_MS: '1000',
      },
    });
  }, 60_000);
  afterAll(() => world.stop());

  it('credit five hundred payments five hundred times', async () => {
    const key = await world.apiKey('cabinet');
    const subscribers = await world.billing.subscribers(PAYMENTS);
    await world.bank.faults({ notifications: { duplicate: 1, drop: 0.1, reorder: 0.2 }, seed: 7 });
    const sums = new Map<number, number>();
    await inLanes(subscribers, AT_ONCE, async ({ uid, agrmid }, index) => {
      const amountKopecks = 1_000 + index * 37;
      sums.set(agrmid, amountKopecks);
      const answer = await world.apiOf(index).request('POST', '/v1/payments', {
        headers: { ...key, 'x-subscriber-uid': String(uid), 'idempotency-key': randomUUID() },
        body: { agreementId: String(agrmid), amountKopecks },
      });
      expect(answer.status).toBe(201);
      await world.bank.pay((answer.body as { orderId: string }).orderId);
    });
    const unposted = () =>
      world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM payments WHERE status <> 'posted'");
    await eventually('every payment to be posted', unposted, ([row]) => row?.n === 0, 90_000);

    const records = await world.billing.payments();
    expect(records).toHaveLength(PAYMENTS);
    expect(new Set(records.map(({ receipt }) => receipt)).size).toBe(PAYMENTS);
    expect(Object.fromEntries(records.map(({ agrmid, amountKopecks }) => [agrmid, amountKopecks]))).toEqual(
      Object.fromEntries(sums),
    );
    expect((await world.billing.calls())['ExternPayment']).toBe(PAYMENTS);
    const owners = await world.rows<{ n: number }>(
      'SELECT COUNT(DISTINCT request_id) AS n FROM notifications',
    );
    expect(owners[0]?.n).toBeGreaterThan(PAYMENTS);
  }, 180_000);
});
