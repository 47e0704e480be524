import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { receiptOf } from '../../src/ledger/document-numbers';
import type { RunSource } from '../../src/reconciliation/run';
import { kopecks } from '../../src/shared/money';
import { dropAndClose, freshDataSource } from '../support/database';
import { rejected, unavailable, unknownOutcome } from '../support/fakes';
import { DAY, ReconciliationHouse } from '../support/reconciliation-house';

let dataSource: DataSource;
let house: ReconciliationHouse;
beforeAll(async () => {
  Logger.overrideLogger(false);
  dataSource = await freshDataSource();
});
beforeEach(async () => {
  house = new ReconciliationHouse(dataSource);
  await house.clear();
});
afterAll(() => dropAndClose(dataSource));

const PARKED = { state: 'parked', recordId: null, postedAt: null, parkedReason: 'agreement_closed' } as const;
const LOST = { billing: 'none' } as const;
const asked = (): number => house.acquirer.on.getState.calls.length;

// Goal: what one run and the runs after it make of a day, over a real database, between a bank and a billing that hold what
// the test says. What counts as a discrepancy is shown beside the comparison itself.
describe('a run', () => {
  it('finds nothing where all three agree', async () => {
    for (let i = 0; i < 5; i += 1) await house.payment();
    const run = await house.reconcile();
    expect(run).toMatchObject({ state: 'done', stage: 'keep', failure: null, withRegistries: false });
    expect(run.counts).toMatchObject({ asked: 5, payments: 5, billed: 5, found: 0, fresh: 0 });
    expect(run.counts.unsettled.count).toBe(0);
    expect(await house.found()).toEqual([]);
  });

  it('heals a confirmation that was never heard of, by asking', async () => {
    const payment = await house.payment(
      { status: 'awaiting_payer', confirmedAt: null, postedAt: null },
      { credit: null, ...LOST },
    );
    const run = await house.reconcile();
    expect(run.counts.moved.names).toEqual([payment.orderId]);
    expect((await house.paymentNow(payment)).status).toBe('confirmed');
    expect((await house.postings(payment)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'credit due',
    ]);
    expect(await house.found()).toEqual([]);
  });

  it.each(['expired', 'cancelled', 'rejected'] as const)(
    'finds the late confirmation of an order that had been %s',
    async (status) => {
      const payment = await house.payment(
        { status, confirmedAt: null, postedAt: null },
        { credit: null, ...LOST },
      );
      await house.reconcile();
      expect((await house.paymentNow(payment)).status).toBe('confirmed');
    },
  );

  it('heals a refund that was never heard of, by asking', async () => {
    const payment = await house.payment({}, { bank: 'refunded' });
    await house.reconcile();
    expect((await house.paymentNow(payment)).status).toBe('refunded');
    await house.post();
    expect((await house.postings(payment)).at(-1)).toMatchObject({ kind: 'reversal', state: 'posted' });
    await house.reconcile();
    expect(await house.found()).toEqual([]);
  });

  it('knows an order that the bank told of and the ledger does not have', async () => {
    const payment = await house.payment();
    await house.store.unitOfWork((unit) =>
      unit.inbox.insert({
        id: house.ids.next(),
        receivedAt: new Date(`${DAY}T10:00:00Z`),
        contentHash: 'h',
        isRepeat: false,
        outcome: 'unknown_order',
        reason: null,
        orderId: 'elsewhere-1',
        body: '{}',
        bankStatus: null,
        requestId: null,
        processedAt: house.clock.now(),
      }),
    );
    house.atBank.set('777', {
      ...house.atBank.get(payment.acquirerPaymentId!)!,
      orderId: 'elsewhere-1',
      acquirerPaymentId: '777',
    });
    await house.reconcile();
    expect(await house.only()).toMatchObject({
      class: 'unknown_order',
      orderId: 'elsewhere-1',
      acquirerPaymentId: '777',
      bankKopecks: 50_000,
      paymentId: null,
    });
  });

  it('does not believe a list alone: the receipt is looked up before a credit counts as missing', async () => {
    const payment = await house.payment();
    house.billing.on.listPayments.always(() => ({ payments: [], nextCursor: null }));
    await house.reconcile();
    expect(house.billing.on.findPayment.calls.flat()).toContain(receiptOf(payment.id, 'credit'));
    expect(await house.found()).toEqual([]);
  });

  it('asks the bank once more before it calls a reversal unasked-for: the refund may have come meanwhile', async () => {
    const payment = await house.payment({}, { billing: 'cancelled' });
    house.acquirer.on.getState.does(() => {
      const before = house.atBank.get(payment.acquirerPaymentId!)!;
      house.says(payment, 'refunded');
      return before;
    });
    await house.reconcile();
    expect(await house.found()).toEqual([]);
    expect((await house.paymentNow(payment)).status).toBe('refunded');
  });

  it('says of an order without an answer that it is unsettled, asks three times, and heals nothing about it', async () => {
    const payment = await house.payment({ status: 'confirmed', postedAt: null }, { credit: PARKED, ...LOST });
    const other = await house.payment();
    await house.reconcile();
    expect(await house.found()).toEqual(['not_in_billing open']);
    house.holds(payment);
    house.acquirer.on.getState.always((id) => {
      if (id !== payment.acquirerPaymentId) return house.atBank.get(id)!;
      throw unknownOutcome('tinkoff');
    });
    const before = asked();
    const run = await house.reconcile();
    expect(run.counts.unsettled).toEqual({ count: 1, names: [payment.orderId] });
    expect(asked() - before).toBe(4);
    expect(await house.found()).toEqual(['not_in_billing open']);
    expect((await house.paymentNow(other)).status).toBe('posted');
  });

  it('fails in plain words when the bank is away, and goes on behind what was asked', async () => {
    for (let i = 0; i < 60; i += 1) await house.payment();
    house.acquirer.on.checkHealth.answers(undefined).fails(unavailable('tinkoff'));
    const failed = await house.reconcile();
    expect(failed).toMatchObject({ state: 'failed', failure: 'bank_away', stage: 'bank' });
    expect(asked()).toBe(50);
    const resumed = await house.reconcile();
    expect(resumed).toMatchObject({ id: failed.id, state: 'done', failure: null });
    expect(asked()).toBe(60);
    expect(resumed.counts.asked).toBe(60);
  });

  it('takes a bank that answers about no order for one that is away', async () => {
    for (let i = 0; i < 12; i += 1) await house.payment();
    house.acquirer.on.getState.always(() => {
      throw unavailable('tinkoff');
    });
    expect(await house.reconcile()).toMatchObject({ state: 'failed', failure: 'bank_away' });
  });

  it.each([
    ['billing_away', unavailable()],
    ['billing_refuses', rejected('access_denied')],
  ] as const)('fails as %s when billing shows nothing, and keeps what it knew', async (failure, error) => {
    await house.payment({ status: 'confirmed', postedAt: null }, { credit: PARKED, ...LOST });
    await house.reconcile();
    house.billing.on.listPayments.fails(error);
    expect(await house.reconcile()).toMatchObject({ state: 'failed', failure });
    expect(await house.found()).toEqual(['not_in_billing open']);
  });

  it('of a failure long ago is begun anew', async () => {
    house.billing.on.listPayments.fails(unavailable());
    const failed = await house.reconcile();
    await house.clock.advance(7 * 3_600_000);
    expect((await house.begin()).id).not.toBe(failed.id);
  });

  it('is one while it is at work, whoever asks for it', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => house.begin()));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    expect((await house.begin({ terminal: 'OTHER' })).id).not.toBe(runs[0]?.id);
  });

  it('changes nothing the second time but when a discrepancy was seen last', async () => {
    await house.payment({ status: 'confirmed', postedAt: null }, { credit: PARKED, ...LOST });
    await house.payment({}, LOST);
    house.holds(await house.payment(), { recordId: 'second' });
    await house.reconcile();
    const before = await house.discrepancies();
    const eventsBefore = await Promise.all(before.map((one) => house.events(one)));
    await house.clock.advance(60_000);
    const run = await house.reconcile();
    expect(run.counts).toMatchObject({ found: 3, fresh: 0, reopened: 0, healed: 0 });
    const after = await house.discrepancies();
    expect(await Promise.all(after.map((one) => house.events(one)))).toEqual(eventsBefore);
    expect(after).toEqual(
      before.map((one) => ({
        ...one,
        lastRunId: run.id,
        lastSeenAt: house.clock.now(),
        version: one.version + 1,
      })),
    );
  });

  it('keeps apart what other days and terminals have', async () => {
    await house.payment({ terminal: 'OTHER' }, LOST);
    const before = new Date('2026-11-22T09:00:00Z');
    await house.payment({ createdAt: before, confirmedAt: before }, LOST);
    await house.reconcile();
    expect(await house.found()).toEqual([]);
  });

  it('of another terminal asks nobody, since the bank would answer for ours', async () => {
    await house.payment({ terminal: 'OTHER' }, LOST);
    await house.begin({ terminal: 'OTHER' });
    await house.worker().drain(() => false);
    expect(asked()).toBe(0);
    expect(await house.found()).toEqual(['not_in_billing open']);
  });

  it.each(['before it', 'while it is at work'])(
    'keeps nothing when a quarantine is opened %s',
    async (when) => {
      await house.payment({}, LOST);
      const quarantine = () =>
        dataSource.query(
          `INSERT INTO quarantines (id, reason, began_at, began_by, since, phase, report, version, open_mark)
        VALUES (?, 'by_hand', NOW(3), 'key:ops', NOW(3), 'journal', '{}', 1, 1)`,
          [house.ids.next()],
        );
      if (when === 'before it') await quarantine();
      else
        house.billing.on.listPayments.does(async () => {
          await quarantine();
          return { payments: [], nextCursor: null };
        });
      expect((await house.reconcile()).state).toBe('running');
      expect(await house.found()).toEqual([]);
      await dataSource.query('DELETE FROM quarantines');
      await house.worker().drain(() => false);
      expect(await house.found()).toEqual(['not_in_billing open']);
    },
  );
});

