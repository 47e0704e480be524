import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { KeepFindings } from '../../src/reconciliation/keep-findings';
import { SettleGone } from '../../src/reconciliation/settle-gone';
import { dropAndClose, freshDataSource } from '../support/database';
import { settled, unavailable, type Script } from '../support/fakes';
import { DAY, LEASE_MS, ReconciliationHouse } from '../support/reconciliation-house';

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
afterEach(() => jest.restoreAllMocks());
afterAll(() => dropAndClose(dataSource));

const never = () => false;
const PARKED = { state: 'parked', recordId: null, postedAt: null } as const;

/** A call in which a replica stays until it is let go on. */
class Standstill {
  private begin: () => void = () => undefined;
  private release: () => void = () => undefined;
  readonly reached = new Promise<void>((resolve) => (this.begin = resolve));
  private readonly end = new Promise<void>((resolve) => (this.release = resolve));

  async stay(): Promise<void> {
    this.begin();
    await this.end;
  }

  goOn(): void {
    this.release();
  }

  /** The next call of a port stands still and then does as it always does. */
  in<Args extends readonly unknown[], Result>(script: Script<Args, Result>): void {
    script.does(async (...args) => {
      await this.stay();
      return script.run(...args);
    });
  }
}

async function aDay(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await house.payment();
  await house.payment({ status: 'confirmed', postedAt: null }, { credit: PARKED, billing: 'none' });
  await house.payment({}, { billing: 'none' });
}

const STANDSTILLS = {
  bank: (still: Standstill) => still.in(house.acquirer.on.getState),
  billing: (still: Standstill) => still.in(house.billing.on.listPayments),
  compare: (still: Standstill) => still.in(house.billing.on.findPayment),
  keep: (still: Standstill) => {
    const { execute } = KeepFindings.prototype;
    jest.spyOn(KeepFindings.prototype, 'execute').mockImplementationOnce(async function (
      this: KeepFindings,
      ...args
    ) {
      await still.stay();
      return execute.apply(this, args);
    });
  },
  'what is gone': (still: Standstill) => {
    const { execute } = SettleGone.prototype;
    jest.spyOn(SettleGone.prototype, 'execute').mockImplementationOnce(async function (
      this: SettleGone,
      ...args
    ) {
      await still.stay();
      return execute.apply(this, args);
    });
  },
};

// Goal: wherever a replica stands still for longer than its lease, another brings the run to its end, and the first one, when
// it comes to itself, writes nothing more.
describe('a replica that stands still', () => {
  it.each(Object.keys(STANDSTILLS) as (keyof typeof STANDSTILLS)[])(
    'in the stage "%s" is replaced, and does no harm when it goes on',
    async (stage) => {
      await aDay();
      const run = await house.begin();
      const still = new Standstill();
      STANDSTILLS[stage](still);
      const first = house.worker().drain(never);
      await still.reached;
      await house.worker().drain(never);
      expect((await house.runs.find(run.id))?.state).toBe('running');
      await house.clock.advance(LEASE_MS);
      await house.worker().drain(never);
      const done = await house.runs.find(run.id);
      expect(done).toMatchObject({ state: 'done', counts: { found: 2, payments: 5 } });
      const found = await house.discrepancies();
      expect(found).toHaveLength(2);
      still.goOn();
      await first;
      expect(await house.runs.find(run.id)).toEqual(done);
      expect(await house.discrepancies()).toEqual(found);
      for (const one of found) expect(await house.events(one)).toHaveLength(1);
    },
  );

  it('that stops leaves its run to another at once', async () => {
    await aDay();
    const run = await house.begin();
    let isStopped = false;
    house.billing.on.listPayments.does(() => {
      isStopped = true;
      return { payments: [], nextCursor: 'more' };
    });
    await house.worker().drain(() => isStopped);
    expect(await house.runs.find(run.id)).toMatchObject({ state: 'running', stage: 'billing' });
    const before = house.acquirer.on.getState.calls.length;
    await house.worker().drain(never);
    expect(await house.runs.find(run.id)).toMatchObject({ state: 'done', counts: { found: 2, asked: 5 } });
    // Nobody is asked again but about what looks wrong.
    expect(house.acquirer.on.getState.calls.length - before).toBe(2);
  });

  it('that is at work prolongs its lease', async () => {
    await aDay();
    const run = await house.begin();
    house.billing.on.listPayments.always(async (_range, cursor) => {
      await house.clock.advance(LEASE_MS / 10);
      await house.worker().drain(never);
      const page = Number(cursor ?? 0);
      return { payments: [], nextCursor: page < 15 ? String(page + 1) : null };
    });
    await house.worker().drain(never);
    expect(await house.runs.find(run.id)).toMatchObject({ state: 'done' });
    expect(house.billing.on.listPayments.calls).toHaveLength(16);
  });
});

