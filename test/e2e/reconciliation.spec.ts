import { eventually } from '../support/control';
import { World, type PaymentBody } from '../support/world';

interface Reconciliation {
  readonly id: string;
  readonly state: string;
  readonly counts: {
    readonly found: number;
    readonly healed: number;
    readonly moved: { readonly count: number };
  };
}

interface Discrepancy {
  readonly id: string;
  readonly class: string;
  readonly state: string;
  readonly orderId: string | null;
  readonly events: readonly { readonly type: string; readonly actor: string }[];
  readonly suggestedAction: { readonly ru: string; readonly en: string };
}

// Goal: a day is reconciled and healed through the routes, by the built service on two replicas, between the stand-ins of
// bank and billing. What a comparison finds is shown beside it.
describe('reconciling a day', () => {
  let world: World;
  let finance: Record<string, string>;
  const payments: PaymentBody[] = [];
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date());
  beforeAll(async () => {
    world = await World.start({ replicas: 2, env: { RECONCILIATION_GRACE_MINUTES: '0' } });
    finance = await world.apiKey('finance');
    for (const sum of [10_001, 20_002, 30_003]) payments.push(await world.pay(sum));
    for (const { orderId } of payments) await world.bank.pay(orderId);
    for (const { id } of payments) await world.until(id, 'posted');
  }, 120_000);
  afterAll(() => world.stop());

  async function ask<T>(method: string, path: string, body?: object, status = 200): Promise<T> {
    const answer = await world.api.request(method, path, { headers: finance, ...(body && { body }) });
    expect([path, answer.status]).toEqual([path, status]);
    return answer.body as T;
  }

  async function reconcile(): Promise<Reconciliation> {
    const { id } = await ask<Reconciliation>('POST', '/v1/reconciliations', { day, source: 'bank' }, 202);
    return eventually(
      'the reconciliation to end',
      () => ask<Reconciliation>('GET', `/v1/reconciliations/${id}`),
      ({ state }) => state !== 'running',
      20_000,
    );
  }

  const listed = async (query = ''): Promise<readonly Discrepancy[]> =>
    (await ask<{ items: Discrepancy[] }>('GET', `/v1/discrepancies?day=${day}${query}`)).items;

  it('finds nothing where all agree', async () => {
    expect(await reconcile()).toMatchObject({ state: 'done', counts: { found: 0 } });
    expect(await listed()).toEqual([]);
    expect(
      await world.metric('billing_adapter_reconciliation_last_success_timestamp_seconds'),
    ).toBeGreaterThan(0);
  });

  it('makes good a confirmation of which no notification ever came', async () => {
    await world.bank.faults({ notifications: { drop: 1 } });
    const lost = await world.pay(40_004);
    await world.bank.pay(lost.orderId);
    expect(await reconcile()).toMatchObject({ state: 'done' });
    await world.until(lost.id, 'posted');
    await world.bank.faults({ notifications: { drop: 0 } });
  });

  it('has a credit that billing lost sent again after approval, once', async () => {
    const [lost] = payments as [PaymentBody];
    const [record] = await world.billing.paymentsOf(lost.orderId);
    await world.billing.tamper(record!.recordid, { removed: true });
    expect(await reconcile()).toMatchObject({ state: 'done' });
    const missing = (await listed('&class=not_in_billing&state=open'))[0]!;
    expect(missing.orderId).toBe(lost.orderId);
    await ask('POST', `/v1/discrepancies/${missing.id}/assignment`, { assignee: 'Анна' });
    await ask('POST', `/v1/discrepancies/${missing.id}/comments`, { text: 'Спросили биллинг' });
    await ask('POST', `/v1/discrepancies/${missing.id}/approval`, undefined, 202);
    await eventually(
      'the credit to be there again',
      async () => (await world.billing.paymentsOf(lost.orderId)).length,
      (count) => count === 1,
    );
    await eventually(
      'the posting to be settled',
      () => world.rows<{ state: string }>('SELECT state FROM postings WHERE payment_id = ?', [lost.id]),
      ([posting]) => posting?.state === 'posted',
    );
    expect(await reconcile()).toMatchObject({ state: 'done', counts: { healed: 1 } });
    const healed = await ask<Discrepancy>('GET', `/v1/discrepancies/${missing.id}`);
    expect(healed).toMatchObject({ state: 'healed', assignee: 'Анна' });
    expect(healed.suggestedAction.ru).not.toBe('');
    expect(healed.events.map(({ type }) => type)).toEqual([
      'found',
      'assigned',
      'commented',
      'approved',
      'healed',
    ]);
    expect((await world.read(lost.id)).status).toBe('posted');
  });

  it('refuses what cannot be reconciled', async () => {
    const wrong = async (body: object): Promise<string> => {
      const answer = await world.api.request('POST', '/v1/reconciliations', { headers: finance, body });
      return (answer.body as { code: string }).code;
    };
    expect(await wrong({ day: '2999-01-01' })).toBe('validation_failed');
    expect(await wrong({ day: '2026-02-30' })).toBe('validation_failed');
    expect(await wrong({ day, source: 'nobody' })).toBe('validation_failed');
    expect(await wrong({ day, terminal: 'OTHER', source: 'bank' })).toBe('bank_cannot_be_asked');
    expect(await wrong({ day, source: 'registry' })).toBe('day_not_in_registries');
    await ask('GET', '/v1/reconciliations/nonsense', undefined, 404);
    await ask('GET', '/v1/discrepancies/nonsense', undefined, 404);
    await ask('GET', '/v1/discrepancies?state=nonsense', undefined, 400);
  });

  it('is for finance alone', async () => {
    const ops = await world.apiKey('ops');
    const answer = await world.api.request('GET', '/v1/discrepancies', { headers: ops });
    expect(answer.status).toBe(403);
  });
});
