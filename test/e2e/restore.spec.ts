import { DatabaseCopy } from '../support/database-copy';
import { eventually } from '../support/control';
import { World, type PaymentBody } from '../support/world';

const BEFORE = 12;
const AFTER = 200;
const ABREAST = 8;

interface Named {
  readonly count: number;
  readonly names: readonly string[];
}

interface QuarantineBody {
  readonly id: string;
  readonly reason: string;
  readonly beganAt: string;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly report: {
    readonly journal: { readonly ordersRemade: Named; readonly postingsBehind: Named };
    readonly bank: { readonly asked: number; readonly moved: Named; readonly unanswered: Named };
    readonly billing: {
      readonly listed: number;
      readonly heldUnsettled: number;
      readonly unknown: Named;
      readonly missing: Named;
    };
  };
}

async function abreast<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results.push(await work(next));
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
  return results;
}

type Headers = Readonly<Record<string, string>>;

async function lastQuarantine(world: World, headers: Headers): Promise<QuarantineBody | undefined> {
  const answer = await world.api.request('GET', '/v1/quarantines', { headers: { ...headers } });
  return (answer.body as { items: QuarantineBody[] }).items[0];
}

const until = (
  world: World,
  headers: Headers,
  what: string,
  holds: (seen: QuarantineBody | undefined) => boolean,
): Promise<QuarantineBody | undefined> =>
  eventually(`the quarantine to ${what}`, () => lastQuarantine(world, headers), holds, 120_000);

const hasEnded = (seen: QuarantineBody | undefined): boolean => seen !== undefined && seen.endedAt !== null;

/** Bank, ledger and billing, payment by payment: what was taken is there once, what went back is not. */
async function differences(world: World): Promise<string[]> {
  const orders = await world.bank.orders();
  const records = await world.billing.payments();
  const rows = await world.rows<{ order_id: string; status: string }>(
    'SELECT order_id, status FROM payments',
  );
  const ledger = new Map(rows.map(({ order_id, status }) => [order_id, status]));
  const different = orders.flatMap(({ orderId, status }) => {
    const inForce = records.filter(
      ({ receipt, status: state }) => receipt === `TB-${orderId}` && state === 0,
    );
    const wanted = status === 'CONFIRMED' ? 1 : 0;
    const known = ledger.get(orderId);
    const isAgreed =
      status === 'CONFIRMED' ? known === 'posted' : status === 'REFUNDED' ? known === 'refunded' : true;
    return inForce.length === wanted && isAgreed
      ? []
      : [`${orderId}: bank ${status}, ledger ${String(known)}, in force ${String(inForce.length)}`];
  });
  const strange = records.filter(({ receipt }) => !orders.some(({ orderId }) => receipt === `TB-${orderId}`));
  return [...different, ...strange.map(({ receipt }) => `${receipt}: no order`)];
}

const allSettled = (world: World): Promise<unknown> =>
  eventually(
    'every posting to be settled',
    () => world.rows("SELECT id, state, parked_reason FROM postings WHERE state NOT IN ('posted', 'voided')"),
    (rows) => rows.length === 0,
    120_000,
  );

