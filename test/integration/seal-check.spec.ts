import type { DataSource } from 'typeorm';
import { linkHashOf, NO_HASH, rowHashOf, RowsHash } from '../../src/books/seal-hash';
import type { SealLink } from '../../src/closing/seal-link';
import { SealRows } from '../../src/closing/seal-rows';
import { faultLine } from '../../src/closing/seal-check/fault-line';
import { SealCheckController } from '../../src/closing/seal-check/seal-check.controller';
import type { SealFault } from '../../src/closing/seal-check/seal-fault';
import { connectionOf } from '../../src/database/connection';
import type { Payment } from '../../src/ledger/payment';
import { failureOf } from '../support/auth-house';
import { ClosingHouse, DAY } from '../support/closing-house';
import { dropAndClose, freshDataSource } from '../support/database';

const EARLIER = '2026-11-22';

/** Every way in which a hand could change what was closed, and that the check names the day and the row. */
describe('the check of the seals in MariaDB', () => {
  let dataSource: DataSource;
  let house: ClosingHouse;
  let payments: Payment[];
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await ClosingHouse.empty(dataSource);
    payments = [await house.payment(), await house.payment(), await house.payment()];
    const noon = new Date('2026-11-22T09:00:00Z');
    await house.payment(
      { createdAt: noon, confirmedAt: null, status: 'expired', acquirerPaymentId: null },
      null,
    );
    await house.reconciled();
    await house.reconciled({ day: EARLIER });
    await house.one.closing.execute(EARLIER, 'key:anna');
    await house.one.closing.execute(DAY, 'key:anna');
  });
  afterAll(() => dropAndClose(dataSource));

  const found = async (...fields: (keyof SealFault)[]): Promise<unknown[]> =>
    (await house.faults()).map((fault) => [fault.kind, ...fields.map((field) => fault[field])]);
  const chain = (): Promise<readonly SealLink[]> => new SealRows(connectionOf(dataSource)).after(0, 100);
  const lastHash = async (): Promise<string> => (await chain()).at(-1)!.hash;

  it('finds nothing where nothing was touched', async () => {
    expect(await found()).toEqual([]);
    const controller = new SealCheckController(house.one.check);
    const hash = await lastHash();
    expect(await controller.run(undefined, undefined, hash)).toEqual({
      isWhole: true,
      links: 2,
      rows: 4,
      faults: 0,
      lastHash: hash,
      lastSequence: 2,
      items: [],
    });
  });

  it('has nothing to say where nothing was ever closed', async () => {
    house = await ClosingHouse.empty(dataSource);
    expect(await new SealCheckController(house.one.check).run(undefined, undefined, undefined)).toMatchObject(
      {
        isWhole: true,
        lastHash: null,
        lastSequence: null,
      },
    );
  });

  describe('names in frozen rows', () => {
    it('a changed content, with its day, row, payment and order', async () => {
      await house.run(
        "UPDATE closed_rows SET content = REPLACE(content, '50000', '40000') WHERE seal_sequence = 2 AND row_no = 2",
      );
      const [first] = await house.faults();
      expect(first).toMatchObject({
        kind: 'row_altered',
        day: DAY,
        sequence: 2,
        rowNo: 2,
        paymentId: payments[1]!.id,
        orderId: payments[1]!.orderId,
      });
    });

    it.each([
      ['kind', "'refund'"],
      ['payment_id', "'0193a5c0-0000-7000-8000-000000000000'"],
      ['payment_id', 'NULL'],
      ['row_hash', `'${NO_HASH}'`],
      ['content', "'{'"],
      ['content', "CONCAT(content, ' ')"],
    ])('a changed %s (%s)', async (column, value) => {
      await house.run(`UPDATE closed_rows SET ${column} = ${value} WHERE seal_sequence = 2 AND row_no = 2`);
      expect(await found('day', 'rowNo')).toContainEqual(['row_altered', DAY, 2]);
    });

    it.each([1, 2, 3])('a row that is gone (%d)', async (rowNo) => {
      await house.run('DELETE FROM closed_rows WHERE seal_sequence = 2 AND row_no = ?', [rowNo]);
      expect(await found('day', 'rowNo')).toEqual([
        ['row_missing', DAY, rowNo],
        ['payment_not_frozen', DAY, null],
      ]);
    });

    it.each([0, -5, 4, 1_000])('a row that was added, numbered %d', async (rowNo) => {
      await house.run(
        `INSERT INTO closed_rows SELECT 2, ?, kind, payment_id, content, row_hash FROM closed_rows
          WHERE seal_sequence = 2 AND row_no = 1`,
        [rowNo],
      );
      expect(await found('day', 'rowNo')).toEqual([['row_added', DAY, rowNo]]);
    });

    it('two rows that changed places', async () => {
      for (const [from, to] of [
        [1, 99],
        [2, 1],
        [99, 2],
      ])
        await house.run('UPDATE closed_rows SET row_no = ? WHERE seal_sequence = 2 AND row_no = ?', [
          to,
          from,
        ]);
      expect(await found('rowNo')).toEqual([
        ['row_altered', 1],
        ['row_altered', 2],
      ]);
    });

    it('a row whose hash was reckoned anew: by all rows together, and by the ledger', async () => {
      await alter(2, 2, (content) => content.replace('50000', '40000'));
      expect(await found('day', 'rowNo', 'field', 'sealed', 'found')).toEqual([
        ['payment_altered', DAY, 2, 'amountKopecks', '40000', '50000'],
        ['rows_differ', DAY, null, null, (await chain())[1]!.rowsHash, expect.any(String)],
      ]);
    });

    it('rows whose link is gone', async () => {
      await house.run('DELETE FROM day_seals WHERE sequence = 2');
      expect(await found('sequence')).toEqual([['rows_without_link', 2]]);
    });
  });

  async function alter(sequence: number, rowNo: number, change: (content: string) => string): Promise<void> {
    const [row] = await house.rows<{ kind: string; payment_id: string; content: string }>(
      'SELECT kind, payment_id, content FROM closed_rows WHERE seal_sequence = ? AND row_no = ?',
      [sequence, rowNo],
    );
    const { kind, payment_id: paymentId } = row!;
    const content = change(row!.content);
    await house.run(
      'UPDATE closed_rows SET content = ?, row_hash = ? WHERE seal_sequence = ? AND row_no = ?',
      [content, rowHashOf({ rowNo, kind, paymentId, content }), sequence, rowNo],
    );
  }

  describe('names in the chain', () => {
    it.each([
      ['actor', "'key:boris'"],
      ['sealed_at', "'2026-11-24 09:00:01.000'"],
      ['day', "'2026-11-21'"],
      ['row_count', '2'],
    ])('a link with another %s', async (column, value) => {
      await house.run(`UPDATE day_seals SET ${column} = ${value} WHERE sequence = 2`);
      expect(await found('sequence')).toContainEqual(['link_altered', 2]);
    });

    it('a link that is gone', async () => {
      await house.run('DELETE FROM day_seals WHERE sequence = 1');
      expect(await found('sequence')).toEqual([
        ['link_missing', 1],
        ['chain_broken', 2],
        ['rows_without_link', 1],
      ]);
    });

    it('a link whose own hash was reckoned anew, by the next one', async () => {
      const [first] = await chain();
      await reseal({ ...first!, actor: 'key:boris' });
      expect(await found('sequence', 'day')).toEqual([['chain_broken', 2, DAY]]);
    });
  });

  async function reseal(link: SealLink): Promise<string> {
    const hash = linkHashOf(link);
    await house.run(
      'UPDATE day_seals SET actor = ?, rows_hash = ?, previous_hash = ?, hash = ? WHERE sequence = ?',
      [link.actor, link.rowsHash, link.previousHash, hash, link.sequence],
    );
    return hash;
  }

  describe('finds by a hash kept elsewhere', () => {
    it('a chain whose last link was cut off with its rows', async () => {
      const expectedHash = await lastHash();
      await house.run('DELETE FROM day_seals WHERE sequence = 2');
      await house.run('DELETE FROM closed_rows WHERE seal_sequence = 2');
      expect(await found()).toEqual([]);
      expect(await house.faults({ expectedHash })).toMatchObject([
        { kind: 'expected_hash_absent', sealed: expectedHash, found: await lastHash() },
      ]);
    });

    it('a chain that was made anew as a whole, with a row and the ledger altered', async () => {
      const expectedHash = await lastHash();
      await alter(2, 2, (content) => content.replace('50000', '40000'));
      await house.run('UPDATE payments SET amount_kopecks = 40000 WHERE id = ?', [payments[1]!.id]);
      const rows = new RowsHash();
      for (const { row_hash: hash } of await house.rows<{ row_hash: string }>(
        'SELECT row_hash FROM closed_rows WHERE seal_sequence = 2 ORDER BY row_no',
      ))
        rows.add(hash);
      await reseal({ ...(await chain())[1]!, rowsHash: rows.digest() });
      expect(await found()).toEqual([]);
      expect((await house.faults({ expectedHash })).map(({ kind }) => kind)).toEqual([
        'expected_hash_absent',
      ]);
    });

    it('nothing when the chain has merely grown since', async () => {
      const expectedHash = await lastHash();
      await house.reconciled({ day: '2026-11-21' });
      await house.one.closing.execute('2026-11-21', 'key:anna');
      expect(await house.faults({ expectedHash })).toEqual([]);
    });
  });

  describe('holds the ledger against what was frozen, and names', () => {
    it.each([
      ['amount_kopecks', '40000', 'amountKopecks'],
      ['order_id', "'X'", 'orderId'],
      ['agreement_id', "'7'", 'agreementId'],
      ['agreement_number', "'7'", 'agreementNumber'],
      ['terminal', "'OTHER'", 'terminal'],
      ['acquirer_payment_id', "'7'", 'acquirerPaymentId'],
      ['subscriber_uid', "'7'", 'subscriberUid'],
      ['confirmed_at', "'2026-11-23 09:00:00.001'", 'confirmedAt'],
      ['created_at', "'2026-11-23 09:00:00.001'", 'createdAt'],
    ])('another %s', async (column, value, field) => {
      const { id } = payments[1]!;
      await house.run(`UPDATE payments SET ${column} = ${value} WHERE id = ?`, [id]);
      expect(await found('day', 'paymentId', 'field')).toEqual([['payment_altered', DAY, id, field]]);
      expect((await house.faults())[0]!.rowNo).toBe(2);
    });

    it('a status that no history tells of', async () => {
      await house.run("UPDATE payments SET status = 'refunded' WHERE id = ?", [payments[0]!.id]);
      expect(await found('rowNo', 'field', 'sealed', 'found')).toEqual([
        ['payment_unexplained', 1, 'status', 'posted', 'refunded'],
      ]);
    });

    it('a status that only an older history would tell of', async () => {
      const [payment] = payments;
      await house.tells(payment!, {
        type: 'moved',
        from: 'posted',
        to: 'refunded',
        at: house.clock.after(-3_600_000),
      });
      await house.run("UPDATE payments SET status = 'refunded' WHERE id = ?", [payment!.id]);
      expect(await found('field')).toEqual([['payment_unexplained', 'status']]);
    });

    it.each([
      ["UPDATE postings SET record_id = '9' WHERE payment_id = ?", 'recordId'],
      ["UPDATE postings SET state = 'voided' WHERE payment_id = ?", 'postingState'],
      ["UPDATE postings SET receipt = 'X' WHERE payment_id = ?", 'receipt'],
    ])('a credit that no history tells of: %s', async (statement, field) => {
      await house.run(statement, [payments[0]!.id]);
      expect(await found('rowNo', 'field')).toEqual([['payment_unexplained', 1, field]]);
    });

    it('a payment that vanished', async () => {
      const { id, orderId } = payments[2]!;
      await house.run('DELETE FROM payments WHERE id = ?', [id]);
      expect(await found('day', 'rowNo', 'paymentId', 'orderId')).toEqual([
        ['payment_missing', DAY, 3, id, orderId],
      ]);
    });

    it('a payment that was put into the day by hand', async () => {
      const { id, orderId } = await house.payment();
      expect(await found('day', 'rowNo', 'paymentId', 'orderId')).toEqual([
        ['payment_not_frozen', DAY, null, id, orderId],
      ]);
    });

    it('nothing of what its history explains, move by move', async () => {
      await house.clock.advance(3_600_000);
      const part = await house.moves(payments[0]!, 'partially_refunded');
      await house.moves(part, 'refunded');
      await house.posting(payments[0]!, { kind: 'reversal', state: 'posted', recordId: '7002' });
      await house.tells(payments[1]!, { type: 'flagged' });
      await house.run("UPDATE payments SET flag = 'partial_refund', last_bank_status = 'X' WHERE id = ?", [
        payments[1]!.id,
      ]);
      expect(await found()).toEqual([]);
    });

    it('nothing of an order that was paid after its day was closed', async () => {
      const [{ id }] = (await house.rows<{ id: string }>(
        "SELECT id FROM payments WHERE status = 'expired'",
      )) as [{ id: string }];
      await house.clock.advance(3_600_000);
      const at = house.clock.now();
      await house.tells({ ...payments[0]!, id }, { type: 'moved', from: 'expired', to: 'confirmed' });
      await house.run(
        "UPDATE payments SET status = 'confirmed', confirmed_at = ?, acquirer_payment_id = '9100000009' WHERE id = ?",
        [at, id],
      );
      expect(await found()).toEqual([]);
    });

    it('nothing of a day that is open again', async () => {
      await house.one.reopening.request(DAY, 'key:anna', 'Реестр пришёл позже');
      await house.two.reopening.confirm(DAY, 'key:boris');
      await house.run('UPDATE payments SET amount_kopecks = 40000 WHERE id = ?', [payments[0]!.id]);
      expect(await found()).toEqual([]);
      await house.run("UPDATE closed_rows SET content = '{}' WHERE seal_sequence = 2 AND row_no = 1");
      expect(await found('day', 'rowNo')).toEqual([['row_altered', DAY, 1]]);
    });
  });

  it('looks at the rows of the days that it is asked about, and always at the chain', async () => {
    await house.run("UPDATE closed_rows SET content = '{}' WHERE seal_sequence = 2 AND row_no = 1");
    expect(await house.faults({ days: { firstDay: EARLIER, lastDay: EARLIER } })).toEqual([]);
    const controller = new SealCheckController(house.one.check);
    expect(await controller.run(DAY, DAY, undefined)).toMatchObject({
      isWhole: false,
      links: 2,
      rows: 3,
      faults: 1,
      items: [{ kind: 'row_altered', text: { ru: 'Строка закрытого дня изменена.' } }],
    });
    await house.run('DELETE FROM day_seals WHERE sequence = 1');
    expect((await controller.run(DAY, DAY, undefined)).items.map(({ kind }) => kind)).toContain(
      'link_missing',
    );
  });

  it.each([
    ['x', DAY, undefined],
    [DAY, undefined, undefined],
    [DAY, EARLIER, undefined],
    [undefined, undefined, 'abc'],
    [undefined, undefined, ['a', 'b']],
  ])('refuses %j, %j, %j', async (from, to, expect_) => {
    expect(await failureOf(new SealCheckController(house.one.check).run(from, to, expect_))).toBe(
      'validation_failed',
    );
  });

  it('tells a fault in one line', async () => {
    const { id, orderId } = payments[0]!;
    await house.run('UPDATE payments SET amount_kopecks = 40000 WHERE id = ?', [id]);
    expect((await house.faults()).map(faultLine)).toEqual([
      `payment_altered: day ${DAY}, seal 2, row 1, payment ${id}, order ${orderId}, field amountKopecks, sealed 50000, found 40000. ` +
        'The ledger was changed where nothing can change.',
    ]);
    await house.run('DELETE FROM day_seals WHERE sequence = 1');
    expect(faultLine((await house.faults())[0]!)).toBe(
      'link_missing: seal 1. A link of the chain is missing.',
    );
  });
});
