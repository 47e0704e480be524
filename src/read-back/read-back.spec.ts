import { Logger } from '@nestjs/common';
import {
  rejected,
  samplePayment,
  samplePosting,
  ScriptedBilling,
  TestLedger,
  unavailable,
} from '../../test/support/fakes';
import type { BillingPayment } from '../billing/billing.port';
import { receiptOf } from '../ledger/document-numbers';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';
import { ReadBackNotes } from '../ledger/read-back-notes';
import { kopecks } from '../shared/money';
import { ReadBack } from './read-back';

const HOUR_MS = 3_600_000;
const GRACE_MS = 15_000;
const PAGE = 3;

interface Row extends BillingPayment {
  readonly paidAt: Date;
}

/** Billing in memory, with pages of three rows, newest first. */
class Billed {
  rows: Row[] = [];
  private serial = 5000;

  add(of: Payment, changes: Partial<Row> = {}): Row {
    this.serial += 1;
    const row: Row = {
      recordId: String(this.serial),
      receipt: receiptOf(of.id, 'credit'),
      agreementId: of.agreementId,
      amountKopecks: of.amountKopecks,
      isCancelled: false,
      posterId: '7',
      paidAt: of.confirmedAt ?? of.createdAt,
      comment: '',
      ...changes,
    };
    this.rows.push(row);
    return row;
  }

  change(recordId: string, changes: Partial<Row>): void {
    this.rows = this.rows.map((row) => (row.recordId === recordId ? { ...row, ...changes } : row));
  }

  list({ from, to }: { from: Date; to: Date }, cursor: string | null) {
    const at = Number(cursor ?? '0');
    const within = this.rows.filter(({ paidAt }) => paidAt >= from && paidAt < to).reverse();
    const nextCursor = at + PAGE < within.length ? String(at + PAGE) : null;
    return { payments: within.slice(at, at + PAGE), nextCursor };
  }

  find(receipt: string): BillingPayment | null {
    const inForce = this.rows.filter((row) => row.receipt === receipt && !row.isCancelled);
    if (inForce.length > 1) throw rejected('several_in_force');
    return inForce[0] ?? this.rows.find((row) => row.receipt === receipt) ?? null;
  }
}

