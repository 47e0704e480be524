import { Contract } from '../contract/contract';
import { examplesOf } from '../contract/examples';
import type { Operation } from '../contract/operation';
import { World } from '../support/world';

const OWNER = '001940';
const STRANGER = { login: '001950', uid: '950' };

const contract = Contract.load();

/** The shortest example of a JSON body, so that nothing but the id is in question; empty where the operation takes none. */
function bodyOf({ body }: Operation): Record<string, unknown> {
  const media = body?.content.get('application/json');
  const bodies = (media ? examplesOf(contract, media) : []).map(
    ({ value }) => value as Record<string, unknown>,
  );
  const [shortest] = bodies.sort((a, b) => Object.keys(a).length - Object.keys(b).length);
  return { ...shortest };
}

/** Whatever a subscriber may use that names something of his, in its path or its body. */
const operations = contract.operations.filter(
  (operation) =>
    operation.isForSubscribers && (operation.template.includes('{') || 'agreementId' in bodyOf(operation)),
);

// Goal: no route tells a subscriber anything of another’s things, nor does anything to them. The routes are those of
// openapi.yaml, so that a new one is tried as soon as it is described.
describe('another subscriber’s ids', () => {
  let world: World;
  let ids: Readonly<Record<string, string>>;
  beforeAll(async () => {
    world = await World.start();
    const payment = await world.pay(50_000, { login: OWNER });
    ids = { agreementId: '1940', id: payment.id };
  }, 120_000);
  afterAll(() => world.stop());

  function pathOf({ template }: Operation): string {
    return template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const id = ids[name];
      if (id === undefined) throw new Error(`Nobody has said here what {${name}} of ${template} is`);
      return id;
    });
  }

  async function ask(operation: Operation, headers: Record<string, string>) {
    const body = bodyOf(operation);
    if ('agreementId' in body) body['agreementId'] = ids['agreementId'];
    return world.api.request(operation.method, pathOf(operation), {
      headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
      ...(operation.body && { body }),
    });
  }

  it('are tried on every route that there is', () => {
    const named = operations.map(({ id }) => id);
    expect(named).toEqual(
      expect.arrayContaining(['createPayment', 'getPayment', 'getBalance', 'listServices']),
    );
    expect(named.length).toBeGreaterThanOrEqual(8);
  });

  describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_, operation) => {
    it('is 404 for a stranger’s token and for a key that names him, changes nothing and is kept', async () => {
      const counts = await world.rowCounts();
      const cabinetKey = { ...(await world.apiKey('cabinet')), 'x-subscriber-uid': STRANGER.uid };
      for (const headers of [await world.as(STRANGER.login), cabinetKey]) {
        const { status, body } = await ask(operation, headers);
        expect(status).toBe(404);
        expect((body as { code: string }).code).toMatch(/^(agreement|payment)_not_found$/);
      }
      expect(await world.rowCounts()).toEqual(counts);
      const kept = await world.rows<{ details: string }>(
        `SELECT details FROM audit_events WHERE kind = 'foreign_agreement' AND subscriber_uid = ?
          ORDER BY id DESC LIMIT 2`,
        [STRANGER.uid],
      );
      expect(
        kept.map(({ details }) => Object.values(ids).some((id) => JSON.stringify(details).includes(id))),
      ).toEqual([true, true]);
    });

    it('knows the same ids when their owner asks', async () => {
      const { status } = await ask(operation, await world.as(OWNER));
      expect(status).not.toBe(404);
      expect(status).toBeLessThan(500);
    });
  });
});
