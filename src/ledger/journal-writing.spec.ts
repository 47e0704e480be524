import { bankSays, FakeClock, samplePayment, samplePosting, TestLedger } from '../../test/support/fakes';
import { MemoryJournal } from '../../test/support/memory-journal';
import { kopecks } from '../shared/money';
import type { RequestIdentity } from './orders';

let journal: MemoryJournal;
let ledger: TestLedger;
beforeEach(() => {
  journal = new MemoryJournal(new FakeClock());
  ledger = new TestLedger(undefined, journal);
});

const request: RequestIdentity = {
  caller: 'subscriber:940',
  key: 'key-00000001',
  fingerprint: 'f'.repeat(64),
};
const open = () =>
  ledger.orders.open(
    {
      subscriberUid: '940',
      agreementId: '1940',
      agreementNumber: '001',
      amountKopecks: kopecks(50_000),
      terminal: 'DEMO',
      expiresAt: ledger.clock.after(3_600_000),
      firstAskAt: ledger.clock.after(24_000),
    },
    request,
  );

describe('the journal is told', () => {
  it('of an order once it is in the ledger, and of no repeat', async () => {
    const opening = await open();
    await open();
    if (opening.kind !== 'opened') throw new Error('It is new');
    expect(journal.kept).toMatchObject([
      { kind: 'opened', order: { id: opening.payment.id, paymentUrl: null } },
    ]);
  });

  it("of the bank's acceptance, before anybody is told the form's address", async () => {
    const opening = await open();
    if (opening.kind !== 'opened') throw new Error('It is new');
    const order = { acquirerPaymentId: '91', paymentUrl: 'https://bank.example/91' };
    await ledger.orders.accepted(opening.payment.id, order, () => ({ status: 201, body: {} }));
    expect(journal.kept.at(-1)).toMatchObject({ kind: 'accepted', order });
  });

  it('of an acceptance again with each repeat: who kept the answer may have died before the journal had it', async () => {
    const opening = await open();
    if (opening.kind !== 'opened') throw new Error('It is new');
    const order = { acquirerPaymentId: '91', paymentUrl: 'https://bank.example/91' };
    await ledger.orders.accepted(opening.payment.id, order, () => ({ status: 201, body: {} }));
    journal.kept.length = 0;
    await ledger.orders.recall(request);
    await open();
    expect(journal.kept).toMatchObject([
      { kind: 'accepted', order },
      { kind: 'accepted', order },
    ]);
  });

  it('of a credit and of its reversal, once each is posted, and not when the lease was lost', async () => {
    const payment = samplePayment({ status: 'confirmed' });
    await ledger.keep(payment, samplePosting(payment));
    const [leased] = await ledger.queue.lease({ owner: 'w', durationMs: 60_000 }, 1);
    if (!leased) throw new Error('It was due');
    await ledger.queue.posted(leased.posting, '17', 'credited');
    await ledger.queue.posted(leased.posting, '17', 'credited');
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
    const [reversal] = await ledger.queue.lease({ owner: 'w', durationMs: 60_000 }, 1);
    if (!reversal) throw new Error('It was due');
    await ledger.queue.posted(reversal.posting, '17', 'cancelled');
    expect(journal.kept).toMatchObject([
      { kind: 'posted', order: { id: payment.id }, posting: { kind: 'credit', recordId: '17' } },
      { kind: 'posted', order: { id: payment.id }, posting: { kind: 'reversal' } },
    ]);
  });
});

describe('a credit of a payment that a quarantine casts doubt on', () => {
  it.each([
    ['older than its end', 0, true],
    ['younger, as far as two clocks may differ', 3 * 3_600_000, true],
    ['more than a day younger', 25 * 3_600_000, false],
  ])('is asked about first when the payment is %s: %s %s', async (_name, ageMs, expected) => {
    await ledger.store.unitOfWork((unit) =>
      unit.quarantines.insert({
        id: ledger.ids.next(),
        reason: 'by_hand',
        note: null,
        beganAt: ledger.clock.now(),
        beganBy: 'key:ops',
        since: ledger.clock.now(),
        phase: 'billing',
        cursor: null,
        report: {} as never,
        endedAt: ledger.clock.after(1_000),
        endedBy: 'w',
        version: 1,
      }),
    );
    const payment = await ledger.keep(samplePayment({ createdAt: ledger.clock.after(ageMs) }));
    await ledger.bankStatuses.apply(bankSays(payment, 'confirmed'));
    expect((await ledger.posting(payment.id, 'credit')).mustAsk).toBe(expected);
  });
});
