import { FakeClock, samplePayment, TestLedger } from '../../../test/support/fakes';
import { CabinetReads } from '../../billing/cabinet-reads';
import type { CabinetPort, HistoryEntry, PaymentHistory } from '../../billing/cabinet.port';
import { LastKnown } from '../../billing/wrappers/last-known';
import { receiptOf } from '../../ledger/document-numbers';
import { BusinessDays } from '../../shared/business-days';
import { kopecks } from '../../shared/money';
import { cursorAfter, placeOf } from './history-cursor';
import { historyRange } from './history-range';
import { ReadHistory, type HistoryPage } from './read-history';

const days = new BusinessDays('Europe/Moscow');
const now = new Date('2026-11-24T09:00:00Z');
const range = { from: '2026-09-01', to: '2026-11-24' };
const payment = samplePayment();
const subscriber = { uid: payment.subscriberUid, sessionId: null };

function entry(changes: Partial<HistoryEntry>): HistoryEntry {
  return {
    recordId: '1',
    documentNumber: null,
    amountKopecks: kopecks(100),
    status: 'accepted',
    channel: 'Касса',
    paidOn: '2026-11-01',
    paidAt: null,
    ...changes,
  };
}

let entries: HistoryEntry[];
let ledger: TestLedger;
let history: ReadHistory;
beforeEach(() => {
  ledger = new TestLedger();
  entries = [];
  const cabinet = {
    getHistory: (): Promise<PaymentHistory> => Promise.resolve({ entries, completeFrom: range.from }),
  } as unknown as CabinetPort;
  const lastKnown = new LastKnown({ clock: new FakeClock(), staleForMs: 0, patienceMs: 0, maxRows: 1_000 });
  history = new ReadHistory(new CabinetReads(cabinet, lastKnown), ledger.store, days);
});

const page = (limit = 50, cursor?: string): Promise<HistoryPage> =>
  history.page({ subscriber, agreementId: payment.agreementId, days: range, after: placeOf(cursor), limit });

describe('a history', () => {
  it('is billing’s list and what is on its way, the newest first', async () => {
    const onItsWay = await ledger.keep(
      samplePayment({ status: 'confirmed', confirmedAt: new Date('2026-11-02T00:00:00Z') }),
    );
    entries = [
      entry({ recordId: '1', paidOn: '2026-11-01' }),
      entry({ recordId: '3', paidOn: '2026-11-03', paidAt: new Date('2026-11-03T08:00:00Z') }),
    ];
    const { items } = await page();
    expect(items.map(({ view }) => view.recordId ?? view.paymentId)).toEqual(['3', onItsWay.id, '1']);
    expect(items[1]?.view).toMatchObject({ source: 'payment', status: 'confirmed', paidOn: '2026-11-02' });
  });

  it('shows a payment of ours once: as billing has it, as soon as it has it', async () => {
    const paid = await ledger.keep(samplePayment({ status: 'confirmed' }));
    entries = [entry({ documentNumber: receiptOf(paid.id, 'credit') })];
    const { items } = await page();
    expect(items.map(({ view }) => [view.source, view.paymentId])).toEqual([['billing', paid.id]]);
  });

  it('comes in pages that together are the whole, each line once', async () => {
    entries = Array.from({ length: 25 }, (_, at) =>
      entry({ recordId: String(at), paidOn: `2026-11-${String(1 + (at % 4)).padStart(2, '0')}` }),
    );
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const { items, hasMore } = await page(7, cursor);
      seen.push(...items.map(({ view }) => view.recordId));
      const last = items.at(-1);
      cursor = hasMore && last ? cursorAfter(last) : undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });
});

describe('a cursor', () => {
  it.each([
    '',
    'x',
    'AAAA',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('[1.5,"a"]').toString('base64url'),
    Buffer.from('{"time":1}').toString('base64url'),
    'x'.repeat(513),
    ['a', 'b'],
    { a: 1 },
  ])('that was not made by us is refused: %j', (cursor) => {
    expect(() => placeOf(cursor)).toThrow('validation_failed');
  });
});

describe('the range of a history', () => {
  const rangeOf = (from: unknown, to: unknown) => historyRange(days, now, { from, to });

  it('is the last three months unless it is told', () => {
    expect(rangeOf(undefined, undefined)).toEqual({ from: '2026-08-24', to: '2026-11-24' });
    expect(rangeOf(undefined, '2026-03-01')).toEqual({ from: '2025-11-29', to: '2026-03-01' });
  });

  it('ends on the business day, not on the day in UTC', () => {
    const lateEvening = new Date('2026-11-24T21:30:00Z');
    expect(historyRange(days, lateEvening, { from: undefined, to: undefined }).to).toBe('2026-11-25');
  });

  it('may be a whole leap year and not a day more', () => {
    expect(rangeOf('2023-12-31', '2024-12-30')).toEqual({ from: '2023-12-31', to: '2024-12-30' });
    expect(() => rangeOf('2023-12-31', '2024-12-31')).toThrow('validation_failed');
  });

  it.each([
    ['2026-11-24', '2026-11-23'],
    ['2026-02-30', undefined],
    ['24.11.2026', undefined],
    ['', undefined],
    ['0000-01-01', '0000-01-02'],
    ['9999-12-31', '9999-12-31'],
    [['2026-11-01', '2026-11-02'], undefined],
  ])('is refused: from %j to %j', (from, to) => {
    expect(() => rangeOf(from, to)).toThrow('validation_failed');
  });
});
