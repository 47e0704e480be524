import type { DataSource } from 'typeorm';
import { parsePaymentLine } from '../../src/books/canonical';
import * as freezing from '../../src/closing/freeze';
import { SealRows } from '../../src/closing/seal-rows';
import type { Connection } from '../../src/database/connection';
import { Problem } from '../../src/shared/problem/problem';
import { failureOf } from '../support/auth-house';
import { ClosingHouse, DAY } from '../support/closing-house';
import { dropAndClose, freshDataSource } from '../support/database';

jest.mock('../../src/closing/freeze', () => {
  const actual = jest.requireActual<typeof freezing>('../../src/closing/freeze');
  return { freeze: jest.fn(actual.freeze) };
});
const { freeze } = jest.requireActual<typeof freezing>('../../src/closing/freeze');
const freezeSpy = jest.mocked(freezing.freeze);

/** MariaDB tells the same of its locks again to who asks sooner. */
const LOOK_AGAIN_MS = 150;

/** Nothing of a closing may be seen before all of it is, and nothing that happens meanwhile may fall between. */
describe('closing a day in MariaDB', () => {
  let dataSource: DataSource;
  let house: ClosingHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await ClosingHouse.empty(dataSource);
  });
  afterAll(() => dropAndClose(dataSource));

  const close = (day = DAY): ReturnType<ClosingHouse['one']['closing']['execute']> =>
    house.one.closing.execute(day, 'key:anna');
  const hindrances = async (day = DAY): Promise<Record<string, number>> => {
    const { checklist } = await house.one.reading.find(day);
    return Object.fromEntries(
      checklist!.filter(({ isMet }) => !isMet).map(({ code, count }) => [code, count]),
    );
  };
  const kinds = async (): Promise<string[]> =>
    (await house.rows<{ kind: string }>('SELECT kind FROM closed_rows ORDER BY row_no')).map(
      ({ kind }) => kind,
    );

  it('freezes every kind of row in its order, and seals them', async () => {
    const payment = await house.payment();
    const refunded = await house.payment({ status: 'refunded', acquirerPaymentId: '9100000002' });
    await house.tells(refunded, {
      type: 'moved',
      from: 'posted',
      to: 'refunded',
      at: new Date('2026-11-23T10:00:00Z'),
    });
    await house.payment(
      { createdAt: new Date('2026-11-22T20:59:59.999Z'), confirmedAt: null, status: 'expired' },
      null,
    );
    await house.registryLine();
    await house.discrepancy({ severity: 'notice', class: 'other_day' });
    await house.reconciled();
    const link = await close();
    expect(link).toMatchObject({ sequence: 1, kind: 'close', day: DAY, rowCount: 5, actor: 'key:anna' });
    expect(await kinds()).toEqual(['payment', 'payment', 'registry_line', 'refund', 'discrepancy']);
    const [row] = await house.rows<{ content: string; payment_id: string }>(
      'SELECT content, payment_id FROM closed_rows WHERE row_no = 1',
    );
    expect(parsePaymentLine(row!.content)).toMatchObject({ paymentId: payment.id, feeKopecks: 1_000 });
    expect(row!.payment_id).toBe(payment.id);
    expect(await house.faults()).toEqual([]);
    expect(await house.one.reading.find(DAY)).toMatchObject({
      state: 'closed',
      seal: { hash: link.hash },
      checklist: null,
    });
  });

  it('puts what happened on the day to a day closed before among its rows', async () => {
    const earlier = await house.payment({
      createdAt: new Date('2026-11-21T09:00:00Z'),
      confirmedAt: new Date('2026-11-21T09:00:00Z'),
    });
    await house.reconciled({ day: '2026-11-21' });
    house.clock.now = () => new Date('2026-11-22T09:00:00Z');
    await house.run("UPDATE reconciliations SET began_at = '2026-11-22 03:00:00'");
    await close('2026-11-21');
    house.clock.now = () => new Date('2026-11-23T09:00:00Z');
    await house.moves(earlier, 'refunded');
    house.clock.now = () => new Date('2026-11-24T09:00:00Z');
    await house.reconciled();
    await close();
    expect(await kinds()).toEqual(['payment', 'refund', 'correction']);
    expect(await house.faults()).toEqual([]);
  });

  it('closes a day without payments, once its own terminal is reconciled', async () => {
    expect(await hindrances()).toEqual({ reconciliation_missing: 1 });
    await house.reconciled();
    expect((await close()).rowCount).toBe(0);
  });

  it('needs no earlier day to be closed, but shows them', async () => {
    await house.payment(
      { createdAt: new Date('2026-11-20T09:00:00Z'), confirmedAt: null, status: 'expired' },
      null,
    );
    await house.reconciled();
    expect((await house.one.reading.find(DAY)).earlierOpenDays).toEqual(['2026-11-20']);
    await close();
    expect((await house.one.reading.find('2026-11-24')).earlierOpenDays).toEqual(['2026-11-20']);
  });

  describe('is hindered', () => {
    it('by time: the day goes on, or has just ended', async () => {
      await house.reconciled({ began_at: new Date('2026-11-23T21:00:00Z') });
      house.clock.now = () => new Date('2026-11-23T20:59:59.999Z');
      expect(await hindrances()).toEqual({ day_not_over: 1 });
      house.clock.now = () => new Date('2026-11-23T21:59:59.999Z');
      expect(await hindrances()).toEqual({ day_settling: 1 });
      house.clock.now = () => new Date('2026-11-23T22:00:00Z');
      expect(await hindrances()).toEqual({});
    });

    it('by orders that are not at their end, and by an open quarantine', async () => {
      await house.payment({ status: 'awaiting_payer', confirmedAt: null }, null);
      await house.payment({ status: 'authorized', confirmedAt: null }, null);
      await house.reconciled();
      await house.insert('quarantines', {
        id: house.ids.next(),
        reason: 'by_hand',
        began_at: house.clock.now(),
        began_by: 'key:ops',
        since: house.clock.now(),
        phase: 'journal',
        report: '{}',
        open_mark: 1,
        version: 1,
      });
      expect(await hindrances()).toEqual({ orders_open: 2, quarantine_open: 1 });
    });

    it('by postings that are not done, unless a person has explained the payment', async () => {
      const due = await house.payment({ status: 'confirmed' }, { state: 'due' });
      const parked = await house.payment({ status: 'confirmed' }, { state: 'parked' });
      await house.reconciled();
      expect(await hindrances()).toEqual({ postings_unsettled: 2 });
      await house.discrepancy({ payment_id: parked.id, state: 'closed' });
      await house.discrepancy({ payment_id: due.id, state: 'healed' });
      expect(await hindrances()).toEqual({ postings_unsettled: 1 });
    });

    it('by errors that are open or being healed, not by notices', async () => {
      await house.reconciled();
      await house.discrepancy();
      await house.discrepancy({ state: 'healing' });
      await house.discrepancy({ state: 'closed' });
      await house.discrepancy({ severity: 'notice' });
      await house.discrepancy({ day: '2026-11-22' });
      expect(await hindrances()).toEqual({ discrepancies_open: 2 });
    });

    it('by terminals that were not reconciled after the day, or are being', async () => {
      await house.payment();
      await house.payment({ terminal: 'SECOND' });
      await house.registryLine({ terminal: 'THIRD' });
      await house.reconciled({ began_at: new Date('2026-11-23T20:59:59.999Z') });
      await house.reconciled({ terminal: 'SECOND', state: 'failed' });
      await house.reconciled({ terminal: 'THIRD', day: '2026-11-22' });
      expect(await hindrances()).toEqual({ reconciliation_missing: 3 });
      await house.reconciled();
      await house.reconciled({ terminal: 'SECOND' });
      await house.reconciled({ terminal: 'THIRD', state: 'running', running_mark: 1, finished_at: null });
      expect(await hindrances()).toEqual({ reconciliation_missing: 1, reconciliation_running: 1 });
    });

    it('by what changed since the reconciliation, and not by what was only noted', async () => {
      const payment = await house.payment();
      await house.payment({ terminal: 'SECOND' });
      await house.reconciled();
      await house.reconciled({ terminal: 'SECOND' });
      await house.tells(payment, { type: 'noted' });
      expect(await hindrances()).toEqual({});
      await house.tells(payment, { type: 'posting' });
      expect(await hindrances()).toEqual({ reconciliation_outdated: 1 });
      await house.clock.advance(1);
      await house.reconciled({ began_at: house.clock.now() });
      expect(await hindrances()).toEqual({});
    });

    it('by a registry that came after the reconciliation', async () => {
      await house.payment();
      await house.reconciled();
      await house.registryLine();
      await house.run('UPDATE registries SET uploaded_at = ?', [house.clock.now()]);
      expect(await hindrances()).toEqual({ reconciliation_outdated: 1 });
    });

    it('and says so with every reason, and freezes nothing', async () => {
      await house.payment({ status: 'confirmed' }, { state: 'due' });
      await house.discrepancy();
      const problem = await close().catch((error: unknown) => error as Problem);
      expect(problem).toBeInstanceOf(Problem);
      expect((problem as Problem).kind.code).toBe('day_not_ready');
      expect((problem as Problem).errors?.map(({ code }) => code)).toEqual([
        'postings_unsettled',
        'reconciliation_missing',
        'discrepancies_open',
      ]);
      expect((problem as Problem).errors?.at(-1)?.detail).toEqual({
        ru: 'Расхождений дня, которые не устранены и не объяснены: 1.',
        en: 'Discrepancies of the day that are neither healed nor explained: 1.',
      });
      expect([await house.count('closed_rows'), await house.count('day_seals')]).toEqual([0, 0]);
    });
  });

  describe('by two replicas at once', () => {
    beforeEach(async () => {
      for (let i = 0; i < 20; i += 1) await house.payment();
      await house.reconciled();
      await house.reconciled({ day: '2026-11-22', began_at: new Date('2026-11-23T03:00:00Z') });
    });
    const both = (days: readonly string[]): Promise<string[]> =>
      house.inTime(
        Promise.all([
          failureOf(house.one.closing.execute(days[0]!, 'key:anna')),
          failureOf(house.two.closing.execute(days[1]!, 'key:boris')),
        ]),
      );

    it.each([1, 2, 3])('closes one day once (%d)', async () => {
      expect((await both([DAY, DAY])).sort()).toEqual(['day_already_closed', 'no failure']);
      expect([await house.count('day_seals'), await house.count('closed_rows')]).toEqual([1, 20]);
      expect(await house.faults()).toEqual([]);
    });

    it.each([1, 2, 3])('closes two days in one chain (%d)', async () => {
      expect(await both([DAY, '2026-11-22'])).toEqual(['no failure', 'no failure']);
      expect(await house.count('day_seals')).toBe(2);
      expect(await house.faults()).toEqual([]);
    });
  });

  describe('that breaks off', () => {
    beforeEach(async () => {
      await house.payment();
      await house.reconciled();
    });
    afterEach(() => jest.restoreAllMocks());

    it('leaves nothing', async () => {
      jest.spyOn(SealRows.prototype, 'append').mockRejectedValueOnce(new Error('the process dies'));
      expect(await failureOf(close())).toBe('the process dies');
      expect([await house.count('closed_rows'), await house.count('day_seals')]).toEqual([0, 0]);
      expect(await house.one.reading.find(DAY)).toMatchObject({ state: 'open' });
      await close();
      expect(await house.faults()).toEqual([]);
    });

    it('because the database ends the connection is done again, whole', async () => {
      jest.spyOn(SealRows.prototype, 'append').mockImplementationOnce(async function (this: SealRows) {
        const { connection } = this as unknown as { connection: Connection };
        const [own] = await connection.rows<{ id: string }>('SELECT CONNECTION_ID() AS id');
        await house.run(`KILL ${own!.id}`);
        await connection.rows('SELECT 1');
      });
      await house.inTime(close());
      expect(await house.count('closed_rows')).toBe(1);
      expect(await house.faults()).toEqual([]);
    });
  });

  describe('while a payment of it changes', () => {
    const meanwhile = (work: () => Promise<unknown>): void => {
      freezeSpy.mockImplementationOnce(async (...args) => {
        const frozen = await freeze(...args);
        await work();
        return frozen;
      });
    };
    const statuses = async (): Promise<string[]> =>
      (await house.rows<{ content: string }>('SELECT content FROM closed_rows')).map(
        ({ content }) => parsePaymentLine(content).status,
      );

    const isSomebodyWaiting = async (): Promise<boolean> => {
      const waiting = await house.rows(
        "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
      );
      return waiting.length > 0;
    };

    it('begins anew, and is refused when the change must be reconciled first', async () => {
      const payment = await house.payment();
      await house.reconciled();
      meanwhile(() => house.moves(payment, 'refunded'));
      expect(await failureOf(close())).toBe('day_not_ready');
      expect(await house.count('closed_rows')).toBe(0);
    });

    it('seals the payment as it has become', async () => {
      const payment = await house.payment();
      await house.reconciled();
      meanwhile(() =>
        house.run('UPDATE payments SET flag = ?, version = 2 WHERE id = ?', ['partial_refund', payment.id]),
      );
      await close();
      const [row] = await house.rows<{ content: string }>('SELECT content FROM closed_rows');
      expect(parsePaymentLine(row!.content).flag).toBe('partial_refund');
    });

    it('seals a payment that appears, and a posting', async () => {
      await house.payment();
      await house.reconciled();
      meanwhile(async () => {
        await house.payment({ status: 'expired', confirmedAt: null }, null);
      });
      await close();
      expect((await statuses()).sort()).toEqual(['expired', 'posted']);
    });

    it('gives up when that does not end', async () => {
      await house.reconciled();
      for (let i = 0; i < 5; i += 1) {
        meanwhile(() => house.payment({ status: 'expired', confirmedAt: null }, null));
      }
      const problem = (await close().catch((error: unknown) => error)) as Problem;
      expect([problem.kind.code, problem.retryAfterSeconds]).toEqual(['day_in_motion', 60]);
      expect(await house.count('closed_rows')).toBe(0);
    });

    it('waits for a change that is being written, and seals it', async () => {
      const payment = await house.payment();
      await house.reconciled();
      const runner = dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query('UPDATE payments SET flag = ?, version = 2 WHERE id = ?', [
        'partial_refund',
        payment.id,
      ]);
      const closing = close();
      while (!(await isSomebodyWaiting())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      await runner.commitTransaction();
      await runner.release();
      await closing;
      const [row] = await house.rows<{ content: string }>('SELECT content FROM closed_rows');
      expect(parsePaymentLine(row!.content).flag).toBe('partial_refund');
      expect(await house.faults()).toEqual([]);
    });

    it('takes nothing into its rows that a clock ahead of it has dated after it', async () => {
      const payment = await house.payment();
      await house.reconciled();
      await house.tells(payment, { at: house.clock.after(1_000) });
      expect(await failureOf(close())).toBe('day_in_motion');
      await house.clock.advance(1_001);
      await close();
    });
  });

  it('freezes twenty thousand payments, chunk by chunk', async () => {
    await house.run(
      `INSERT INTO payments (id, order_id, subscriber_uid, agreement_id, agreement_number, amount_kopecks, method, terminal,
          acquirer_payment_id, status, version, expires_at, ask_attempts, created_at, updated_at, confirmed_at)
        SELECT CONCAT('0193a5c0-0000-7000-9000-', LPAD(seq, 12, '0')), CONCAT('O', seq), '940', '1940', '001', 50000, 'card', 'DEMO',
          seq, 'posted', 1, ?, 0, ?, ?, ? FROM seq_1_to_20000`,
      Array.from({ length: 4 }, () => new Date('2026-11-23T09:00:00Z')),
    );
    await house.reconciled();
    expect((await close()).rowCount).toBe(20_000);
    expect(await house.faults()).toEqual([]);
  });
});