// Goal: a backup from before 200 postings is restored. Nothing is credited twice and nothing is lost, whatever became of an
// order since: paid, only opened, refunded before or after its credit was undone. The database is copied table by table.
describe('a database restored from a backup', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ env: { UNCONFIRMED_FIRST_ASK_MS: '3600000' } });
    await world.signIn();
  }, 60_000);
  afterAll(() => world.stop());

  const pay = async (payment: PaymentBody): Promise<PaymentBody> => {
    await world.bank.pay(payment.orderId);
    return payment;
  };
  const many = (count: number) => abreast([...Array(count).keys()], (i) => world.pay(10_000 + i * 100));

  it('stops posting by itself, learns what bank and billing hold, and goes on: 0 doubled, 0 lost', async () => {
    const before = await abreast(await many(BEFORE), pay);
    await abreast(before, ({ id }) => world.until(id, 'posted'));
    const [openInBackup, neverPaid] = [await world.pay(77_700), await world.pay(88_800)];
    await world.billing.faults({ ExternPayment: { http502: 1 } });
    const dueInBackup = await pay(await world.pay(66_600));
    await world.until(dueInBackup.id, 'confirmed');
    const backup = await DatabaseCopy.of(world.env['DATABASE_URL'] ?? '');
    // As it stands before its first lease: nothing tells that it may have been sent.
    await backup.change(
      "UPDATE postings SET must_ask = 0, poster_id = NULL, state = 'due', lease_owner = NULL, lease_until = NULL WHERE state IN ('due', 'in_progress')",
    );
    await world.billing.faults({});

    await pay(openInBackup);
    const after = await abreast(await many(AFTER), pay);
    await abreast([...after, openInBackup, dueInBackup], ({ id }) =>
      world.until(id, 'posted', undefined, 60_000),
    );
    const [paidLater, paidLaterToo, openStill] = await many(3);
    if (!paidLater || !paidLaterToo || !openStill) throw new Error('no payment');
    const refunded = [...after.slice(0, 5), openInBackup, dueInBackup, ...before.slice(1, 3)];
    for (const { orderId } of refunded) await world.bank.refund(orderId);
    await abreast(refunded, ({ id }) => world.until(id, 'refunded', undefined, 60_000));
    await allSettled(world);

    await world.stopReplica();
    // While the service is away nobody undoes these credits.
    for (const { orderId } of [...after.slice(5, 8), ...before.slice(3, 5)]) await world.bank.refund(orderId);
    await pay(paidLater);
    await pay(paidLaterToo);
    await backup.putBack();
    await world.restartReplica();

    const headers = await world.apiKey('ops');
    const begun = await until(world, headers, 'begin', (seen) => seen !== undefined);
    expect(begun?.reason).toBe('ledger_behind_journal');
    const proven = await until(world, headers, 'end', hasEnded);
    await allSettled(world);

    expect(await differences(world)).toEqual([]);
    expect(await postedBetween(world, proven)).toEqual([]);
    expect(proven?.endedBy).toBe('worker:quarantine');
    const { journal, bank, billing } = proven!.report;
    expect(journal.ordersRemade.count).toBe(AFTER + 3);
    expect(journal.postingsBehind.count).toBeGreaterThanOrEqual(AFTER);
    expect(bank.unanswered).toEqual({ count: 0, names: [] });
    expect(bank.moved.names).toContain(openInBackup.orderId);
    expect(billing).toMatchObject({ listRefused: null, unknown: { count: 0 }, missing: { count: 0 } });
    // All that were posted since the backup and not undone: those refunded while away among them.
    expect(billing.heldUnsettled).toBe(AFTER - 5);
    for (const { id } of [paidLater, paidLaterToo]) expect((await world.read(id)).status).toBe('posted');
    for (const { id } of [neverPaid, openStill]) expect((await world.read(id)).status).toBe('awaiting_payer');
    // Whoever has the form of an order that the ledger had lost may still pay it.
    await pay(openStill);
    await world.until(openStill.id, 'posted', undefined, 60_000);
    expect(await differences(world)).toEqual([]);
    await backup.drop();
  }, 600_000);
});

/** Postings that were carried out while the quarantine was open. */
function postedBetween(world: World, quarantine: QuarantineBody | undefined): Promise<unknown[]> {
  return world.rows('SELECT payment_id, at FROM payment_events WHERE actor = ? AND at >= ? AND at < ?', [
    'worker:posting',
    new Date(quarantine?.beganAt ?? 0),
    new Date(quarantine?.endedAt ?? 0),
  ]);
}

describe('a service that was away for long', () => {
  let world: World;
  beforeAll(async () => {
    // Without a journal: the sign of life in the database is all there is.
    world = await World.start({ env: { JOURNAL_DIR: '' } });
    await world.signIn();
  }, 60_000);
  afterAll(() => world.stop());

  it('asks bank and billing before it posts again, and says so', async () => {
    const payment = await world.pay(50_000);
    await world.stopReplica();
    await world.rows('UPDATE service_state SET at = at - INTERVAL 2 HOUR');
    await world.bank.pay(payment.orderId);
    await world.restartReplica();
    const headers = await world.apiKey('ops');
    const proven = await until(world, headers, 'end', hasEnded);
    expect(proven).toMatchObject({ reason: 'stopped_long', report: { bank: { asked: 1 } } });
    await world.until(payment.id, 'posted', undefined, 60_000);
    expect(await postedBetween(world, proven)).toEqual([]);
    expect(await differences(world)).toEqual([]);
  }, 180_000);

  it('stops and goes on by hand, and takes payments meanwhile', async () => {
    const headers = await world.apiKey('ops');
    await world.bank.faults({ api: { methods: ['CheckOrder', 'GetState'], timeoutBeforeCommit: 1 } });
    const begin = () =>
      world.api.request('POST', '/v1/quarantines', { headers, body: { reason: 'восстановили копию' } });
    const begun = await begin();
    expect(begun.status).toBe(201);
    expect((await begin()).status).toBe(200);
    const { id } = begun.body as QuarantineBody;
    const payment = await world.pay(50_000);
    await world.bank.pay(payment.orderId);
    await world.until(payment.id, 'confirmed');
    expect(await world.metric('billing_adapter_quarantine_open')).toBe(1);
    const end = () => world.api.request('POST', `/v1/quarantines/${id}/end`, { headers });
    expect((await end()).body).toMatchObject({ id, endedBy: 'key:sandbox-ops' });
    expect((await end()).status).toBe(409);
    expect((await world.api.request('POST', `/v1/quarantines/${payment.id}/end`, { headers })).status).toBe(
      404,
    );
    await world.bank.faults({});
    await world.until(payment.id, 'posted', undefined, 60_000);
    expect(await world.metric('billing_adapter_quarantine_open')).toBe(0);
  }, 120_000);
});
