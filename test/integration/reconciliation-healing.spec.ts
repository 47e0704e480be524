import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Payment } from '../../src/ledger/payment';
import { dropAndClose, freshDataSource } from '../support/database';
import { samplePosting } from '../support/fakes';
import { ReconciliationHouse } from '../support/reconciliation-house';

let dataSource: DataSource;
let house: ReconciliationHouse;
let woken: number;
beforeAll(async () => {
  Logger.overrideLogger(false);
  dataSource = await freshDataSource();
});
beforeEach(async () => {
  house = new ReconciliationHouse(dataSource);
  await house.clear();
  woken = 0;
  house.wakeup.onWake(() => (woken += 1));
});
afterAll(() => dropAndClose(dataSource));

const ACTOR = 'key:anna';
const NOT_POSTED = { recordId: null, postedAt: null } as const;
const PARKED = { state: 'parked', ...NOT_POSTED, parkedReason: 'agreement_closed' } as const;
const codeOf = (work: Promise<void>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );
const postingsOf = async (payment: Payment): Promise<string[]> =>
  (await house.postings(payment)).map(({ kind, state }) => `${kind} ${state}`);
/** What billing has in force for a payment. */
const inForce = ({ orderId }: Payment): number =>
  [...house.inBilling.values()].filter((one) => one.receipt.endsWith(orderId) && !one.isCancelled).length;

async function approve(): Promise<void> {
  await house.treat.approve((await house.only()).id, ACTOR);
}

async function afterwards(): Promise<readonly string[]> {
  await house.post();
  await house.clock.advance(2 * 3_600_000);
  await house.reconcile();
  return house.found();
}

// Goal: approval hands work to the outbox and to nothing else; whatever was there before, billing ends with one credit in
// force, or none after a refund, and the next run says so.
describe('approval', () => {
  it('of a parked credit has it posted, and the next run calls it healed', async () => {
    const payment = await house.payment(
      { status: 'confirmed', postedAt: null },
      { credit: PARKED, billing: 'none' },
    );
    await house.reconcile();
    await approve();
    expect(await house.only()).toMatchObject({ state: 'healing' });
    expect(woken).toBe(1);
    expect(house.billing.journal).not.toContain('postPayment');
    expect(await afterwards()).toEqual(['not_in_billing healed']);
    expect((await house.paymentNow(payment)).status).toBe('posted');
    expect(inForce(payment)).toBe(1);
    const events = await house.events(await house.only());
    expect(events.map(({ type, actor }) => `${type} ${actor}`)).toEqual([
      'found worker:reconciliation',
      `approved ${ACTOR}`,
      'healed worker:reconciliation',
    ]);
  });

  it('of a credit that billing has lost sends it again under the same receipt, after asking', async () => {
    const payment = await house.payment({}, { billing: 'none' });
    await house.reconcile();
    const [credit] = await house.postings(payment);
    await approve();
    expect((await house.postings(payment))[0]).toMatchObject({
      state: 'due',
      mustAsk: true,
      recordId: null,
      posterId: '7',
      receipt: credit?.receipt,
      postedAt: credit?.postedAt,
    });
    expect((await house.paymentNow(payment)).status).toBe('posted');
    house.billing.journal.length = 0;
    await house.post();
    expect(house.billing.journal).toEqual(['findPayment', 'postPayment']);
    expect(await afterwards()).toEqual(['not_in_billing healed']);
    expect(inForce(payment)).toBe(1);
    expect((await house.paymentNow(payment)).status).toBe('posted');
    const history = await house.store.read((unit) => unit.events.ofPayment(payment.id));
    expect(history.find(({ actor }) => actor === ACTOR)).toMatchObject({
      type: 'posting',
      actor: ACTOR,
      evidence: { how: 'sent again: billing has lost it', recordIdBefore: credit?.recordId },
    });
  });

  it('of a credit that billing has after all sends nothing', async () => {
    const payment = await house.payment({}, { billing: 'none' });
    await house.reconcile();
    house.holds(payment);
    await approve();
    await house.post();
    expect(house.billing.journal).not.toContain('postPayment');
    expect(await postingsOf(payment)).toEqual(['credit posted']);
    expect(await afterwards()).toEqual(['not_in_billing healed']);
  });

  it('twice at once, or once more while it is on its way, sends once', async () => {
    const payment = await house.payment({}, { billing: 'none' });
    await house.reconcile();
    await Promise.all(Array.from({ length: 4 }, approve));
    await approve();
    await Promise.all([house.post(), house.post()]);
    expect(house.billing.on.postPayment.calls).toHaveLength(1);
    expect(inForce(payment)).toBe(1);
  });

  it('of a posting that is due already only says that it is on its way', async () => {
    const late = { state: 'due', ...NOT_POSTED, nextAttemptAt: house.clock.after(3_600_000) } as const;
    const payment = await house.payment(
      { status: 'confirmed', postedAt: null },
      { credit: late, billing: 'none' },
    );
    await house.reconcile();
    const [before] = await house.postings(payment);
    await approve();
    expect((await house.postings(payment))[0]).toEqual(before);
    expect((await house.only()).state).toBe('healing');
  });

  it('of a confirmation that only the registry knows asks the bank, and does nothing unless it confirms', async () => {
    const unpaid = { status: 'expired', confirmedAt: null, postedAt: null } as const;
    const payment = await house.payment(unpaid, { credit: null, billing: 'none', bank: 'expired' });
    const { orderId, acquirerPaymentId } = payment;
    await house.registry([{ orderId, acquirerPaymentId, amountKopecks: 50_000 }]);
    await house.reconcile({}, 'registry');
    expect(await house.only()).toMatchObject({ class: 'not_in_billing', remedy: 'posting' });
    expect(await codeOf(approve())).toBe('discrepancy_not_healable');
    expect((await house.only()).state).toBe('open');
    house.says(payment, 'confirmed');
    await approve();
    await house.post();
    expect((await house.paymentNow(payment)).status).toBe('posted');
    expect(inForce(payment)).toBe(1);
  });

  const REFUNDED = { status: 'refunded' } as const;

  it.each([
    ['parked', { reversal: PARKED }],
    ['that billing has lost', { reversal: { state: 'posted' } }],
  ] as const)('of a reversal %s has the credit cancelled', async (_name, told) => {
    const payment = await house.payment(REFUNDED, { bank: 'refunded', ...told });
    await house.reconcile();
    expect(await house.only()).toMatchObject({ class: 'refund_not_reversed', remedy: 'reversal' });
    await approve();
    expect(await afterwards()).toEqual(['refund_not_reversed healed']);
    expect(inForce(payment)).toBe(0);
    expect(await postingsOf(payment)).toEqual(['credit posted', 'reversal posted']);
  });

  it('of a credit that was voided and billing holds takes both up again', async () => {
    const voided = { state: 'voided', ...NOT_POSTED } as const;
    const payment = await house.payment(REFUNDED, { bank: 'refunded', credit: voided, reversal: voided });
    await house.reconcile();
    expect(await house.only()).toMatchObject({ class: 'refund_not_reversed', remedy: 'reversal' });
    await approve();
    await house.post();
    expect(await afterwards()).toEqual(['refund_not_reversed healed']);
    expect(inForce(payment)).toBe(0);
    expect(house.billing.journal).not.toContain('postPayment');
  });

  it('of what is for a person alone is refused', async () => {
    const payment = await house.payment();
    house.holds(payment, { recordId: 'second' });
    await house.reconcile();
    expect(await codeOf(approve())).toBe('discrepancy_not_healable');
    expect(woken).toBe(0);
  });

  it('that came to nothing opens it again at the next run', async () => {
    const payment = await house.payment(
      { status: 'confirmed', postedAt: null },
      { credit: PARKED, billing: 'none' },
    );
    await house.reconcile();
    await approve();
    await house.reconcile();
    expect((await house.only()).state).toBe('healing');
    house.billing.on.postPayment.does(() => {
      throw new Error('lost on the way');
    });
    for (let i = 0; i < 2; i += 1) await house.post();
    const [credit] = await house.postings(payment);
    await dataSource.query(
      "UPDATE postings SET state = 'parked', parked_reason = 'period_locked' WHERE id = ?",
      [credit?.id],
    );
    await house.clock.advance(2 * 3_600_000);
    await house.reconcile();
    expect((await house.only()).state).toBe('open');
    expect((await house.events(await house.only())).at(-1)).toMatchObject({
      type: 'reopened',
      evidence: { was: 'healing' },
    });
  });
});