let ledger: TestLedger;
let billing: ScriptedBilling;
let billed: Billed;
let logged: Record<string, unknown>[];
let strangers: number[];
beforeEach(() => {
  ledger = new TestLedger();
  billing = new ScriptedBilling();
  billed = new Billed();
  strangers = [];
  logged = [];
  billing.on.listPayments.always((range, cursor) => billed.list(range, cursor));
  billing.on.findPayment.always((receipt) => billed.find(receipt));
  jest
    .spyOn(Logger.prototype, 'error')
    .mockImplementation((line: unknown) => void logged.push(line as never));
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

function reader(): ReadBack {
  const plan = { windowMs: 72 * HOUR_MS, graceMs: GRACE_MS, timeZone: 'Europe/Moscow' };
  return new ReadBack(ledger.store, new ReadBackNotes(ledger.tools), billing, plan, ledger, (met) =>
    strangers.push(met),
  );
}
const readAll = (one = reader()): Promise<void> => one.run(() => false);
const hoursAgo = (hours: number): Date => ledger.clock.after(-hours * HOUR_MS);

/** A payment that was credited some hours ago, and billing's row of it. */
async function credited(hours = 1, changes: Partial<Posting> = {}): Promise<{ payment: Payment; row: Row }> {
  const at = hoursAgo(hours);
  const payment = samplePayment({ status: 'posted', createdAt: at, confirmedAt: at });
  const row = billed.add(payment);
  const { recordId } = row;
  const done = { state: 'posted', posterId: '7', recordId, createdAt: at, postedAt: at } as const;
  await ledger.keep(payment, samplePosting(payment, { ...done, ...changes }));
  return { payment, row };
}
const findingOf = async ({ id }: Payment): Promise<string | null> =>
  (await ledger.posting(id, 'credit')).readBackFinding;
const eventsOf = async ({ id }: Payment) =>
  (await ledger.events(id)).map(({ type, evidence }) => `${type} ${String(evidence['finding'])}`);

describe('the reader of billing', () => {
  it('confirms every credit of the window, by business days and pages, and writes of none twice', async () => {
    const all = [];
    for (let hours = 1; hours < 72; hours += 5) all.push(await credited(hours));
    await readAll();
    for (const { payment } of all) {
      expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
        readBackAt: ledger.clock.now(),
        readBackFinding: null,
        version: 1,
      });
    }
    expect(billing.on.findPayment.calls).toEqual([]);
    const ranges = billing.on.listPayments.calls.map(([{ from, to }]) => [
      from.toISOString(),
      to.toISOString(),
    ]);
    expect(new Set(ranges.map(([from]) => from))).toEqual(
      new Set(['23', '22', '21', '20'].map((day) => `2026-11-${day}T21:00:00.000Z`)),
    );
    const first = ledger.clock.now();
    await ledger.clock.advance(60_000);
    await readAll();
    expect((await ledger.posting(all[0]!.payment.id, 'credit')).readBackAt).toEqual(first);
    expect([logged, strangers]).toEqual([[], [0, 0]]);
  });

  it.each<[string, Partial<Row> | null]>([
    ['other_amount', { amountKopecks: kopecks(50_001) }],
    ['other_agreement', { agreementId: '1941' }],
    ['cancelled', { isCancelled: true }],
    ['missing', null],
  ])('names %s once, and clears it when billing is put right', async (finding, changes) => {
    const { payment, row } = await credited();
    const other = await credited(2);
    const one = reader();
    await readAll(one);
    if (changes) billed.change(row.recordId, changes);
    else billed.rows = billed.rows.filter((kept) => kept !== row);
    await readAll(one);
    await readAll(one);
    expect(await findingOf(payment)).toBe(finding);
    expect(await findingOf(other.payment)).toBeNull();
    expect(logged).toEqual([
      expect.objectContaining({
        finding,
        receipt: row.receipt,
        recordId: row.recordId,
        paymentId: payment.id,
      }),
    ]);
    billed.rows = billed.rows.filter(({ recordId }) => recordId !== row.recordId);
    billed.rows.push(row);
    await readAll(one);
    expect(await findingOf(payment)).toBeNull();
    expect(await eventsOf(payment)).toEqual([`flagged ${finding}`, 'noted null']);
    expect(logged).toHaveLength(1);
  });

  it('asks once more before a credit counts as missing: the page that had it may have moved on', async () => {
    const { payment } = await credited();
    billing.on.listPayments.always(() => ({ payments: [], nextCursor: null }));
    await readAll();
    expect(billing.on.findPayment.calls).toHaveLength(1);
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      readBackAt: ledger.clock.now(),
      readBackFinding: null,
    });
  });

  it('gives billing a while to show what was just posted', async () => {
    const { payment } = await credited(0);
    billed.rows = [];
    await readAll();
    expect(billing.on.findPayment.calls).toEqual([]);
    expect(await findingOf(payment)).toBeNull();
    await ledger.clock.advance(GRACE_MS);
    await readAll();
    expect(await findingOf(payment)).toBe('missing');
  });

  it('does not take a reversal that was done while it read for a cancelling by hand', async () => {
    const { payment, row } = await credited();
    const cancel = () => billed.change(row.recordId, { isCancelled: true });
    await ledger.store.unitOfWork((unit) =>
      unit.postings.insert(samplePosting(payment, { kind: 'reversal', state: 'posted' })),
    );
    billing.on.listPayments.always((range, cursor) => {
      const page = billed.list(range, cursor);
      cancel();
      return page;
    });
    await readAll();
    expect(await findingOf(payment)).toBeNull();
    billed.change(row.recordId, { isCancelled: false });
    billing.on.listPayments.always((range, cursor) => billed.list(range, cursor));
    await readAll();
    expect(await findingOf(payment)).toBe('not_cancelled');
  });

  it.each([
    ['on the same day', 0],
    ['on a later day', 30],
    ['on an earlier day', -20],
  ])('finds a credit doubled %s, tells it once, and clears it', async (_when, hours) => {
    const { payment, row } = await credited(40);
    const one = reader();
    await readAll(one);
    const paidAt = new Date(row.paidAt.getTime() + hours * HOUR_MS);
    const second = billed.add(payment, { paidAt });
    await readAll(one);
    await readAll(one);
    expect(await findingOf(payment)).toBe('doubled');
    expect(logged).toEqual([
      expect.objectContaining({ finding: 'doubled', billingInForce: 2, recordId: row.recordId }),
    ]);
    billed.change(second.recordId, { isCancelled: true });
    await readAll(one);
    expect(await findingOf(payment)).toBeNull();
    expect(await eventsOf(payment)).toEqual(['flagged doubled', 'noted null']);
  });

  it('finds a second record of today for a credit of last month, and sees to it until it is put right', async () => {
    const { payment } = await credited(30 * 24);
    const second = billed.add(payment, { paidAt: hoursAgo(1) });
    await readAll();
    expect(await findingOf(payment)).toBe('doubled');
    await ledger.clock.advance(100 * HOUR_MS);
    await readAll();
    expect(await findingOf(payment)).toBe('doubled');
    billed.change(second.recordId, { isCancelled: true });
    await readAll();
    expect(await findingOf(payment)).toBeNull();
  });

  it('reads the day of an old credit that was posted only now', async () => {
    const { payment } = await credited(10 * 24, { postedAt: hoursAgo(1) });
    await readAll();
    expect((await ledger.posting(payment.id, 'credit')).readBackAt).toEqual(ledger.clock.now());
  });

  it('takes a record for no second one that a hand only dated otherwise', async () => {
    const { payment, row } = await credited(40);
    billed.change(row.recordId, { paidAt: hoursAgo(2) });
    await readAll();
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      readBackAt: ledger.clock.now(),
      readBackFinding: null,
    });
    expect(strangers).toEqual([0]);
  });

  it('names what billing holds of a credit that will never be sent', async () => {
    const payment = samplePayment({ status: 'refunded', createdAt: hoursAgo(1) });
    await ledger.keep(payment, samplePosting(payment, { state: 'voided', createdAt: hoursAgo(1) }));
    billed.add(payment);
    await readAll();
    expect(await findingOf(payment)).toBe('unexpected');
  });

  it('says nothing of a credit under way, unless billing contradicts it', async () => {
    const [due, contradicted] = [samplePayment(), samplePayment()];
    for (const payment of [due, contradicted]) await ledger.keep(payment, samplePosting(payment));
    billed.add(due);
    billed.add(contradicted, { amountKopecks: kopecks(1) });
    await readAll();
    expect(await ledger.posting(due.id, 'credit')).toMatchObject({ readBackAt: null, readBackFinding: null });
    expect(await findingOf(contradicted)).toBe('other_amount');
  });

  it('reports a receipt of ours that the ledger does not know, each record once, but no foreign ones', async () => {
    await credited();
    const lost = billed.add(samplePayment(), { paidAt: hoursAgo(3) });
    billed.add(samplePayment(), { paidAt: hoursAgo(3), receipt: '20261124-0001' });
    billed.add(samplePayment(), { paidAt: hoursAgo(3), isCancelled: true });
    const one = reader();
    await readAll(one);
    await readAll(one);
    expect(strangers).toEqual([1, 1]);
    expect(logged).toEqual([{ receipt: lost.receipt, recordId: lost.recordId }]);
    billed.change(lost.recordId, { isCancelled: true });
    await readAll(one);
    expect(strangers).toEqual([1, 1, 0]);
  });

  it('cannot read what another manager posted, and calls none of it missing', async () => {
    const { payment } = await credited(1, { posterId: '8' });
    billed.rows = [];
    await readAll();
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      readBackAt: null,
      readBackFinding: null,
    });
    billed.add(payment);
    await readAll();
    expect(await findingOf(payment)).toBe('other_record');
  });

  it('ends when billing fails, keeps what it had, and begins anew', async () => {
    const { payment } = await credited();
    const old = await credited(60);
    const one = reader();
    billing.on.listPayments.does((range, cursor) => billed.list(range, cursor)).fails(unavailable());
    await readAll(one);
    expect((await ledger.posting(payment.id, 'credit')).readBackAt).not.toBeNull();
    expect((await ledger.posting(old.payment.id, 'credit')).readBackAt).toBeNull();
    expect([strangers, logged]).toEqual([[], []]);
    await readAll(one);
    expect((await ledger.posting(old.payment.id, 'credit')).readBackAt).not.toBeNull();
    expect(strangers).toEqual([0]);
  });

  it('stops between two credits when it is told to', async () => {
    await credited();
    await reader().run(() => true);
    expect(billing.on.listPayments.calls).toHaveLength(1);
    expect(strangers).toEqual([]);
  });
});
