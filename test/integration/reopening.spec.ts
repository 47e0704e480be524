import type { DataSource } from 'typeorm';
import { ClosedDays } from '../../src/books/closed-days';
import { SqlUnits } from '../../src/database/sql-units';
import { failureOf } from '../support/auth-house';
import { ClosingHouse, DAY } from '../support/closing-house';
import { dropAndClose, freshDataSource } from '../support/database';
import { SeededRandom } from '../support/fakes';

const REASON = 'Реестр пришёл позже';

describe('opening a closed day again', () => {
  let dataSource: DataSource;
  let house: ClosingHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await ClosingHouse.empty(dataSource);
    await house.payment();
    await house.reconciled();
    await house.one.closing.execute(DAY, 'key:anna');
  });
  afterAll(() => dropAndClose(dataSource));

  const request = (actor = 'key:anna'): Promise<unknown> => house.one.reopening.request(DAY, actor, REASON);
  const confirm = (actor: string): Promise<unknown> => house.two.reopening.confirm(DAY, actor);

  it('takes two persons and a reason, and keeps the frozen rows', async () => {
    await request();
    expect(await house.one.reading.find(DAY)).toMatchObject({
      state: 'closed',
      reopening: { requestedBy: 'key:anna', requestedAt: house.clock.now().toISOString(), reason: REASON },
    });
    await confirm('key:boris');
    const view = await house.one.reading.find(DAY);
    expect(view).toMatchObject({ state: 'reopened', seal: null, reopening: null });
    expect(view.checklist).not.toBeNull();
    expect(view.links.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['close', 1],
      ['reopen', 2],
    ]);
    expect(view.links[1]).toMatchObject({
      actor: 'key:anna',
      secondActor: 'key:boris',
      reason: REASON,
      rowCount: 0,
    });
    expect(await house.count('closed_rows')).toBe(1);
    expect(await house.faults()).toEqual([]);
  });

  it('lets the day be closed again, under a new link with rows of its own', async () => {
    await request();
    await confirm('key:boris');
    const closed = new ClosedDays(new SqlUnits(dataSource, house.clock, new SeededRandom(1)));
    expect(await closed.sealOf(DAY)).toBeNull();
    expect(await closed.sealsBetween('2026-11-01', '2026-11-30')).toEqual([]);
    await house.payment();
    const link = await house.two.closing.execute(DAY, 'key:boris');
    expect(await closed.sealOf(DAY)).toMatchObject({ sequence: 3, hash: link.hash, sealedAt: link.sealedAt });
    expect(
      await house.rows('SELECT seal_sequence, COUNT(*) AS n FROM closed_rows GROUP BY seal_sequence'),
    ).toEqual([
      { seal_sequence: 1, n: '1' },
      { seal_sequence: 3, n: '2' },
    ]);
    const rows = [];
    for await (const chunk of closed.rows(3, 'payment')) rows.push(...chunk);
    expect(rows.map(({ rowNo }) => rowNo)).toEqual([1, 2]);
    expect(await house.faults()).toEqual([]);
  });

  it('is not confirmed by who asked, and the request lapses', async () => {
    await request();
    expect(await failureOf(confirm('key:anna'))).toBe('reopening_same_person');
    expect(await failureOf(confirm('key:boris'))).toBe('reopening_not_requested');
    expect(await house.one.reading.find(DAY)).toMatchObject({ state: 'closed', reopening: null });
  });

  it('can be withdrawn', async () => {
    await request();
    await house.two.reopening.withdraw(DAY, 'key:boris');
    expect(await failureOf(confirm('key:boris'))).toBe('reopening_not_requested');
    expect(await failureOf(house.one.reopening.withdraw(DAY, 'key:anna'))).toBe('reopening_not_requested');
  });

  it('is asked for once, and of a closed day only', async () => {
    await request();
    expect(await failureOf(request('key:boris'))).toBe('reopening_already_requested');
    await confirm('key:boris');
    expect(await failureOf(request())).toBe('day_not_closed');
    expect(await failureOf(confirm('key:boris'))).toBe('reopening_not_requested');
  });

  it.each([1, 2, 3])('happens once though two confirm it at once (%d)', async () => {
    await request();
    const outcomes = await house.inTime(
      Promise.all([
        failureOf(house.one.reopening.confirm(DAY, 'key:boris')),
        failureOf(house.two.reopening.confirm(DAY, 'key:clara')),
      ]),
    );
    expect(outcomes.sort()).toEqual(['no failure', 'reopening_not_requested']);
    expect(await house.count('day_seals')).toBe(2);
  });

  it('takes its turn with a closing in the one chain', async () => {
    await house.reconciled({ day: '2026-11-22' });
    await request();
    await house.inTime(
      Promise.all([confirm('key:boris'), house.one.closing.execute('2026-11-22', 'key:anna')]),
    );
    expect(await house.count('day_seals')).toBe(3);
    expect(await house.faults()).toEqual([]);
  });

  it('is listed day by day', async () => {
    await request();
    const days = await house.one.reading.list('2026-11-22', '2026-11-24');
    expect(days.map(({ day, state, reopening }) => [day, state, reopening?.requestedBy])).toEqual([
      ['2026-11-22', 'open', undefined],
      [DAY, 'closed', 'key:anna'],
      ['2026-11-24', 'open', undefined],
    ]);
    expect(days[1]).toMatchObject({ from: '2026-11-22T21:00:00.000Z', to: '2026-11-23T21:00:00.000Z' });
  });
});
