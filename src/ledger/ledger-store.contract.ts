import { kopecks } from '../shared/money';
import { orderIdOf, ordinalOf, receiptOf, sequenceOf } from './document-numbers';
import type { InboxEntry } from './inbox-entry';
import { DuplicateRow, StaleRow, type LedgerStore } from './ledger-store.port';
import type { Payment } from './payment';
import type { Posting } from './posting';

const NOW = new Date('2026-11-24T09:00:00.123Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

let serial = 0;
function nextId(): string {
  serial += 1;
  return `0193a5c0-0000-7000-8000-${serial.toString(16).padStart(12, '0')}`;
}

export function samplePayment(changes: Partial<Payment> = {}): Payment {
  const id = changes.id ?? nextId();
  return {
    id,
    orderId: orderIdOf(id),
    subscriberUid: '940',
    agreementId: '1940',
    agreementNumber: '001',
    operatorName: 'ООО «Сеть»',
    amountKopecks: kopecks(50_000),
    method: 'card',
    terminal: 'DEMO',
    acquirerPaymentId: '9100000001',
    paymentUrl: 'https://bank.example/form',
    status: 'awaiting_payer',
    version: 1,
    flag: null,
    lastBankStatus: null,
    lastErrorCode: null,
    expiresAt: later(3_600_000),
    nextAskAt: null,
    askAttempts: 0,
    createdAt: NOW,
    updatedAt: NOW,
    confirmedAt: null,
    postedAt: null,
    ...changes,
  };
}

export function samplePosting(payment: Payment, changes: Partial<Posting> = {}): Posting {
  const kind = changes.kind ?? 'credit';
  const sequence = changes.sequence ?? sequenceOf(kind, 1);
  return {
    id: nextId(),
    paymentId: payment.id,
    kind,
    sequence,
    receipt: receiptOf(payment.id, kind, ordinalOf(sequence)),
    agreementId: payment.agreementId,
    amountKopecks: payment.amountKopecks,
    state: 'due',
    mustAsk: false,
    attempts: 0,
    nextAttemptAt: NOW,
    leaseOwner: null,
    leaseUntil: null,
    version: 1,
    posterId: null,
    recordId: null,
    parkedReason: null,
    lastError: null,
    dueSince: NOW,
    createdAt: NOW,
    postedAt: null,
    readBackAt: null,
    readBackFinding: null,
    ...changes,
  };
}

function sampleEntry(changes: Partial<InboxEntry> = {}): InboxEntry {
  return {
    id: nextId(),
    receivedAt: NOW,
    contentHash: 'a'.repeat(64),
    isRepeat: false,
    outcome: 'received',
    reason: null,
    orderId: 'ORDER',
    body: '{"Сумма":"текст"}',
    bankStatus: {
      orderId: 'ORDER',
      acquirerPaymentId: '9',
      terminal: 'DEMO',
      state: 'confirmed',
      rawStatus: 'CONFIRMED',
      amountKopecks: kopecks(50_000),
      errorCode: null,
      source: 'notification',
    },
    requestId: 'r-1',
    processedAt: null,
    ...changes,
  };
}

/** What every store of the ledger's rows must do. `open` gives an empty store. */
export function ledgerStoreContract(open: () => Promise<LedgerStore>): void {
  let store: LedgerStore;
  beforeEach(async () => {
    store = await open();
  });

  const insert = (payment: Payment, ...postings: Posting[]): Promise<void> =>
    store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      for (const posting of postings) await unit.postings.insert(posting);
    });
  const lease = (now: Date, limit = 10, owner = 'w1', until = later(60_000)) =>
    store.unitOfWork((unit) => unit.postings.lease({ owner, until, now }, limit));

  describe('payments', () => {
    it('come back as they were written, to the millisecond and the kopeck', async () => {
      const payment = samplePayment({
        nextAskAt: later(1),
        lastErrorCode: '1051',
        amountKopecks: kopecks(9_999_999_999),
      });
      await insert(payment);
      expect(await store.read((unit) => unit.payments.find(payment.id))).toEqual(payment);
      expect(await store.unitOfWork((unit) => unit.payments.lock({ orderId: payment.orderId }))).toEqual(
        payment,
      );
      expect(await store.unitOfWork((unit) => unit.payments.lock({ id: payment.id }))).toEqual(payment);
      expect(await store.read((unit) => unit.payments.find(nextId()))).toBeNull();
      for (const orderId of ['\u{1F600}', 'Заказ', '\u2028', `${payment.orderId} `, '']) {
        expect(await store.unitOfWork((unit) => unit.payments.lock({ orderId }))).toBeNull();
      }
    });

    it('change only from the version that was read', async () => {
      const payment = samplePayment();
      await insert(payment);
      const next: Payment = { ...payment, status: 'confirmed', version: 2 };
      await store.unitOfWork((unit) => unit.payments.update(next));
      expect(await store.read((unit) => unit.payments.find(payment.id))).toEqual(next);
      await expect(store.unitOfWork((unit) => unit.payments.update(next))).rejects.toThrow(StaleRow);
    });

    it('are given for asking once, to whoever claims first', async () => {
      const due = samplePayment({ nextAskAt: later(-1) });
      await insert(due);
      await insert(samplePayment({ nextAskAt: later(1) }));
      await insert(samplePayment({ nextAskAt: null }));
      const found = await store.read((unit) => unit.payments.dueForAsking(NOW, 10));
      expect(found.map(({ id }) => id)).toEqual([due.id]);
      const claim = () => store.unitOfWork((unit) => unit.payments.claimAsk(due, later(500)));
      expect(await claim()).toBe(true);
      expect(await claim()).toBe(false);
      const after = await store.read((unit) => unit.payments.find(due.id));
      expect(after).toEqual({ ...due, nextAskAt: later(500), askAttempts: 1 });
    });

    it('are told for a subscriber and his agreement while they are on their way, the newest first', async () => {
      const open = samplePayment({ status: 'awaiting_payer' });
      const paid = samplePayment({ status: 'confirmed' });
      const others = [
        samplePayment({ status: 'created' }),
        samplePayment({ status: 'posted' }),
        samplePayment({ status: 'confirmed', agreementId: '1' }),
        samplePayment({ status: 'confirmed', subscriberUid: '1' }),
        samplePayment({ status: 'confirmed', createdAt: later(-1) }),
      ];
      for (const payment of [open, paid, ...others]) await insert(payment);
      const onTheirWay = (limit: number) =>
        store.read((unit) => unit.payments.onTheirWay(open.subscriberUid, open.agreementId, NOW, limit));
      expect((await onTheirWay(10)).map(({ id }) => id)).toEqual([paid.id, open.id]);
      expect((await onTheirWay(1)).map(({ id }) => id)).toEqual([paid.id]);
    });

    it('are counted while open, and when flagged', async () => {
      await insert(samplePayment({ status: 'created' }));
      await insert(samplePayment({ status: 'posted', flag: 'partial_refund' }));
      expect(await store.read((unit) => unit.payments.countOpen())).toBe(1);
      expect(await store.read((unit) => unit.payments.countFlagged())).toBe(1);
    });
  });

  describe('a unit of work', () => {
    it('is undone whole when it fails', async () => {
      const payment = samplePayment();
      const failing = store.unitOfWork(async (unit) => {
        await unit.payments.insert(payment);
        await unit.postings.insert(samplePosting(payment));
        throw new Error('crash');
      });
      await expect(failing).rejects.toThrow('crash');
      expect(await store.read((unit) => unit.payments.find(payment.id))).toBeNull();
      expect(await store.read((unit) => unit.postings.ofPayment(payment.id))).toEqual([]);
    });

    it('that locks the same payment waits for the other, so no change is lost', async () => {
      const payment = samplePayment({ askAttempts: 0 });
      await insert(payment);
      const addOne = () =>
        store.unitOfWork(async (unit) => {
          const held = await unit.payments.lock({ id: payment.id });
          if (!held) throw new Error('lost');
          await unit.payments.update({
            ...held,
            askAttempts: held.askAttempts + 1,
            version: held.version + 1,
          });
        });
      await Promise.all(Array.from({ length: 8 }, addOne));
      expect((await store.read((unit) => unit.payments.find(payment.id)))?.askAttempts).toBe(8);
    });
  });

  describe('events', () => {
    it('come back in the order in which they were appended, whatever their ids', async () => {
      const payment = samplePayment();
      await insert(payment);
      const event = (type: 'opened' | 'moved') => ({
        id: nextId(),
        paymentId: payment.id,
        at: NOW,
        type,
        actor: 'bank:notification',
        from: null,
        to: payment.status,
        evidence: { bankStatus: 'CONFIRMED', amountKopecks: 50_000, errorCode: null },
      });
      // The second comes from a replica whose clock is behind.
      const [second, first] = [event('moved'), event('opened')];
      await store.unitOfWork(async (unit) => {
        await unit.events.append(first);
        await unit.events.append(second);
      });
      expect(await store.read((unit) => unit.events.ofPayment(payment.id))).toEqual([first, second]);
    });
  });

  describe('postings', () => {
    it('are leased once while the lease holds, marked to be asked about, and again when it has run out', async () => {
      const payment = samplePayment();
      const posting = samplePosting(payment);
      await insert(payment, posting);
      const [first] = await lease(NOW);
      expect(first?.askFirst).toBe(false);
      expect(first?.posting).toEqual({
        ...posting,
        state: 'in_progress',
        mustAsk: true,
        attempts: 1,
        leaseOwner: 'w1',
        leaseUntil: later(60_000),
        version: 2,
      });
      expect(await store.read((unit) => unit.postings.find(posting.id))).toEqual(first?.posting);
      expect(await lease(later(59_999))).toEqual([]);
      const [second] = await lease(later(60_000), 10, 'w2', later(120_000));
      expect(second?.askFirst).toBe(true);
      expect(second?.posting.leaseOwner).toBe('w2');
    });

    it('are never leased by two workers at one time', async () => {
      const payments = Array.from({ length: 12 }, () => samplePayment());
      for (const payment of payments) await insert(payment, samplePosting(payment));
      const taken = await Promise.all(Array.from({ length: 6 }, (_, i) => lease(NOW, 5, `w${String(i)}`)));
      const ids = taken.flat().map(({ posting }) => posting.id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('of one payment go in their order', async () => {
      const payment = samplePayment();
      const credit = samplePosting(payment);
      const reversal = samplePosting(payment, { kind: 'reversal', nextAttemptAt: later(-1) });
      await insert(payment, credit, reversal);
      const [first] = await lease(NOW);
      expect(first?.posting.id).toBe(credit.id);
      expect(await lease(NOW)).toEqual([]);
      await store.unitOfWork((unit) =>
        unit.postings.update({ ...credit, state: 'posted', leaseOwner: null, leaseUntil: null, version: 3 }),
      );
      expect((await lease(NOW)).map(({ posting }) => posting.id)).toEqual([reversal.id]);
    });

    it('wait for their next attempt, and parked or voided ones for nobody', async () => {
      for (const changes of [
        { nextAttemptAt: later(1) },
        { state: 'parked' },
        { state: 'voided' },
      ] as const) {
        const payment = samplePayment();
        await insert(payment, samplePosting(payment, changes));
      }
      expect(await lease(NOW)).toEqual([]);
      expect(await lease(later(1))).toHaveLength(1);
    });

    it('have receipts that no other posting has', async () => {
      const payment = samplePayment();
      await insert(payment, samplePosting(payment));
      const twin = { ...samplePosting(payment), sequence: 3 };
      await expect(store.unitOfWork((unit) => unit.postings.insert(twin))).rejects.toThrow();
    });

    it('tell the money that billing does not have, and since when', async () => {
      const [due, parked, posted] = [samplePayment(), samplePayment(), samplePayment()];
      await insert(due, samplePosting(due));
      await insert(parked, samplePosting(parked, { state: 'parked', createdAt: later(-5_000) }));
      await insert(posted, samplePosting(posted, { state: 'posted', createdAt: later(-9_000) }));
      expect(await store.read((unit) => unit.postings.unpostedMoney())).toEqual({
        kopecks: 100_000,
        oldestSince: later(-5_000),
      });
      expect(await store.read((unit) => unit.postings.countParked())).toBe(1);
      const [row] = await store.read((unit) => unit.postings.parked(null, 10));
      expect(row?.paymentId).toBe(parked.id);
      expect(await store.read((unit) => unit.postings.parked(row?.id ?? '', 10))).toEqual([]);
    });

    it('of nothing are nothing', async () => {
      expect(await store.read((unit) => unit.postings.unpostedMoney())).toEqual({
        kopecks: 0,
        oldestSince: null,
      });
    });
  });

  describe('the inbox', () => {
    it('keeps every arrival and knows repeats by their content', async () => {
      const entry = sampleEntry();
      expect(await store.read((unit) => unit.inbox.hasContent(entry.contentHash))).toBe(false);
      await store.unitOfWork((unit) => unit.inbox.insert(entry));
      await store.unitOfWork((unit) => unit.inbox.insert(sampleEntry()));
      expect(await store.read((unit) => unit.inbox.hasContent(entry.contentHash))).toBe(true);
      expect(await store.read((unit) => unit.inbox.find(entry.id))).toEqual(entry);
    });

    it('tells what was stored and not applied', async () => {
      const [first, second] = [
        sampleEntry({ receivedAt: later(-10) }),
        sampleEntry({ receivedAt: later(10) }),
      ];
      await store.unitOfWork(async (unit) => {
        await unit.inbox.insert(first);
        await unit.inbox.insert(second);
      });
      expect(await store.read((unit) => unit.inbox.unapplied(NOW, 10))).toEqual([first]);
      const applied: InboxEntry = { ...first, outcome: 'applied', reason: 'confirmed', processedAt: NOW };
      await store.unitOfWork((unit) => unit.inbox.update(applied));
      expect(await store.unitOfWork((unit) => unit.inbox.lock(first.id))).toEqual(applied);
      expect(await store.read((unit) => unit.inbox.unapplied(NOW, 10))).toEqual([]);
    });
  });

  describe('idempotency keys', () => {
    const record = (key: string) => ({
      caller: 'subscriber:940',
      key,
      fingerprint: 'f'.repeat(64),
      paymentId: nextId(),
      response: null,
      createdAt: NOW,
    });

    it('are unique for a caller, letter case included', async () => {
      const first = record('Key-00000001');
      await store.unitOfWork((unit) => unit.idempotencyKeys.insert(first));
      const twin = store.unitOfWork((unit) => unit.idempotencyKeys.insert(record(first.key)));
      await expect(twin).rejects.toThrow(DuplicateRow);
      await store.unitOfWork((unit) => unit.idempotencyKeys.insert(record('KEY-00000001')));
      await store.unitOfWork((unit) =>
        unit.idempotencyKeys.insert({ ...record(first.key), caller: 'subscriber:950' }),
      );
      expect(await store.read((unit) => unit.idempotencyKeys.find(first.caller, first.key))).toEqual(first);
    });

    it('keep the answer that was given', async () => {
      const first = record('key-to-complete');
      const response = { status: 201, body: { id: 'x', сумма: null } };
      await store.unitOfWork((unit) => unit.idempotencyKeys.insert(first));
      await store.unitOfWork((unit) => unit.idempotencyKeys.complete(first.paymentId, response));
      const kept = await store.unitOfWork((unit) => unit.idempotencyKeys.lock(first.caller, first.key));
      expect(kept).toEqual({ ...first, response });
      await store.unitOfWork((unit) => unit.idempotencyKeys.remove(first.caller, first.key));
      expect(await store.read((unit) => unit.idempotencyKeys.find(first.caller, first.key))).toBeNull();
    });
  });
}
