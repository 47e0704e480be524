import { eventually, type BillingRecord } from '../support/control';
import { World, type PaymentBody } from '../support/world';

const INTERVAL_MS = 500;
/** An interval, the time of one reading, and what two busy machines may need. */
const WITHIN_MS = 15_000;

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly receipt?: string;
  readonly recordId?: string;
  readonly finding?: string;
}

// Goal: a reader apart from the poster confirms every credit in billing, and whatever a hand changes there afterwards is
// named within an interval in metric, log, history and list, by one of two replicas, and cleared once it is put right.
// The worlds of other suites say what happens when billing is away.
describe('reading billing back', () => {
  let world: World;
  let ops: Record<string, string>;
  const sums = [43_333, 50_000, 10_001, 99_999, 1_234];
  const payments: PaymentBody[] = [];
  beforeAll(async () => {
    world = await World.start({
      replicas: 2,
      env: { READ_BACK_INTERVAL_MS: String(INTERVAL_MS), READ_BACK_WINDOW_HOURS: '1' },
    });
    ops = await world.apiKey('ops');
    for (const sum of sums) payments.push(await world.pay(sum));
    for (const { orderId } of payments) await world.bank.pay(orderId);
    for (const { id } of payments) await world.until(id, 'posted');
  }, 120_000);
  afterAll(() => world.stop());

  const findings = () => world.metric('billing_adapter_read_back_findings');
  const receiptOf = ({ orderId }: PaymentBody): string => `TB-${orderId}`;
  async function recordOf(payment: PaymentBody): Promise<BillingRecord> {
    const [record] = await world.billing.paymentsOf(payment.orderId);
    if (!record) throw new Error('Billing has no such record');
    return record;
  }
  const listed = async () => {
    const answer = await world.api.request('GET', '/v1/postings?finding=any', { headers: ops });
    expect(answer.status).toBe(200);
    return (answer.body as { items: { receipt: string; readBackFinding: string }[] }).items.map(
      ({ receipt, readBackFinding }) => `${receipt} ${readBackFinding}`,
    );
  };
  const errorsAbout = async (receipt: string): Promise<Line[]> =>
    (await world.log())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
      .filter((line) => line.level === 'error' && line.receipt === receipt);
  const told = (payment: PaymentBody) =>
    world.rows<{ type: string }>(
      "SELECT type FROM payment_events WHERE payment_id = ? AND actor = 'worker:read-back' ORDER BY sequence",
      [payment.id],
    );

  it('confirms every posting', async () => {
    const unread = () =>
      world.rows('SELECT id FROM postings WHERE read_back_at IS NULL OR read_back_finding IS NOT NULL');
    await eventually('every posting to be read back', unread, (rows) => rows.length === 0, WITHIN_MS);
    expect(await world.metric('billing_adapter_oldest_unread_posting_age_seconds')).toBe(0);
    expect(await findings()).toBe(0);
    expect(await listed()).toEqual([]);
  });

  it.each<[string, string, object, object]>([
    ['altered', 'other_amount', { amount: '433.34' }, { amount: '433.33' }],
    ['moved', 'other_agreement', { agrmid: 1941 }, { agrmid: 1940 }],
    ['cancelled', 'cancelled', { status: 2 }, { status: 0 }],
    ['removed', 'missing', { removed: true }, { removed: false }],
  ])(
    'names a record that was %s by hand, and clears it when it is put right',
    async (_what, finding, wrong, right) => {
      const payment = payments[0]!;
      const { recordid } = await recordOf(payment);
      const before = await told(payment);
      if (finding === 'missing') await pastTheGrace(payment);
      await world.billing.tamper(recordid, wrong);
      await eventually('the finding to be counted', findings, (count) => count === 1, WITHIN_MS);
      expect(await listed()).toEqual([`${receiptOf(payment)} ${finding}`]);
      const line = (await errorsAbout(receiptOf(payment))).at(-1);
      expect(line).toMatchObject({ finding, recordId: String(recordid) });
      await world.billing.tamper(recordid, right);
      await eventually('the finding to be cleared', findings, (count) => count === 0, WITHIN_MS);
      expect((await told(payment)).slice(before.length)).toEqual([{ type: 'flagged' }, { type: 'noted' }]);
    },
  );

  it('names a doubled record', async () => {
    const payment = payments[1]!;
    const { recordid } = await recordOf(payment);
    const second = await world.billing.double(recordid);
    await eventually('the finding to be counted', findings, (count) => count === 1, WITHIN_MS);
    expect(await listed()).toEqual([`${receiptOf(payment)} doubled`]);
    const parked = await world.api.request('GET', '/v1/postings?finding=any&state=parked', { headers: ops });
    expect(parked.body).toEqual({ items: [], nextCursor: null });
    const wrong = await world.api.request('GET', '/v1/postings?finding=doubled', { headers: ops });
    expect(wrong.status).toBe(400);
    expect(await errorsAbout(receiptOf(payment))).toMatchObject([
      { finding: 'doubled', recordId: String(recordid) },
    ]);
    await world.billing.tamper(second.recordid, { status: 2 });
    await eventually('the finding to be cleared', findings, (count) => count === 0, WITHIN_MS);
  });

  it('takes a full refund for no cancelling by hand, and names a credit put in force again after it', async () => {
    const payment = payments[2]!;
    const { recordid } = await recordOf(payment);
    await world.bank.refund(payment.orderId);
    const reversed = () =>
      world.rows("SELECT id FROM postings WHERE payment_id = ? AND kind = 'reversal' AND state = 'posted'", [
        payment.id,
      ]);
    await eventually('the reversal', reversed, (rows) => rows.length === 1);
    await nextReading();
    expect(await findings()).toBe(0);
    await world.billing.tamper(recordid, { status: 0 });
    await eventually('the finding to be counted', findings, (count) => count === 1, WITHIN_MS);
    expect(await listed()).toEqual([`${receiptOf(payment)} not_cancelled`]);
    await world.billing.tamper(recordid, { status: 2 });
    await eventually('the finding to be cleared', findings, (count) => count === 0, WITHIN_MS);
  });

  it('reports a receipt of ours that the ledger does not know', async () => {
    const receipt = 'TB-00000000000000000000000000';
    const strangers = () => world.metric('billing_adapter_read_back_strangers');
    expect(await strangers()).toBe(0);
    const stranger = await world.billing.post({ agrmid: 1940, amountKopecks: 100, receipt, modperson: 42 });
    await eventually('the stranger to be counted', strangers, (count) => count === 1, WITHIN_MS);
    expect((await errorsAbout(receipt)).map((line) => line.recordId)).toContain(String(stranger.recordid));
    await world.billing.tamper(stranger.recordid, { removed: true });
    await eventually('the stranger to be gone', strangers, (count) => count === 0, WITHIN_MS);
  });

  it('ends with every record as it was, nothing named, and billing never asked wrongly', async () => {
    expect(await world.billing.rejected()).toEqual([]);
    expect(await findings()).toBe(0);
    const wrong = await world.rows('SELECT id FROM postings WHERE read_back_finding IS NOT NULL');
    expect(wrong).toEqual([]);
  });

  /** Billing is given a while to show what was just posted. */
  async function pastTheGrace(payment: PaymentBody): Promise<void> {
    const age = () =>
      world.rows<{ seconds: number }>(
        "SELECT TIMESTAMPDIFF(SECOND, posted_at, UTC_TIMESTAMP(3)) AS seconds FROM postings WHERE payment_id = ? AND kind = 'credit'",
        [payment.id],
      );
    await eventually('the posting to be old enough', age, ([row]) => (row?.seconds ?? 0) > 15, 30_000);
  }

  /** Both replicas have begun and ended a reading since now. */
  async function nextReading(): Promise<void> {
    const since = Date.now() / 1000;
    for (const index of [0, 1]) {
      const readAt = async () => {
        const { body } = await world.apiOf(index).request('GET', '/metrics');
        return Number(
          /^billing_adapter_read_back_last_success_timestamp_seconds (\S+)$/m.exec(String(body))?.[1],
        );
      };
      const first = await eventually('a reading to end', readAt, (at) => at > since, WITHIN_MS);
      await eventually('a reading to follow', readAt, (at) => at > first, WITHIN_MS);
    }
  }
});
