import { registryCsv } from '../support/registry-file';
import { statementFile } from '../support/statement-file';
import { DEMO_TERMINAL, World } from '../support/world';

// Goal: registry and bank statement meet through the routes of the built service, every answer held against the contract.
describe('the third leg', () => {
  let world: World;
  let finance: Record<string, string>;
  beforeAll(async () => {
    world = await World.start({
      env: {
        TINKOFF_TARIFF: '[{"from": "2026-01-01", "percent": "2.79"}]',
        BANK_STATEMENT_MAX_BYTES: '100000',
      },
    });
    finance = await world.apiKey('finance');
  }, 120_000);
  afterAll(() => world.stop());

  const upload = (path: string, type: string, rawBody: Buffer): ReturnType<World['api']['request']> =>
    world.api.request('POST', path, { headers: { ...finance, 'content-type': type }, rawBody });
  const read = async (path: string): Promise<unknown> =>
    (await world.api.request('GET', path, { headers: finance })).body;

  const statement = statementFile({
    documents: [{ day: '2026-10-06', amountKopecks: 97_210, purpose: 'Эквайринг, реестр от 06.10.2026' }],
  });

  it('takes a registry and a statement, and finds that they agree', async () => {
    const registry = registryCsv([
      {
        acquirerPaymentId: '9100000001',
        orderId: '01M86DCMK6FH0SMMHZDCF0V327',
        amountKopecks: 100_000,
        feeKopecks: 2_790,
        operatedAt: new Date('2026-10-05T09:00:00Z'),
        terminal: DEMO_TERMINAL,
      },
    ]);
    const loaded = await upload('/v1/registries?fileName=r.csv', 'text/csv', registry);
    expect([loaded.status, loaded.body]).toEqual([201, expect.anything()]);
    const path = '/v1/bank-statements?fileName=kl_to_1c.txt';
    const first = await upload(path, 'text/plain', statement);
    expect([first.status, first.body]).toEqual([
      201,
      expect.objectContaining({ format: '1c', documentsNew: 1 }),
    ]);
    const again = await upload(path, 'application/octet-stream', statement);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const { id } = first.body as { id: string };
    expect(await read(`/v1/bank-statements/${id}`)).toEqual(first.body);
    expect(await read('/v1/bank-statements')).toEqual({ items: [first.body], nextCursor: null });
    expect(await read(`/v1/bank-statements/${id}/faults`)).toEqual({ items: [], nextCursor: null });
    expect(await read('/v1/payouts?from=2026-10-01&to=2026-10-07')).toMatchObject({
      totals: { expectedKopecks: 97_210, paidKopecks: 97_210, differenceKopecks: 0 },
      items: [{ kind: 'matched', basis: 'purpose', expectations: [{ terminal: DEMO_TERMINAL }] }],
    });
    expect(await read('/v1/fee-check?from=2026-10-01&to=2026-10-07')).toMatchObject({
      isTariffSet: true,
      days: [{ day: '2026-10-05', feeKopecks: 2_790, differenceKopecks: 0 }],
      differences: [],
    });
  });

  it('refuses what is no statement, what is no file, and who is not of finance', async () => {
    const statusOf = async (
      query: string,
      type: string,
      rawBody: Buffer,
      headers = finance,
    ): Promise<number> => {
      const path = `/v1/bank-statements${query}`;
      const all = { ...headers, 'content-type': type };
      return (await world.api.request('POST', path, { headers: all, rawBody })).status;
    };
    const name = '?fileName=a.txt';
    expect(await statusOf(name, 'text/plain', Buffer.from('nonsense'))).toBe(422);
    expect(await statusOf(name, 'text/plain', Buffer.alloc(100_001))).toBe(413);
    expect(await statusOf(name, 'application/json', Buffer.from('{}'))).toBe(415);
    expect(await statusOf('', 'text/plain', statement)).toBe(400);
    expect(await statusOf(name, 'text/plain', statement, await world.apiKey('ops'))).toBe(403);
    expect(await statusOf(name, 'text/plain', statement, {})).toBe(401);
  });
});