describe('a discrepancy', () => {
  const doubled = async () => {
    const payment = await house.payment();
    house.holds(payment, { recordId: 'second' });
    await house.reconcile();
    return { payment, discrepancy: await house.only() };
  };

  it('is healed when a later run does not find it, and opened again when it is back', async () => {
    const { payment, discrepancy } = await doubled();
    house.inBilling.delete('second');
    expect((await house.reconcile()).counts.healed).toBe(1);
    expect(await house.only()).toMatchObject({ state: 'healed', settledBy: 'worker:reconciliation' });
    house.holds(payment, { recordId: 'second' });
    expect((await house.reconcile()).counts.reopened).toBe(1);
    expect(await house.only()).toMatchObject({ id: discrepancy.id, state: 'open', settledAt: null });
    expect((await house.events(discrepancy)).map(({ type }) => type)).toEqual([
      'found',
      'healed',
      'reopened',
    ]);
  });

  it('stays closed while it is the same matter, and is opened again when it is another', async () => {
    const { payment, discrepancy } = await doubled();
    await house.treat.close(discrepancy.id, 'Возвращено наличными', 'key:anna');
    await house.reconcile();
    expect(await house.only()).toMatchObject({ state: 'closed', settledBy: 'key:anna' });
    house.holds(payment, { recordId: 'third', amountKopecks: kopecks(70_000) });
    await house.reconcile();
    expect(await house.only()).toMatchObject({ state: 'open', settledAt: null, settledBy: null });
  });

  it('that is closed stays so when it is gone', async () => {
    const { discrepancy } = await doubled();
    await house.treat.close(discrepancy.id, 'Объяснено', 'key:anna');
    house.inBilling.delete('second');
    await house.reconcile();
    expect((await house.only()).state).toBe('closed');
  });

  it('takes assignments, comments and a closing, each told with who did it', async () => {
    const { discrepancy } = await doubled();
    await house.treat.assign(discrepancy.id, 'Анна', 'key:anna');
    await house.treat.assign(discrepancy.id, 'Анна', 'key:boris');
    await house.treat.comment(discrepancy.id, 'Спросили абонента', 'key:boris');
    await house.treat.close(discrepancy.id, 'Лишнее снято', 'key:anna');
    await house.treat.comment(discrepancy.id, 'Акт в папке', 'key:boris');
    expect((await house.events(discrepancy)).map(({ type, actor, text }) => [type, actor, text])).toEqual([
      ['found', 'worker:reconciliation', null],
      ['assigned', 'key:anna', null],
      ['commented', 'key:boris', 'Спросили абонента'],
      ['closed', 'key:anna', 'Лишнее снято'],
      ['commented', 'key:boris', 'Акт в папке'],
    ]);
    expect(await house.only()).toMatchObject({ assignee: 'Анна', state: 'closed' });
  });

  it('that is settled is neither assigned, closed nor approved', async () => {
    const { discrepancy } = await doubled();
    await house.treat.close(discrepancy.id, 'Объяснено', 'key:anna');
    const codeOf = (work: Promise<void>): Promise<string> =>
      work.then(
        () => 'done',
        (error: unknown) => (error as Error).message,
      );
    expect(await codeOf(house.treat.assign(discrepancy.id, 'Анна', 'key:anna'))).toBe('discrepancy_settled');
    expect(await codeOf(house.treat.close(discrepancy.id, 'Ещё раз', 'key:anna'))).toBe(
      'discrepancy_settled',
    );
    expect(await codeOf(house.treat.approve(discrepancy.id, 'key:anna'))).toBe('discrepancy_settled');
    expect(await codeOf(house.treat.comment(house.ids.next(), 'Нет', 'key:anna'))).toBe(
      'discrepancy_not_found',
    );
  });

  it('of a day is not healed by a run of another', async () => {
    await doubled();
    house.inBilling.delete('second');
    await house.begin({ day: '2026-11-22' });
    await house.worker().drain(() => false);
    expect((await house.only()).state).toBe('open');
  });
});

