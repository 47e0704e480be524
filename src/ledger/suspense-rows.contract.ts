import { kopecks } from '../shared/money';
import { samplePayment } from './ledger-store.contract';
import type { InboxEntry } from './inbox-entry';
import { DuplicateRow, StaleRow, type LedgerStore, type LedgerUnit } from './ledger-store.port';
import type { Payment } from './payment';
import type { SuspenseCase } from './suspense-case';

const NOW = new Date('2026-11-24T09:00:00.123Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

let serial = 0;
function nextId(): string {
  serial += 1;
  return `0193a5c0-0001-7000-8000-${serial.toString(16).padStart(12, '0')}`;
}

export function sampleCase(changes: Partial<SuspenseCase> = {}): SuspenseCase {
  const id = nextId();
  return {
    id,
    identity: `wrong_agreement:${id}`,
    kind: 'wrong_agreement',
    state: 'open',
    paymentId: nextId(),
    relatedPaymentId: null,
    orderId: 'Заказ-7',
    acquirerPaymentId: '9100000001',
    terminal: 'DEMO',
    amountKopecks: kopecks(50_000),
    source: 'person',
    text: 'Платил за соседа',
    paidAt: NOW,
    proposal: null,
    approvedBy: null,
    approvedAt: null,
    settledAt: null,
    settledBy: null,
    settledReason: null,
    openedAt: NOW,
    openedBy: 'key:finance',
    version: 1,
    ...changes,
  };
}

/** What every store must do for the desk of money in suspense. `open` gives an empty store. */
export function suspenseRowsContract(open: () => Promise<LedgerStore>): void {
  let store: LedgerStore;
  beforeEach(async () => {
    store = await open();
  });
  const write = <T>(work: (unit: LedgerUnit) => Promise<T>): Promise<T> => store.unitOfWork(work);
  const keep = async (...cases: readonly SuspenseCase[]): Promise<void> => {
    for (const suspense of cases) await write((unit) => unit.suspense.insert(suspense));
  };

  describe('suspense cases', () => {
    it('come back as they were written, with and without a proposal', async () => {
      const bare = sampleCase({ paymentId: null, amountKopecks: null, text: null, acquirerPaymentId: null });
      const full = sampleCase({
        state: 'moved',
        relatedPaymentId: nextId(),
        proposal: {
          agreementId: '1941',
          agreementNumber: '№ 002',
          subscriberUid: '941',
          note: 'По звонку',
          fromReceipt: 'TB-0-C2',
          by: 'key:one',
          at: later(1),
        },
        approvedBy: 'key:two',
        approvedAt: later(2),
        settledAt: later(3),
        settledBy: 'worker:suspense',
      });
      await keep(bare, full);
      for (const suspense of [bare, full]) {
        expect(await store.read((unit) => unit.suspense.find(suspense.id))).toEqual(suspense);
        expect(await write((unit) => unit.suspense.lock(suspense.id))).toEqual(suspense);
        expect(await store.read((unit) => unit.suspense.findByIdentity(suspense.identity))).toEqual(suspense);
      }
      expect(await store.read((unit) => unit.suspense.find(nextId()))).toBeNull();
      expect(await store.read((unit) => unit.suspense.findByIdentity('no'))).toBeNull();
    });

    it('are about one thing once', async () => {
      const first = sampleCase();
      await keep(first);
      await expect(keep(sampleCase({ identity: first.identity }))).rejects.toThrow(DuplicateRow);
    });

    it('change only from the version that was read', async () => {
      const suspense = sampleCase();
      await keep(suspense);
      const next: SuspenseCase = {
        ...suspense,
        state: 'dismissed',
        settledAt: NOW,
        settledBy: 'a',
        version: 2,
      };
      await write((unit) => unit.suspense.update(next));
      expect(await store.read((unit) => unit.suspense.find(suspense.id))).toEqual(next);
      await expect(write((unit) => unit.suspense.update(next))).rejects.toThrow(StaleRow);
    });

    it('are listed from the newest, by state and kind, and the unsettled ones from the oldest', async () => {
      const dismissed = { state: 'dismissed', settledAt: NOW, settledBy: 'key:a' } as const;
      const [a, b, c] = [sampleCase(), sampleCase(dismissed), sampleCase({ kind: 'unknown_order' })];
      await keep(a, b, c);
      const list = async (
        filter: Parameters<LedgerUnit['suspense']['list']>[0],
        before: string | null = null,
      ) => (await store.read((unit) => unit.suspense.list(filter, before, 2))).map(({ id }) => id);
      expect(await list({})).toEqual([c.id, b.id]);
      expect(await list({}, b.id)).toEqual([a.id]);
      expect(await list({ state: 'open' })).toEqual([c.id, a.id]);
      expect(await list({ state: 'open', kind: 'unknown_order' })).toEqual([c.id]);
      const unsettled = async (after: string | null) =>
        (await store.read((unit) => unit.suspense.unsettled(after, 1))).map(({ id }) => id);
      expect([await unsettled(null), await unsettled(a.id), await unsettled(c.id)]).toEqual([
        [a.id],
        [c.id],
        [],
      ]);
    });

    it('keep their history in its order', async () => {
      const suspense = sampleCase();
      await keep(suspense);
      const line = (actor: string) => ({
        caseId: suspense.id,
        at: NOW,
        type: 'proposed' as const,
        actor,
        text: 'Так вернее',
        evidence: { agreementId: '1941', isOpen: true, fee: null },
      });
      await write(async (unit) => {
        await unit.suspense.append(line('key:one'));
        await unit.suspense.append(line('key:two'));
      });
      expect(await store.read((unit) => unit.suspense.events(suspense.id))).toEqual([
        { ...line('key:one'), sequence: 1 },
        { ...line('key:two'), sequence: 2 },
      ]);
      expect(await store.read((unit) => unit.suspense.events(nextId()))).toEqual([]);
    });
  });

  describe('the search for suspense', () => {
    const payment = async (changes: Partial<Payment> = {}): Promise<Payment> => {
      const row = samplePayment(changes);
      await write((unit) => unit.payments.insert(row));
      return row;
    };
    const entry = (changes: Partial<InboxEntry>): InboxEntry => ({
      id: nextId(),
      receivedAt: NOW,
      contentHash: 'b'.repeat(64),
      isRepeat: false,
      outcome: 'unknown_order',
      reason: 'unknown_order',
      orderId: 'X',
      body: '{}',
      bankStatus: null,
      requestId: null,
      processedAt: NOW,
      ...changes,
    });

    it('finds arrivals that named no order of ours, in pages', async () => {
      const [old, one, applied, two] = [
        entry({ receivedAt: later(-10) }),
        entry({}),
        entry({ outcome: 'applied' }),
        entry({ receivedAt: later(5) }),
      ];
      await write(async (unit) => {
        for (const each of [old, one, applied, two]) await unit.inbox.insert(each);
      });
      const found = (after: string | null) =>
        store.read((unit) => unit.suspenseSearch.unknownOrders(NOW, after, 1));
      expect([await found(null), await found(one.id), await found(two.id)]).toEqual([[one], [two], []]);
    });

    it('finds a payment that is like the one before it, once', async () => {
      const paid = (ms: number, changes: Partial<Payment> = {}) =>
        payment({ status: 'posted', createdAt: later(-60_000), confirmedAt: later(ms), ...changes });
      const [first, second, third] = [
        await paid(0),
        await paid(60_000),
        await paid(120_000, { status: 'confirmed' }),
      ];
      await paid(180_001);
      await paid(61_000, { amountKopecks: kopecks(50_001) });
      await paid(61_000, { agreementId: '1941' });
      await paid(61_000, { subscriberUid: '941' });
      await paid(119_000, { status: 'refunded' });
      const doubled = async (since: number, after: string | null = null, limit = 9) => {
        const terms = { confirmedSince: later(since), withinMs: 60_000 };
        const pairs = await store.read((unit) => unit.suspenseSearch.doubled(terms, after, limit));
        return pairs.map((pair) => [pair.first.id, pair.second.id]);
      };
      const both = [
        [first.id, second.id],
        [second.id, third.id],
      ];
      expect(await doubled(0)).toEqual(both);
      expect(await doubled(60_001)).toEqual(both.slice(1));
      expect(await doubled(0, null, 1)).toEqual(both.slice(0, 1));
      expect(await doubled(0, second.id)).toEqual(both.slice(1));
    });

    it('knows which orders are the ledger’s', async () => {
      const one = await payment();
      const found = await store.read((unit) =>
        unit.suspenseSearch.paymentsOf([one.orderId, 'order-7', 'заказ', one.orderId.toLowerCase()]),
      );
      expect(found).toEqual([one]);
      expect(await store.read((unit) => unit.suspenseSearch.paymentsOf(['заказ']))).toEqual([]);
    });

    it('finds orders of a sum that ended unpaid in a time', async () => {
      const ended = [
        await payment({ status: 'expired' }),
        await payment({ status: 'rejected', createdAt: later(9) }),
      ];
      await payment({ status: 'posted' });
      await payment({ status: 'cancelled', amountKopecks: kopecks(1) });
      await payment({ status: 'cancelled', createdAt: later(10) });
      await payment({ status: 'cancelled', createdAt: later(-1) });
      const find = (limit: number) =>
        store.read((unit) =>
          unit.suspenseSearch.endedUnpaid(kopecks(50_000), { from: NOW, to: later(10) }, limit),
        );
      expect(await find(9)).toEqual(ended);
      expect(await find(1)).toEqual(ended.slice(0, 1));
    });

    it('finds agreements by their id or number, each once', async () => {
      await payment();
      await payment();
      await payment({ agreementId: '1941', agreementNumber: 'Д-17', subscriberUid: '941' });
      await payment({ agreementId: '1942', agreementNumber: '003', subscriberUid: '942' });
      const named = async (...words: string[]) =>
        (await store.read((unit) => unit.suspenseSearch.agreementsNamed(words, 9))).map(
          ({ agreementId }) => agreementId,
        );
      expect(await named('001', 'Д-17')).toEqual(['1940', '1941']);
      expect(await named('1940', '001')).toEqual(['1940']);
      expect(await named('Д-17')).toEqual(['1941']);
      expect(await named('99', '0')).toEqual([]);
      expect(await named()).toEqual([]);
    });
  });
}
