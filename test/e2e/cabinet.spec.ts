import { setTimeout as pause } from 'node:timers/promises';
import { World } from '../support/world';

interface HistoryLine {
  readonly source: string;
  readonly status: string;
  readonly amountKopecks: number;
  readonly channel: string | null;
  readonly documentNumber: string | null;
  readonly paymentId: string | null;
  readonly paidOn: string;
}

interface Page {
  readonly items: readonly HistoryLine[];
  readonly nextCursor: string | null;
  readonly completeFrom: string;
}

// Goal: the cabinet’s frontend needs nothing but our REST, whichever of LANBilling’s faces is behind it.
describe.each(['api3', 'lbweb-client'] as const)('the cabinet over %s', (upstream) => {
  const isApi3 = upstream === 'api3';
  let world: World;
  beforeAll(async () => {
    world = await World.start({
      upstream,
      env: { CABINET_PATIENCE_MS: '30000', LANBILLING_TIMEOUT_MS: '15000', CABINET_STALE_SECONDS: '4' },
    });
  }, 120_000);
  afterAll(() => world.stop());

  async function get<T>(path: string, login?: string): Promise<T> {
    const answer = await world.api.request('GET', path, { headers: await world.as(login) });
    if (answer.status !== 200)
      throw new Error(`${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  async function problem(method: string, path: string, body?: object, login?: string): Promise<string> {
    const headers = await world.as(login);
    const answer = await world.api.request(method, path, { headers, ...(body && { body }) });
    return `${String(answer.status)} ${String((answer.body as { code?: string } | null)?.code)}`;
  }

  const takePromise = async (agreementId: string, amountKopecks: number, login?: string) =>
    world.api.request('POST', `/v1/agreements/${agreementId}/promised-payment`, {
      headers: await world.as(login),
      body: { amountKopecks },
    });

  async function auditDetails(kind: string): Promise<readonly object[]> {
    const headers = await world.apiKey('ops');
    const answer = await world.api.request('GET', `/v1/audit-events?kind=${kind}`, { headers });
    return (answer.body as { items: { details: object }[] }).items.map(({ details }) => details);
  }

  it('shows who the subscriber is, and his agreements', async () => {
    const account = await get<{ agreements: object[] }>('/v1/account');
    expect(account).toMatchObject({
      uid: '940',
      login: '001940',
      fullName: 'Иванова Мария Сергеевна',
      email: 'ivanova@example.net',
      isStale: false,
    });
    expect(account.agreements).toMatchObject([
      { id: '1940', number: '001', balanceKopecks: -6_667, status: 'open' },
      { id: '1941', number: '002', balanceKopecks: 12_000, status: 'open' },
    ]);
    if (isApi3) expect(account.agreements[0]).toMatchObject({ paymentCode: '7001940', isShared: true });
  });

  it('shows the balance and what is due', async () => {
    expect(await get('/v1/agreements/1940/balance')).toMatchObject({
      agreementId: '1940',
      agreementNumber: '001',
      currency: 'RUB',
      balanceKopecks: -6_667,
      recommendedPaymentKopecks: isApi3 ? 50_000 : null,
      isStale: false,
    });
    expect(await get('/v1/agreements/1941/balance')).toMatchObject({ balanceKopecks: 12_000 });
  });

  it('shows the services with their state and price', async () => {
    const { items } = await get<{ items: object[] }>('/v1/agreements/1940/services');
    expect(items).toHaveLength(4);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ tariffName: 'Интернет 100', state: 'active', monthlyPriceKopecks: 60_000 }),
        expect.objectContaining({ state: 'blocked_by_balance', monthlyPriceKopecks: 12_000 }),
      ]),
    );
  });

  it('shows the history of all channels in pages, each line once', async () => {
    const lines: HistoryLine[] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page: Page = await get(`/v1/agreements/1940/payments?limit=7${at}`);
      expect(page.items.length).toBeLessThanOrEqual(7);
      lines.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const whole = await get<Page>('/v1/agreements/1940/payments?limit=200');
    expect(lines).toEqual(whole.items);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.map(({ paidOn }) => paidOn)).toEqual(
      lines
        .map(({ paidOn }) => paidOn)
        .toSorted()
        .reverse(),
    );
    expect(new Set(lines.map(({ channel }) => channel))).toEqual(new Set(['Касса', 'Терминал Сбербанк']));
  });

  it('shows a payment of ours while it is on its way, and as billing has it after that, with the balance grown', async () => {
    const payment = await world.pay(50_000);
    const mine = async (): Promise<HistoryLine[]> =>
      (await get<Page>('/v1/agreements/1940/payments?limit=200')).items.filter(
        ({ paymentId }) => paymentId === payment.id,
      );
    expect(await mine()).toMatchObject([
      { source: 'payment', status: 'awaiting_payer', amountKopecks: 50_000 },
    ]);
    await world.bank.pay(payment.orderId);
    await world.until(payment.id, 'posted');
    expect(await mine()).toMatchObject([
      {
        source: 'billing',
        status: 'accepted',
        amountKopecks: 50_000,
        documentNumber: `TB-${payment.orderId}`,
      },
    ]);
    expect(await get('/v1/agreements/1940/balance')).toMatchObject({
      balanceKopecks: 43_333,
      isStale: false,
    });
  });

  it.each([
    ['from=2026-11-24&to=2026-11-23'],
    ['from=2020-01-01&to=2026-01-01'],
    ['from=yesterday'],
    ['cursor=nonsense'],
    ['limit=0'],
  ])('refuses a history of %s', async (query) => {
    expect(await problem('GET', `/v1/agreements/1940/payments?${query}`)).toBe('400 validation_failed');
  });

  it.each(['0', '-1', '9999999999999999999', 'x', '1950', "1940'--"])('knows no agreement %j', async (id) => {
    const path = `/v1/agreements/${encodeURIComponent(id)}/balance`;
    expect(await problem('GET', path)).toBe('404 agreement_not_found');
  });

  it('gives a promised payment once, and tells why not', async () => {
    const { terms } = await get<{ terms: object }>('/v1/agreements/1950/promised-payment', '001950');
    expect(terms).toMatchObject({ minKopecks: 10_000, maxKopecks: 50_000 });
    expect(
      await problem('POST', '/v1/agreements/1950/promised-payment', { amountKopecks: 50_001 }, '001950'),
    ).toBe('422 promised_sum_out_of_bounds');
    const asked = await Promise.all(Array.from({ length: 4 }, () => takePromise('1950', 30_000, '001950')));
    const statuses = asked.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409]);
    expect(await world.billing.promises('1950')).toHaveLength(1);
    expect(await auditDetails('promised_payment_taken')).toEqual([
      { agreementId: '1950', amountKopecks: 30_000 },
    ]);
    expect(await auditDetails('promised_payment_refused')).toContainEqual(
      expect.objectContaining({ agreementId: '1950', code: 'promised_sum_out_of_bounds' }),
    );
    const state = await get('/v1/agreements/1950/promised-payment', '001950');
    expect(state).toMatchObject({
      terms: null,
      refusal: 'already_active',
      active: { amountKopecks: 30_000 },
    });
    const retake = { amountKopecks: 30_000 };
    expect(await problem('POST', '/v1/agreements/1950/promised-payment', retake, '001950')).toBe(
      '409 promised_payment_active',
    );
    expect(await problem('POST', '/v1/agreements/1980/promised-payment', retake, '001980')).toBe(
      '409 promised_payment_agreement_too_young',
    );
    expect(await problem('POST', '/v1/agreements/3000/promised-payment', retake, '002000')).toMatch(
      /^409 promised_payment_(debt_too_large|not_offered)$/,
    );
  });

  it('changes the password, and signs out everybody who came by the old one', async () => {
    const other = await world.api.request('POST', '/v1/sessions', {
      body: { login: '001980', password: 'demo' },
    });
    const { accessToken } = other.body as { accessToken: string };
    const change = (currentPassword: string, newPassword: string) =>
      problem('PUT', '/v1/account/password', { currentPassword, newPassword }, '001980');
    expect(await change('wrong', 'long enough')).toBe('422 current_password_wrong');
    expect(await change('demo', 'short')).toBe('400 validation_failed');
    const headers = await world.as('001980');
    const changed = await world.api.request('PUT', '/v1/account/password', {
      headers,
      body: { currentPassword: 'demo', newPassword: 'long enough' },
    });
    expect(changed.status).toBe(204);
    const old = await world.api.request('GET', '/v1/account', {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(old.status).toBe(401);
    const again = (password: string) =>
      world.api.request('POST', '/v1/sessions', { body: { login: '001980', password } });
    expect((await again('demo')).status).toBe(401);
    expect((await again('long enough')).status).toBe(201);
  });

  it('answers a forgotten password the same whether the login exists or not, and billing mails the one that does', async () => {
    const ask = (login: string) =>
      world.api.request('POST', '/v1/account/password-recovery', { body: { login } });
    const [known, unknown] = [await ask('001950'), await ask('no-such-login')];
    expect([known.status, known.body]).toEqual([202, unknown.body]);
    expect(unknown.status).toBe(202);
    expect(await world.billing.mails()).toMatchObject([{ login: '001950' }]);
  });

  it('asks billing once for a hundred readers of one thing, and tells its last answer as stale while it is away', async () => {
    const headers = await world.as();
    const read = () => world.api.request('GET', '/v1/agreements/1941/balance', { headers });
    await read();
    const face = isApi3 ? world.billing : world.lbweb;
    await face.faults({ [isApi3 ? 'getAgreements' : '*']: { slowMs: 3_000 } });
    const before = await face.calls();
    const reads = await Promise.all(Array.from({ length: 100 }, read));
    const after = await face.calls();
    expect(reads.every(({ status }) => status === 200)).toBe(true);
    const asked = Object.entries(after).filter(([name, count]) => count !== (before[name] ?? 0));
    expect(asked.length).toBeGreaterThan(0);
    for (const [name, count] of asked) expect([name, count - (before[name] ?? 0)]).toEqual([name, 1]);
    if (isApi3)
      expect(asked.map(([name]) => name).sort()).toEqual(['getAgreements', 'getRecommendedPayment']);

    // An answer is as old as its question, and the last ones were slow.
    await face.faults({});
    expect(await read()).toMatchObject({ status: 200, body: { isStale: false } });
    await face.faults({ down: true });
    expect(await read()).toMatchObject({ status: 200, body: { balanceKopecks: 12_000, isStale: true } });
    await pause(4_500);
    expect(await read()).toMatchObject({ status: 503, body: { code: 'billing_unavailable' } });
  }, 60_000);
});