describe('sending again', () => {
  const sendAgain = async (payment: Payment, kind: 'credit' | 'reversal') => {
    const posting = (await house.postings(payment)).find((one) => one.kind === kind);
    return house.queue.sendAgain(posting?.id ?? '', ACTOR);
  };

  it.each(['due', 'parked', 'voided'] as const)('is not for a posting that is %s', async (state) => {
    const payment = await house.payment({ status: 'confirmed' }, { credit: { state } });
    expect(await sendAgain(payment, 'credit')).toBeNull();
  });

  it.each(['refunded', 'partially_refunded'] as const)(
    'is not for the credit of a payment %s',
    async (status) => {
      const payment = await house.payment({ status });
      expect(await sendAgain(payment, 'credit')).toBeNull();
    },
  );

  it('is not for a credit that something follows', async () => {
    const payment = await house.payment({}, { reversal: { state: 'posted' } });
    expect(await sendAgain(payment, 'credit')).toBeNull();
    expect(await sendAgain(payment, 'reversal')).toBeNull();
  });

  it('is not for a posting that there is not', async () => {
    expect(await house.queue.sendAgain(samplePosting(await house.payment()).id, ACTOR)).toBeNull();
  });
});

describe('automatic healing', () => {
  const AUTOMATIC = { RECONCILIATION_HEALING: 'automatic' } as const;

  it('queues what is safe at once, and a second run finds nothing but what needs a person', async () => {
    const parked = await house.payment(
      { status: 'confirmed', postedAt: null },
      { credit: PARKED, billing: 'none' },
    );
    const lost = await house.payment({}, { billing: 'none' });
    const refunded = await house.payment({ status: 'refunded' }, { bank: 'refunded', reversal: PARKED });
    house.holds(await house.payment(), { recordId: 'second' });
    await house.reconcile(AUTOMATIC);
    expect([...(await house.found())].sort()).toEqual([
      'doubled_in_billing open',
      'not_in_billing healing',
      'not_in_billing open',
      'refund_not_reversed healing',
    ]);
    await house.post();
    await house.clock.advance(2 * 3_600_000);
    await house.reconcile(AUTOMATIC);
    expect([...(await house.found())].sort()).toEqual([
      'doubled_in_billing open',
      'not_in_billing healed',
      'not_in_billing open',
      'refund_not_reversed healed',
    ]);
    expect([parked, lost, refunded].map(inForce)).toEqual([1, 0, 0]);
  });
});
