import { samplePayment, samplePosting } from './ledger-store.contract';
import type { LedgerStore, LedgerUnit } from './ledger-store.port';
import type { Payment } from './payment';
import type { Posting } from './posting';

const NOW = new Date('2026-11-24T09:00:00.123Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

/** What every store must do for the reader of billing. `open` gives an empty store. */
export function readBackRowsContract(open: () => Promise<LedgerStore>): void {
  let store: LedgerStore;
  beforeEach(async () => {
    store = await open();
  });

  const read = <T>(work: (rows: LedgerUnit['readBack']) => Promise<T>): Promise<T> =>
    store.read((unit) => work(unit.readBack));
  const find = (id: string) => store.read((unit) => unit.postings.find(id));
  async function insert(payment: Payment, ...postings: Posting[]): Promise<void> {
    await store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      for (const posting of postings) await unit.postings.insert(posting);
    });
  }
  /** A payment with a credit, which is answered. */
  async function credit(changes: Partial<Posting> = {}, ofPayment: Partial<Payment> = {}): Promise<Posting> {
    const payment = samplePayment({ status: 'confirmed', ...ofPayment });
    const posting = samplePosting(payment, changes);
    await insert(payment, posting);
    return posting;
  }

  describe('credits for the reader of billing', () => {
    it('are those written in a range, by id and in pages', async () => {
      const inside = [await credit(), await credit({ createdAt: later(999) }), await credit()];
      await credit({ createdAt: later(-1) });
      await credit({ createdAt: later(1_000) });
      const range = { from: NOW, to: later(1_000) };
      const first = await read((rows) => rows.creditsWritten(range, null, 2));
      const rest = await read((rows) => rows.creditsWritten(range, first.at(-1)!.posting.id, 2));
      expect([...first, ...rest].map(({ posting }) => posting)).toEqual(inside);
    });

    it('come with the time of paying, the state of their reversal and a partial refund', async () => {
      const payment = samplePayment({ status: 'refunded', confirmedAt: later(-5_000) });
      await insert(
        payment,
        samplePosting(payment),
        samplePosting(payment, { kind: 'reversal', state: 'parked' }),
      );
      await credit({}, { status: 'partially_refunded', confirmedAt: null });
      const [reversed, refunded] = await read((rows) =>
        rows.creditsWritten({ from: NOW, to: later(1) }, null, 10),
      );
      expect(reversed).toMatchObject({
        paidAt: later(-5_000),
        reversalState: 'parked',
        isPartlyRefunded: false,
        posting: { kind: 'credit', paymentId: payment.id },
      });
      expect(refunded).toMatchObject({ paidAt: NOW, reversalState: null, isPartlyRefunded: true });
    });

    it('are those, too, to which the money of a day was moved, each with its own reversal', async () => {
      const payment = samplePayment({ status: 'posted', confirmedAt: later(-90_000_000) });
      const moved = later(5_000);
      const chain = [
        samplePosting(payment, {
          state: 'posted',
          createdAt: later(-90_000_000),
          postedAt: later(-90_000_000),
        }),
        samplePosting(payment, { kind: 'reversal', state: 'posted', createdAt: moved }),
        samplePosting(payment, { sequence: 3, agreementId: '1941', createdAt: moved }),
        samplePosting(payment, { kind: 'reversal', sequence: 4, state: 'due', createdAt: moved }),
        samplePosting(payment, { sequence: 5, agreementId: '1942', createdAt: moved }),
      ];
      await insert(payment, ...chain);
      const day = { from: later(-90_000_000), to: later(-89_999_999) };
      const paged = async (after: string | null) => read((rows) => rows.creditsMoved(day, after, 1));
      const [second] = await paged(null);
      const [third] = await paged(second!.posting.id);
      expect(second).toMatchObject({ posting: chain[2], paidAt: later(-90_000_000), reversalState: 'due' });
      expect(third).toMatchObject({ posting: chain[4], reversalState: null });
      expect(await paged(third!.posting.id)).toEqual([]);
      const [first, ...others] = await read((rows) => rows.creditsWritten(day, null, 9));
      expect([first?.posting, first?.reversalState, others]).toEqual([chain[0], 'posted', []]);
      expect(await read((rows) => rows.creditsMoved({ from: NOW, to: later(9_999) }, null, 9))).toEqual([]);
      expect(await read((rows) => rows.creditsWritten({ from: NOW, to: later(9_999) }, null, 9))).toEqual([]);
    });

    it('moved of late are to be read though they were paid before the window', async () => {
      const payment = samplePayment({ status: 'posted', confirmedAt: later(-90_000_000) });
      await insert(payment, samplePosting(payment, { sequence: 3, state: 'posted', postedAt: NOW }));
      const terms = { paidBefore: later(-86_400_000), postedSince: later(-1) };
      expect(await read((rows) => rows.datesToRead(terms))).toEqual([later(-90_000_000)]);
    });

    it('are found by receipt, but reversals and strangers are not', async () => {
      const payment = samplePayment();
      const [known, reversal] = [samplePosting(payment), samplePosting(payment, { kind: 'reversal' })];
      await insert(payment, known, reversal);
      const receipts = [known.receipt, reversal.receipt, known.receipt.toLowerCase(), 'TB-чужой'];
      const found = await read((rows) => rows.creditsOf(receipts));
      expect(found.map(({ posting }) => posting.id)).toEqual([known.id]);
      expect(await read((rows) => rows.creditsOf([]))).toEqual([]);
    });

    it('older ones are to be read when they have a finding, or were posted of late and not read', async () => {
      const old = (days: number) => later(-days * 86_400_000);
      const written = (days: number, changes: Partial<Posting>) =>
        credit({ createdAt: old(days), ...changes }, { confirmedAt: old(days) });
      await written(10, { state: 'posted', postedAt: old(9), readBackAt: NOW, readBackFinding: 'missing' });
      await written(11, { state: 'posted', postedAt: old(1) });
      await written(12, { state: 'posted', postedAt: old(1), readBackAt: NOW });
      await written(13, { state: 'posted', postedAt: old(5) });
      await written(14, { state: 'due' });
      await written(1, { state: 'posted', postedAt: old(1) });
      const dates = await read((rows) => rows.datesToRead({ paidBefore: old(4), postedSince: old(3) }));
      expect([...dates].sort((a, b) => a.getTime() - b.getTime())).toEqual([old(11), old(10)]);
    });
  });

  describe('what the reader of billing found', () => {
    const found = { readBackAt: later(5), readBackFinding: 'other_amount' };
    const keep = (posting: Posting, state = found) =>
      store.unitOfWork((unit) => unit.readBack.keep(posting, state));

    it('is kept with the row and moves no version, so that a lease goes on under it', async () => {
      const posting = await credit();
      const [leased] = await store.unitOfWork((unit) =>
        unit.postings.lease({ owner: 'w1', until: later(60_000), now: NOW }, 1),
      );
      expect(await keep(leased!.posting)).toBe(true);
      expect(await find(posting.id)).toEqual({ ...leased!.posting, ...found });
      const done: Posting = {
        ...leased!.posting,
        state: 'posted',
        leaseOwner: null,
        leaseUntil: null,
        postedAt: NOW,
        version: 3,
      };
      await store.unitOfWork((unit) => unit.postings.update(done));
      expect(await find(posting.id)).toEqual({ ...done, ...found });
    });

    it('is not kept on a row that has moved on to another state', async () => {
      const posting = await credit();
      await store.unitOfWork((unit) => unit.postings.update({ ...posting, state: 'parked', version: 2 }));
      expect(await keep(posting)).toBe(false);
      expect(await find(posting.id)).toMatchObject({ readBackAt: null, readBackFinding: null });
    });

    it('is counted, and listed in pages, of any state or of one', async () => {
      const parked = await credit({ ...found, state: 'parked' });
      const posted = await credit({ ...found, state: 'posted', postedAt: NOW });
      await credit({ state: 'parked' });
      expect(await read((rows) => rows.countFindings())).toBe(2);
      expect(await read((rows) => rows.withFinding(null, 10))).toEqual([parked, posted]);
      expect(await read((rows) => rows.withFinding(null, 1))).toEqual([parked]);
      expect(await read((rows) => rows.withFinding(parked.id, 10))).toEqual([posted]);
      expect(await read((rows) => rows.withFinding(null, 10, 'parked'))).toEqual([parked]);
    });

    it('is missing since the oldest credit that was posted and not read', async () => {
      const oldest = () => read((rows) => rows.oldestUnread(later(-10_000)));
      expect(await oldest()).toBeNull();
      await credit({ state: 'posted', postedAt: later(-10_001) });
      await credit({ state: 'posted', postedAt: later(-9_000), readBackAt: NOW });
      await credit({ state: 'due' });
      expect(await oldest()).toBeNull();
      await credit({ state: 'posted', postedAt: later(-10_000) });
      await credit({ state: 'posted', postedAt: later(-8_000) });
      expect(await oldest()).toEqual(later(-10_000));
    });
  });
}
