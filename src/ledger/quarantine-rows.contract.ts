import { samplePayment, samplePosting } from './ledger-store.contract';
import { DuplicateRow, StaleRow, type LedgerStore } from './ledger-store.port';
import type { Payment } from './payment';
import type { Posting } from './posting';
import { EMPTY_REPORT, type Quarantine } from './quarantine';

const NOW = new Date('2026-11-24T09:00:00.123Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

let serial = 0;

function sampleQuarantine(changes: Partial<Quarantine> = {}): Quarantine {
  serial += 1;
  return {
    id: `0193a5c1-0000-7000-8000-${serial.toString(16).padStart(12, '0')}`,
    reason: 'by_hand',
    note: 'копия за 09:30',
    beganAt: NOW,
    beganBy: 'key:ops',
    since: later(-60_000),
    phase: 'journal',
    cursor: null,
    report: EMPTY_REPORT,
    endedAt: null,
    endedBy: null,
    version: 1,
    ...changes,
  };
}

/** What every store must do about quarantines, signs of life, and the rows that a quarantine looks at. */
export function quarantineRowsContract(open: () => Promise<LedgerStore>): void {
  let store: LedgerStore;
  beforeEach(async () => {
    store = await open();
  });

  const begin = (quarantine = sampleQuarantine()): Promise<Quarantine> =>
    store.unitOfWork(async (unit) => {
      await unit.quarantines.insert(quarantine);
      return quarantine;
    });
  const end = (quarantine: Quarantine, endedAt: Date): Promise<void> =>
    store.unitOfWork((unit) =>
      unit.quarantines.update({ ...quarantine, endedAt, endedBy: 'w', version: quarantine.version + 1 }),
    );
  const keep = (payment: Payment, ...postings: Posting[]): Promise<void> =>
    store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      for (const posting of postings) await unit.postings.insert(posting);
    });
  const lease = (beat: { name: string; at: Date } | null = null) =>
    store.unitOfWork((unit) =>
      unit.postings.lease({ owner: 'w1', until: later(60_000), now: NOW, beat }, 10),
    );
  const posting = (id: string): Promise<Posting | null> => store.read((unit) => unit.postings.find(id));

  describe('a quarantine', () => {
    it('comes back as it was written, and changes only from the version that was read', async () => {
      const quarantine = await begin(sampleQuarantine({ cursor: samplePayment().id }));
      expect(await store.read((unit) => unit.quarantines.find(quarantine.id))).toEqual(quarantine);
      expect(await store.unitOfWork((unit) => unit.quarantines.lock(quarantine.id))).toEqual(quarantine);
      const next: Quarantine = { ...quarantine, phase: 'bank', version: 2 };
      await store.unitOfWork((unit) => unit.quarantines.update(next));
      expect(await store.read((unit) => unit.quarantines.open())).toEqual(next);
      await expect(store.unitOfWork((unit) => unit.quarantines.update(next))).rejects.toThrow(StaleRow);
    });

    it('is the only one that is open', async () => {
      const first = await begin();
      await expect(begin()).rejects.toThrow(DuplicateRow);
      await end(first, NOW);
      expect(await store.read((unit) => unit.quarantines.open())).toBeNull();
      const second = await begin();
      const listed = await store.read((unit) => unit.quarantines.list(null, 10));
      expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
      const older = await store.read((unit) => unit.quarantines.list(second.id, 10));
      expect(older.map(({ id }) => id)).toEqual([first.id]);
    });

    it('is one, when several begin at once', async () => {
      const results = await Promise.allSettled(Array.from({ length: 6 }, () => begin()));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('casts doubt on what was made before its end, and while it is open on everything', async () => {
      const doubts = (at: Date) => store.read((unit) => unit.quarantines.castsDoubtOn(at));
      expect(await doubts(NOW)).toBe(false);
      expect(await store.read((unit) => unit.quarantines.lastEndedAt())).toBeNull();
      const quarantine = await begin();
      expect(await doubts(later(99))).toBe(true);
      await end(quarantine, later(50));
      expect(await doubts(later(50))).toBe(true);
      expect(await doubts(later(51))).toBe(false);
      expect(await store.read((unit) => unit.quarantines.lastEndedAt())).toEqual(later(50));
    });

    it('lets nothing be leased while it is open, not even what had been leased before', async () => {
      const payment = samplePayment();
      await keep(payment, samplePosting(payment));
      const held = samplePayment();
      const leased = { state: 'in_progress', leaseOwner: 'gone', leaseUntil: later(-1) } as const;
      await keep(held, samplePosting(held, leased));
      const quarantine = await begin();
      expect(await lease()).toEqual([]);
      await end(quarantine, NOW);
      expect(await lease()).toHaveLength(2);
    });
  });

  describe('a sign of life', () => {
    it('is the last one of its process, and the newest of all is known', async () => {
      expect(await store.read((unit) => unit.heartbeats.newest())).toBeNull();
      await store.unitOfWork(async (unit) => {
        await unit.heartbeats.beat({ name: 'a', at: NOW });
        await unit.heartbeats.beat({ name: 'b', at: later(5) });
        await unit.heartbeats.beat({ name: 'a', at: later(1) });
      });
      expect(await store.read((unit) => unit.heartbeats.find('a'))).toEqual({ name: 'a', at: later(1) });
      expect(await store.read((unit) => unit.heartbeats.newest())).toEqual(later(5));
      await store.unitOfWork((unit) => unit.heartbeats.prune(later(5)));
      expect(await store.read((unit) => unit.heartbeats.find('a'))).toBeNull();
      expect(await store.read((unit) => unit.heartbeats.find('b'))).not.toBeNull();
    });

    it('that the ledger has forgotten keeps a worker from leasing', async () => {
      const payment = samplePayment();
      await keep(payment, samplePosting(payment));
      expect(await lease({ name: 'a', at: NOW })).toEqual([]);
      await store.unitOfWork((unit) => unit.heartbeats.beat({ name: 'a', at: later(-1) }));
      expect(await lease({ name: 'a', at: NOW })).toEqual([]);
      await store.unitOfWork((unit) => unit.heartbeats.beat({ name: 'a', at: NOW }));
      expect(await lease({ name: 'a', at: NOW })).toHaveLength(1);
    });
  });

  describe('payments', () => {
    it('are found many at a time, and the newest by itself', async () => {
      expect(await store.read((unit) => unit.payments.newest())).toBeNull();
      const [a, b] = [samplePayment(), samplePayment()];
      await keep(a);
      await keep(b);
      const ids = [b.id, a.id, samplePayment().id];
      expect(await store.read((unit) => unit.payments.findMany(ids))).toEqual([a, b]);
      expect(await store.read((unit) => unit.payments.findMany([]))).toEqual([]);
      expect(await store.read((unit) => unit.payments.newest())).toEqual(b);
      await expect(keep(a)).rejects.toThrow(DuplicateRow);
    });

    it('that the bank may have moved are the open ones and the young ones, page by page', async () => {
      const old = later(-10_000);
      const rows = [
        samplePayment({ status: 'awaiting_payer', createdAt: old }),
        samplePayment({ status: 'posted', createdAt: old }),
        samplePayment({ status: 'posted' }),
        samplePayment({ status: 'refunded' }),
        samplePayment({ status: 'expired' }),
      ];
      for (const row of rows) await keep(row);
      const read = (after: string | null) =>
        store.read((unit) => unit.payments.mayHaveMoved(after, later(-1), 2));
      const first = await read(null);
      expect(first).toEqual([rows[0], rows[2]]);
      expect(await read(first[1]?.id ?? null)).toEqual([rows[4]]);
    });
  });

  describe('postings', () => {
    it('that are not settled and not in hand are to be asked about, with their time begun anew', async () => {
      const kinds = ['due', 'parked', 'posted', 'voided'] as const;
      const made = kinds.map((state) => {
        const payment = samplePayment();
        return { payment, row: samplePosting(payment, { state, attempts: 3, dueSince: later(-9) }) };
      });
      for (const { payment, row } of made) await keep(payment, row);
      const count = await store.unitOfWork((unit) => unit.postings.doubtUnsettled(NOW, later(70)));
      expect(count).toBe(2);
      const [due, parked, posted, voided] = made.map(({ row }) => row);
      if (!due || !parked || !posted || !voided) throw new Error('Four were made');
      expect(await posting(due.id)).toEqual({
        ...due,
        mustAsk: true,
        attempts: 0,
        dueSince: NOW,
        nextAttemptAt: later(70),
        version: 2,
      });
      expect(await posting(parked.id)).toEqual({ ...parked, mustAsk: true, version: 2 });
      expect(await posting(posted.id)).toEqual(posted);
      expect(await posting(voided.id)).toEqual(voided);
    });

    it('that wait longer than that go on waiting', async () => {
      const payment = samplePayment();
      const row = samplePosting(payment, { nextAttemptAt: later(500) });
      await keep(payment, row);
      await store.unitOfWork((unit) => unit.postings.doubtUnsettled(NOW, later(70)));
      expect((await posting(row.id))?.nextAttemptAt).toEqual(later(500));
    });

    it('are found by receipt, and posted credits by the time of their posting', async () => {
      const payment = samplePayment();
      const credit = samplePosting(payment, { state: 'posted', postedAt: NOW });
      const reversal = samplePosting(payment, { kind: 'reversal', state: 'posted', postedAt: NOW });
      await keep(payment, credit, reversal);
      const found = await store.read((unit) => unit.postings.findByReceipts([credit.receipt, 'TB-NONE']));
      expect(found).toEqual([credit]);
      expect(await store.read((unit) => unit.postings.findByReceipts([]))).toEqual([]);
      const posted = (after: string | null, since: Date) =>
        store.read((unit) => unit.postings.postedCredits(after, since, 10));
      expect(await posted(null, NOW)).toEqual([credit]);
      expect(await posted(credit.id, NOW)).toEqual([]);
      expect(await posted(null, later(1))).toEqual([]);
    });
  });
}