describe('with registries', () => {
  const lineOf = ({ orderId, acquirerPaymentId }: { orderId: string; acquirerPaymentId: string | null }) => ({
    orderId,
    acquirerPaymentId,
    amountKopecks: 50_000,
  });

  it('the bank is asked only about what they do not settle', async () => {
    const settled = await house.payment();
    const unpaid = await house.payment(
      { status: 'expired', confirmedAt: null },
      { credit: null, ...LOST, bank: 'expired' },
    );
    const late = await house.payment({ status: 'expired', confirmedAt: null }, { credit: null, ...LOST });
    await house.registry([lineOf(settled), lineOf(late)]);
    const run = await house.reconcile();
    expect(run.withRegistries).toBe(true);
    expect(house.acquirer.on.getState.calls.flat()).toEqual(
      expect.not.arrayContaining([settled.acquirerPaymentId]),
    );
    expect(house.acquirer.on.getState.calls.flat()).toEqual(
      expect.arrayContaining([unpaid.acquirerPaymentId, late.acquirerPaymentId]),
    );
    expect((await house.paymentNow(late)).status).toBe('confirmed');
  });

  it('alone, nobody is asked', async () => {
    const payment = await house.payment();
    const missing = await house.payment({}, LOST);
    await house.registry([lineOf(payment), lineOf(missing)]);
    await house.reconcile({}, 'registry');
    expect(asked()).toBe(0);
    expect(await house.found()).toEqual(['not_in_billing open']);
  });

  it('what they showed is not called healed by a run without them', async () => {
    await house.registry([{ orderId: 'elsewhere', acquirerPaymentId: '778', amountKopecks: 50_000 }]);
    await house.reconcile();
    expect(await house.found()).toEqual(['unknown_order open']);
    await house.reconcile({}, 'bank');
    expect(await house.found()).toEqual(['unknown_order open']);
    await dataSource.query("UPDATE registry_lines SET superseded_by = 'later'");
    await house.registry([lineOf(await house.payment())]);
    await house.reconcile();
    expect(await house.found()).toEqual(['unknown_order healed']);
  });

  it.each<RunSource>(['auto', 'bank'])(
    'a sighting of the bank is kept once, by the source %s',
    async (source) => {
      await house.payment();
      await house.reconcile({}, source);
      await house.reconcile({}, source);
      expect(await dataSource.query('SELECT reconciliation_id FROM bank_sightings')).toHaveLength(1);
    },
  );
});
