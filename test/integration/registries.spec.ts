import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import type { RegistryLine } from '../../src/books/registry-line';
import { daysCovered, registryLinesOfDay, registryLinesOfTransferDays } from '../../src/books/registry-lines';
import { SqlUnits } from '../../src/database/sql-units';
import { Columns } from '../../src/registries/lines/headings';
import { RegistryClock } from '../../src/registries/lines/moments';
import { LoadRegistry } from '../../src/registries/load-registry';
import { RegistriesController } from '../../src/registries/registries.controller';
import { RegistryHold, type Taken } from '../../src/registries/registry-hold';
import type { RegistryDetailView } from '../../src/registries/registry-view';
import { BusinessDays } from '../../src/shared/business-days';
import { Problem } from '../../src/shared/problem/problem';
import { dropAndClose, freshDataSource } from '../support/database';
import { FakeClock, SeededRandom, SequentialIds } from '../support/fakes';
import { registryCsv, registryXlsx, type RegistryOperationSample } from '../support/registry-file';
import { uploaded } from '../support/uploaded';

// Goal: a registry counts whole or not at all, each operation once, whoever uploads what, when and how often.
// Method: the real room over MariaDB; two replicas are two of it, a dead one is a hold that nobody goes on with.

const DAY = '2026-11-24';
const payment = (at: number, changes: Partial<RegistryOperationSample> = {}): RegistryOperationSample => ({
  acquirerPaymentId: String(9_100_000_000 + at),
  orderId: `A-${String(at)}`,
  amountKopecks: 10_000 + at,
  feeKopecks: 279,
  operatedAt: new Date(Date.parse('2026-11-24T06:00:00Z') + at * 1_000),
  transferDay: '2026-11-25',
  ...changes,
});
const payments = (count: number, changes: Partial<RegistryOperationSample> = {}): RegistryOperationSample[] =>
  Array.from({ length: count }, (_, at) => payment(at, changes));

let dataSource: DataSource;
let clock: FakeClock;
let units: SqlUnits;
let ids: SequentialIds;
let controller: RegistriesController;
beforeAll(async () => {
  dataSource = await freshDataSource();
});
beforeEach(async () => {
  for (const table of ['registries', 'registry_lines', 'registry_faults'])
    await dataSource.query(`DELETE FROM ${table}`);
  clock = new FakeClock();
  units = new SqlUnits(dataSource, clock, new SeededRandom(1));
  ids = new SequentialIds(clock);
  controller = new RegistriesController(replica(), units, { maxBytes: 1_000_000 });
});
afterAll(() => dropAndClose(dataSource));

function replica(maxRows = 100_000): LoadRegistry {
  return new LoadRegistry(units, clock, ids, {
    columns: new Columns({}),
    clock: new RegistryClock(new BusinessDays('Europe/Moscow')),
    terminal: 'T-1',
    terminals: new Map(),
    maxRows,
  });
}

const load = (
  content: Buffer,
  by = replica(),
  fileName = 'registry.csv',
): Promise<{ id: string; isNew: boolean }> =>
  uploaded(content, (file) => by.execute({ file, fileName, uploadedBy: 'key:finance' }));

const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.kind.code : String(error)),
  );

async function linesOf(
  chunks: AsyncGenerator<readonly RegistryLine[]> = registryLinesOfDay(units, DAY, null),
): Promise<RegistryLine[]> {
  const lines: RegistryLine[] = [];
  for await (const chunk of chunks) lines.push(...chunk);
  return lines;
}