it('two replicas share the runs, each run done once', async () => {
  await aDay();
  const days = [DAY, '2026-11-22', '2026-11-21', '2026-11-20'];
  const begun = await Promise.all(days.map((day) => house.begin({ day })));
  await Promise.all([house.worker().drain(never), house.worker().drain(never)]);
  const states = await Promise.all(begun.map(async ({ id }) => (await house.runs.find(id))?.state));
  expect(states).toEqual(['done', 'done', 'done', 'done']);
  const firstPages = house.billing.on.listPayments.calls.filter(([, cursor]) => cursor === null);
  expect(firstPages).toHaveLength(4);
});

describe('at night', () => {
  /** 12:00 in Moscow. */
  const nightly = { RECONCILIATION_NIGHTLY_HOUR: 12, RECONCILIATION_DAYS: 3 };
  const runsMade = async (): Promise<string[]> =>
    (await house.runs.list(null, null, 100))
      .map(({ day, terminal, cause }) => `${day} ${terminal} ${cause}`)
      .sort();
  const EXPECTED = ['2026-11-21 DEMO nightly', '2026-11-22 DEMO nightly', '2026-11-23 DEMO nightly'];

  it('the last days are reconciled once, whoever of the replicas comes first and however often', async () => {
    const replicas = [house.worker(nightly), house.worker(nightly), house.worker(nightly)];
    await Promise.all(replicas.map((one) => one.drain(never)));
    await Promise.all(replicas.map((one) => one.drain(never)));
    await house.worker(nightly).drain(never);
    expect(await runsMade()).toEqual(EXPECTED);
  });

  it('nothing is begun before the hour, and nothing without one', async () => {
    await house.worker({ ...nightly, RECONCILIATION_NIGHTLY_HOUR: 13 }).drain(never);
    await house.worker({ RECONCILIATION_NIGHTLY_HOUR: null }).drain(never);
    expect(await runsMade()).toEqual([]);
  });

  it('the next night begins anew', async () => {
    const worker = house.worker(nightly);
    await worker.drain(never);
    await house.clock.advance(24 * 3_600_000);
    await worker.drain(never);
    expect(await runsMade()).toHaveLength(6);
  });

  it('every terminal of the day has its own, and closed days have none', async () => {
    await house.payment({ terminal: 'OTHER' });
    await dataSource.query(
      `INSERT INTO day_seals (sequence, kind, day, row_count, rows_hash, previous_hash, hash, sealed_at, actor)
        VALUES (1, 'close', '2026-11-22', 0, '', '', '', NOW(3), 'key:finance')`,
    );
    await house.worker(nightly).drain(never);
    expect(await runsMade()).toEqual([
      '2026-11-21 DEMO nightly',
      '2026-11-23 DEMO nightly',
      '2026-11-23 OTHER nightly',
    ]);
  });

  it('a run of a person is waited for, and the night has its own after it', async () => {
    await house.begin();
    await house.worker(nightly).drain(never);
    expect(await runsMade()).toEqual([
      '2026-11-21 DEMO nightly',
      '2026-11-22 DEMO nightly',
      '2026-11-23 DEMO by_hand',
      '2026-11-23 DEMO nightly',
    ]);
  });

  it('what failed is taken up again after a pause, until it is done', async () => {
    house.billing.on.listPayments.always(() => {
      throw unavailable();
    });
    const worker = house.worker({ ...nightly, RECONCILIATION_DAYS: 1 });
    await worker.drain(never);
    await worker.drain(never);
    expect(house.billing.on.listPayments.calls).toHaveLength(1);
    await house.clock.advance(11 * 60_000);
    house.billing.on.listPayments.always(() => ({ payments: [], nextCursor: null }));
    await worker.drain(never);
    expect(await house.runs.list(null, null, 10)).toMatchObject([{ day: DAY, state: 'done', failure: null }]);
    await settled();
  });
});