const counted = async (table: string): Promise<number> => {
  const [row] = await dataSource.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table}`);
  return Number(row?.n);
};

describe('a registry', () => {
  it('is kept with its lines, its sums and its faults', async () => {
    const file = registryCsv([
      payment(1),
      payment(2, { amountKopecks: 0 }),
      payment(1, { operation: 'Credit', feeKopecks: 0, amountKopecks: 4_000 }),
      payment(3, { operation: 'Chargeback', feeKopecks: 0, operatedAt: new Date('2026-11-24T21:00:00Z') }),
      payment(4, { operation: 'ServiceFee', amountKopecks: 0, feeKopecks: 100 }),
    ]);
    const { id, isNew } = await load(file);
    expect(isNew).toBe(true);
    const day = {
      lines: 3,
      supersededLines: 0,
      grossKopecks: 10_001,
      refundsKopecks: 4_000,
      otherKopecks: 0,
      feeKopecks: 379,
      netKopecks: 5_622,
    };
    const next = {
      lines: 1,
      supersededLines: 0,
      grossKopecks: 0,
      refundsKopecks: 0,
      otherKopecks: -10_003,
      feeKopecks: 0,
      netKopecks: -10_003,
    };
    expect(await controller.find(id)).toEqual({
      id,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      fileName: 'registry.csv',
      format: 'csv',
      sizeBytes: file.length,
      state: 'read',
      failure: null,
      uploadedAt: clock.now().toISOString(),
      uploadedBy: 'key:finance',
      linesGood: 4,
      linesBad: 1,
      firstDay: DAY,
      lastDay: '2026-11-25',
      sums: {
        lines: 4,
        supersededLines: 0,
        grossKopecks: 10_001,
        refundsKopecks: 4_000,
        otherKopecks: -10_003,
        feeKopecks: 379,
        netKopecks: -4_381,
      },
      days: [
        { day: DAY, ...day },
        { day: '2026-11-25', ...next },
      ],
    });
    expect(await controller.faults(id, undefined, undefined)).toEqual({
      items: [
        {
          lineNumber: 3,
          lastLineNumber: 3,
          code: 'amount_zero',
          field: 'amount',
          reason: { ru: 'Сумма равна нулю: сумма.', en: 'The sum is zero: amount.' },
        },
      ],
      nextCursor: null,
    });
    expect(JSON.stringify(await dataSource.query('SELECT * FROM registry_lines'))).not.toContain('430000');
  });

  it('that is uploaded again changes nothing, under whatever name', async () => {
    const first = await load(registryCsv(payments(3)));
    const before = await controller.find(first.id);
    await clock.advance(1_000);
    expect(await load(registryCsv(payments(3)), replica(), 'other name.csv')).toEqual({
      id: first.id,
      isNew: false,
    });
    expect(await controller.find(first.id)).toEqual(before);
  });

  it('may have no lines at all', async () => {
    const { id } = await load(registryCsv([]));
    expect(await controller.find(id)).toMatchObject({
      state: 'read',
      linesGood: 0,
      firstDay: null,
      days: [],
    });
  });

  it('keeps two equal refunds as two, however often a registry brings them', async () => {
    const refunds = [payment(1), payment(1), payment(2)].map((sample) => ({
      ...sample,
      operation: 'Credit',
      feeKopecks: 0,
    }));
    await load(registryCsv(refunds));
    expect(await linesOf()).toHaveLength(3);
    const again = await load(await registryXlsx(refunds));
    const lines = await linesOf();
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map(({ registryId }) => registryId))).toEqual(new Set([again.id]));
  });

  it('is corrected line by line by a later one', async () => {
    const first = await load(registryCsv([payment(1), payment(2)]));
    const second = await load(
      registryCsv([payment(2, { feeKopecks: 300, transferDay: '2026-11-27' }), payment(3)]),
    );
    expect(
      (await linesOf()).map(({ orderId, registryId, feeKopecks }) => [orderId, registryId, feeKopecks]),
    ).toEqual([
      ['A-1', first.id, 279],
      ['A-2', second.id, 300],
      ['A-3', second.id, 279],
    ]);
    expect((await controller.find(first.id)).sums).toMatchObject({ lines: 2, supersededLines: 1 });
    const transferred = await linesOf(registryLinesOfTransferDays(units, '2026-11-25', '2026-11-27', 'T-1'));
    expect(transferred.map(({ orderId, transferDay }) => [orderId, transferDay])).toEqual([
      ['A-1', '2026-11-25'],
      ['A-3', '2026-11-25'],
      ['A-2', '2026-11-27'],
    ]);
  });
});

describe('a file that cannot be read', () => {
  const tooLong = registryCsv(payments(1_200));

  it('is told and kept as failed, none of its lines counts, and it may be tried again', async () => {
    expect(await failureOf(load(tooLong, replica(1_100)))).toBe('registry_too_many_rows');
    const [failed] = (await controller.list(undefined, undefined)).items;
    expect(failed).toMatchObject({ state: 'failed', failure: 'registry_too_many_rows', linesGood: 1_000 });
    expect(await linesOf()).toEqual([]);
    expect(await daysCovered(units, DAY, DAY, null)).toEqual([]);
    const { id, isNew } = await load(tooLong);
    expect([id, isNew]).toEqual([failed?.id, true]);
    expect(await controller.find(id)).toMatchObject({ state: 'read', failure: null, linesGood: 1_200 });
    expect(await linesOf()).toHaveLength(1_200);
  });

  it('because every line is bad still tells why', async () => {
    const file = registryCsv(payments(2, { amountKopecks: 0 }));
    expect(await failureOf(load(file))).toBe('registry_no_good_line');
    const [failed] = (await controller.list(undefined, undefined)).items;
    expect((await controller.faults(failed!.id, undefined, undefined)).items).toHaveLength(2);
  });

  it('and is no table at all leaves no trace', async () => {
    expect(await failureOf(load(Buffer.from('%PDF-1.7')))).toBe('registry_format_unsupported');
    expect((await controller.list(undefined, undefined)).items).toEqual([]);
  });

  it('for a reason that is not its own may be uploaded again at once', async () => {
    const file = registryCsv(payments(3));
    const broken = jest.spyOn(RegistryHold.prototype, 'keep').mockRejectedValueOnce(new Error('no room'));
    expect(await failureOf(load(file))).toBe('Error: no room');
    broken.mockRestore();
    await clock.advance(1);
    expect((await load(file)).isNew).toBe(true);
    expect(await linesOf()).toHaveLength(3);
  });
});

describe('a registry whose reader died', () => {
  const file = registryCsv(payments(700));

  /** Keeps one batch of the file, and goes no further. */
  async function die(): Promise<RegistryHold> {
    const line = await sampleLine();
    const taken = await uploaded(file, (read): Promise<Taken> =>
      RegistryHold.take(
        { units, clock, ids },
        {
          contentHash: read.hash,
          fileName: 'a.csv',
          format: 'csv',
          sizeBytes: read.sizeBytes,
          uploadedBy: 'key:x',
        },
      ),
    );
    if (taken.kind !== 'held') throw new Error('Somebody else reads it');
    await taken.hold.keep({
      lines: [line],
      faults: [{ line: 3, lastLine: 3, code: 'no_money', field: null }],
    });
    return taken.hold;
  }

  async function sampleLine(): Promise<RegistryLine> {
    const other = await load(registryCsv([payment(9_999)]));
    const [line] = (await linesOf()).filter(({ registryId }) => registryId === other.id);
    await dataSource.query('DELETE FROM registry_lines');
    await dataSource.query('DELETE FROM registries WHERE id = ?', [other.id]);
    return line!;
  }

  it('counts nowhere, is busy for a while, and is then read from its beginning', async () => {
    const dead = await die();
    expect(await counted('registry_lines')).toBe(1);
    expect(await linesOf()).toEqual([]);
    expect(await failureOf(load(file))).toBe('registry_being_read');
    await clock.advance(60_001);
    expect(await load(file)).toEqual({ id: dead.id, isNew: true });
    expect(await linesOf()).toHaveLength(700);
    expect(await counted('registry_faults')).toBe(0);
  });

  it('is no more its own, should it come back to life', async () => {
    const slow = await die();
    await clock.advance(60_001);
    await load(file);
    const totals = { linesGood: 1, linesBad: 1, firstDay: DAY, lastDay: DAY };
    expect(await failureOf(slow.keep({ lines: [], faults: [] }))).toBe('registry_being_read');
    expect(await failureOf(slow.finish(totals))).toBe('registry_being_read');
    expect(await failureOf(slow.fail('registry_damaged', totals))).toBe('registry_being_read');
    await slow.release();
    expect(await controller.find(slow.id)).toMatchObject({ state: 'read', linesGood: 700 });
  });
});

describe('two uploads at once', () => {
  it('of one file end in one registry', async () => {
    const file = registryCsv(payments(600));
    const outcomes = await Promise.all([load(file), load(file), load(file)].map(failureOf));
    expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThanOrEqual(1);
    expect(outcomes.filter((outcome) => !['done', 'registry_being_read'].includes(outcome))).toEqual([]);
    expect((await controller.list(undefined, undefined)).items).toHaveLength(1);
    expect(await linesOf()).toHaveLength(600);
  });

  it('of registries that correct each other leave each operation once', async () => {
    await Promise.all([279, 280, 281].map((feeKopecks) => load(registryCsv(payments(600, { feeKopecks })))));
    const lines = await linesOf();
    expect(lines).toHaveLength(600);
    expect(new Set(lines.map(({ registryId }) => registryId)).size).toBe(1);
    expect((await controller.list(undefined, undefined)).items.map(({ state }) => state)).toEqual([
      'read',
      'read',
      'read',
    ]);
  });
});

describe('who reads the lines', () => {
  it('gets all of a day, or of a terminal’s, in chunks and in order', async () => {
    await load(registryCsv(payments(1_500)));
    await load(
      registryCsv([
        ...payments(1_100, { terminal: 'A-9' }),
        payment(1, { operatedAt: new Date('2026-11-26T00:00:00Z') }),
      ]),
    );
    const lines = await linesOf();
    expect(lines).toHaveLength(2_600);
    expect(lines.map(({ terminal, lineNumber }) => [terminal, lineNumber])).toEqual([
      ...Array.from({ length: 1_100 }, (_, at) => ['A-9', at + 2]),
      ...Array.from({ length: 1_500 }, (_, at) => ['T-1', at + 2]),
    ]);
    expect(await linesOf(registryLinesOfDay(units, DAY, 'A-9'))).toHaveLength(1_100);
    expect(await daysCovered(units, '2026-11-23', '2026-11-27', null)).toEqual([DAY, '2026-11-26']);
    expect(await daysCovered(units, '2026-11-23', '2026-11-27', 'A-9')).toEqual([DAY]);
  });

  it('sees one moment, though a correction is loaded meanwhile', async () => {
    const { id } = await load(registryCsv(payments(1_500)));
    const chunks = registryLinesOfDay(units, DAY, null);
    const first = await chunks.next();
    await load(registryCsv(payments(1_500, { feeKopecks: 1 })));
    const lines = [...(first.value as readonly RegistryLine[]), ...(await linesOf(chunks))];
    expect(lines).toHaveLength(1_500);
    expect(new Set(lines.map(({ registryId }) => registryId))).toEqual(new Set([id]));
  });
});

describe('the routes', () => {
  const reply = { code: jest.fn() } as unknown as FastifyReply;
  const upload = (content: Buffer, fileName: unknown = 'a.csv'): Promise<RegistryDetailView> => {
    return controller.upload(fileName, Readable.from([content]), 'key:finance', reply);
  };

  it('answer 201 and then 200', async () => {
    const file = registryCsv(payments(2));
    const first = await upload(file);
    expect(reply.code).toHaveBeenLastCalledWith(201);
    expect(await upload(file)).toEqual(first);
    expect(reply.code).toHaveBeenLastCalledWith(200);
  });

  it('refuse a file without a name, or too long', async () => {
    expect(await failureOf(upload(registryCsv([]), ''))).toBe('validation_failed');
    expect(await failureOf(upload(Buffer.alloc(1_000_001)))).toBe('body_too_large');
  });

  it('list registries and faults page by page', async () => {
    for (const at of [1, 2, 3]) await load(registryCsv([payment(at)]));
    const first = await controller.list('2', undefined);
    const second = await controller.list('2', first.nextCursor);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    expect(first.items[0]!.id > first.items[1]!.id).toBe(true);
    const { id } = await load(registryCsv([payment(4), ...payments(5, { amountKopecks: 0 })]));
    const faults = await controller.faults(id, '3', undefined);
    const more = await controller.faults(id, '3', faults.nextCursor);
    expect([...faults.items, ...more.items].map(({ lineNumber }) => lineNumber)).toEqual([3, 4, 5, 6, 7]);
    expect(more.nextCursor).toBeNull();
  });

  it.each(['x', '01a20cd6-5266-7c41-9a52-3f6b1e0d8c47'])('know no registry %s', async (id) => {
    expect(await failureOf(controller.find(id))).toBe('registry_not_found');
    expect(await failureOf(controller.faults(id, undefined, undefined))).toBe('registry_not_found');
  });
});
