import { rejected, samplePayment, unavailable, type ScriptedAcquirer } from '../../test/support/fakes';
import { MemoryJournal } from '../../test/support/memory-journal';
import { SuspenseHouse } from '../../test/support/suspense-house';
import { FakeClock, TestLedger } from '../../test/support/fakes';
import type { BankStatus } from '../ledger/bank-status';
import { adoptedIdOf, orderIdOf } from '../ledger/document-numbers';
import type { SuspenseCase } from '../ledger/suspense-case';
import { kopecks } from '../shared/money';
import { identityOfOrder } from './case-book';

let house: SuspenseHouse;
let journal: MemoryJournal;
let bank: ScriptedAcquirer;
beforeEach(() => {
  journal = new MemoryJournal(new FakeClock());
  house = new SuspenseHouse(new TestLedger(undefined, journal));
  bank = house.acquirer;
});

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );

const said = (changes: Partial<BankStatus> = {}): BankStatus => ({
  orderId: 'shop-17',
  acquirerPaymentId: '9100000777',
  terminal: 'DEMO',
  state: 'confirmed',
  rawStatus: 'CONFIRMED',
  amountKopecks: kopecks(12_300),
  errorCode: null,
  source: 'poll',
  ...changes,
});

async function unknown(changes: Partial<SuspenseCase> = {}): Promise<SuspenseCase> {
  const orderId = changes.orderId ?? 'shop-17';
  const { suspense } = await house.book.open(
    {
      identity: identityOfOrder('DEMO', orderId),
      kind: 'unknown_order',
      paymentId: null,
      relatedPaymentId: null,
      orderId,
      acquirerPaymentId: '9100000777',
      terminal: 'DEMO',
      amountKopecks: kopecks(1),
      source: 'inbox',
      text: null,
      paidAt: house.ledger.clock.now(),
      ...changes,
    },
    'worker:suspense',
  );
  return suspense;
}

const theOnly = async () =>
  (await house.ledger.store.read((unit) => unit.payments.mayHaveMoved(null, new Date(0), 9)))[0]!;

describe('an unknown order', () => {
  it('shows, once proposed, the sum that the bank says and not what was heard', async () => {
    const { id } = await unknown();
    bank.on.getState.answers(said());
    expect(await house.propose(id)).toMatchObject({
      amountKopecks: 12_300,
      proposal: { fromReceipt: null, agreementId: '1941' },
    });
  });

  it('is adopted with the bank’s sum, asked about at once and credited only by the bank’s own word', async () => {
    const { id } = await unknown();
    bank.on.getState.answers(said(), said());
    await house.propose(id);
    expect(await house.approve(id)).toMatchObject({
      state: 'moving',
      paymentId: adoptedIdOf('DEMO', 'shop-17'),
    });
    const payment = await theOnly();
    expect(payment).toMatchObject({
      id: adoptedIdOf('DEMO', 'shop-17'),
      orderId: 'shop-17',
      acquirerPaymentId: '9100000777',
      amountKopecks: 12_300,
      agreementId: '1941',
      agreementNumber: '002',
      subscriberUid: '941',
      operatorName: 'ООО «Сеть»',
      terminal: 'DEMO',
      status: 'created',
      nextAskAt: house.ledger.clock.now(),
    });
    expect(await house.ledger.postings(payment.id)).toEqual([]);
    expect(await house.ledger.events(payment.id)).toMatchObject([
      { type: 'opened', actor: 'key:two' },
      { type: 'noted', evidence: { adopted: true, proposedBy: 'key:one', approvedBy: 'key:two' } },
    ]);
    expect(journal.kept).toMatchObject([{ kind: 'opened', order: { id: payment.id, orderId: 'shop-17' } }]);

    await house.ledger.bankStatuses.apply(said());
    // Whoever adopted it before the ledger was set back credited it under the same number.
    expect(await house.ledger.posting(payment.id, 'credit')).toMatchObject({ state: 'due', mustAsk: true });
  });

  it('whose number is ours becomes the payment that the number names', async () => {
    const lost = samplePayment();
    const orderId = lost.orderId;
    const { id } = await unknown({ orderId });
    bank.on.getState.answers(said({ orderId }), said({ orderId }));
    await house.propose(id, '1940');
    await house.approve(id);
    expect(await theOnly()).toMatchObject({ id: lost.id, orderId: orderIdOf(lost.id) });
    // It is as old as its number: what was proven in a quarantine since is doubted.
    expect((await theOnly()).createdAt).toEqual(new Date(Number.parseInt('0193a5c00000', 16)));
  });

  it('found by its number alone is asked for by it', async () => {
    const { id } = await unknown({ acquirerPaymentId: null });
    bank.on.findOrder.answers([said({ state: 'attempt_failed', acquirerPaymentId: '1' }), said()], [said()]);
    await house.propose(id);
    bank.on.getState.answers(said());
    await house.approve(id);
    expect(await theOnly()).toMatchObject({ acquirerPaymentId: '9100000777' });
  });

  it.each([
    ['is not confirmed', said({ state: 'authorized' })],
    ['went back', said({ state: 'refunded' })],
    ['went back in part', said({ state: 'partially_refunded' })],
    ['is of another order', said({ orderId: 'shop-18' })],
    ['is of another terminal', said({ terminal: 'OTHER' })],
    ['has no sum', said({ amountKopecks: null })],
  ])('is not to be had when the bank’s payment %s', async (_why, status) => {
    const { id } = await unknown();
    bank.on.getState.answers(status);
    expect(await codeOf(house.propose(id))).toBe('bank_does_not_confirm');
  });

  it('is not to be had of two payments, of a bank that knows none, of another terminal or of a silent bank', async () => {
    const { id } = await unknown({ acquirerPaymentId: null });
    bank.on.findOrder
      .answers([said(), said({ acquirerPaymentId: '2' })], [])
      .fails(rejected('not_found', 'tinkoff'));
    for (let i = 0; i < 3; i += 1) expect(await codeOf(house.propose(id))).toBe('bank_does_not_confirm');
    bank.on.findOrder.fails(unavailable('tinkoff'));
    await expect(house.propose(id)).rejects.toThrow('unavailable');
    const foreign = await unknown({ orderId: 'x', terminal: 'OTHER', identity: 'unknown_order:x' });
    expect(await codeOf(house.propose(foreign.id))).toBe('bank_does_not_confirm');
    expect(bank.journal).toHaveLength(4);
  });

  it('is asked about again when it is approved: another sum or no confirmation any more stops it', async () => {
    const { id } = await unknown();
    bank.on.getState.answers(said(), said({ amountKopecks: kopecks(12_301) }), said({ state: 'refunded' }));
    await house.propose(id);
    expect(await codeOf(house.approve(id))).toBe('suspense_case_changed');
    expect(await codeOf(house.approve(id))).toBe('bank_does_not_confirm');
    expect(await theOnly()).toBeUndefined();
  });

  it('is adopted once, whoever clicks, and not at all once the ledger knows it', async () => {
    const { id } = await unknown();
    bank.on.getState.always(() => said());
    await house.propose(id);
    const both = await Promise.all([house.approve(id), house.approve(id)]);
    expect(both.map(({ state }) => state)).toEqual(['moving', 'moving']);
    const other = await unknown({ orderId: 'shop-18', identity: 'unknown_order:18' });
    bank.on.getState.always(() => said({ orderId: 'shop-18' }));
    await house.propose(other.id);
    await house.ledger.keep(samplePayment({ orderId: 'shop-18' }));
    expect(await codeOf(house.approve(other.id))).toBe('suspense_case_changed');
    await house.settle();
    expect(await house.cases()).toMatchObject([
      { state: 'lapsed', settledReason: 'order_known' },
      { state: 'moving' },
    ]);
  });

  it('comes to its end with the credit, or with the bank’s own No', async () => {
    const { id } = await unknown();
    bank.on.getState.always(() => said());
    await house.propose(id);
    await house.approve(id);
    const payment = await theOnly();
    await house.settle();
    expect(await house.cases()).toMatchObject([{ state: 'moving' }]);
    await house.ledger.bankStatuses.apply(said());
    const [leased] = await house.ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 1);
    await house.ledger.queue.posted(leased!.posting, '42', 'test');
    await house.settle();
    expect(await house.cases()).toMatchObject([{ state: 'moved', settledBy: 'worker:suspense' }]);
    expect(await house.ledger.payment(payment.id)).toMatchObject({ status: 'posted' });
  });

  it('that the bank takes back after the approval is credited nowhere', async () => {
    const { id } = await unknown();
    bank.on.getState.always(() => said());
    await house.propose(id);
    await house.approve(id);
    await house.ledger.bankStatuses.apply(said({ state: 'cancelled' }));
    await house.settle();
    expect(await house.cases()).toMatchObject([{ state: 'lapsed', settledReason: 'not_confirmed' }]);
    expect(await house.ledger.postings((await house.cases())[0]!.paymentId!)).toEqual([]);
  });

  it('is not credited in another sum than the one that was approved', async () => {
    const { id } = await unknown();
    bank.on.getState.always(() => said());
    await house.propose(id);
    await house.approve(id);
    const application = await house.ledger.bankStatuses.apply(said({ amountKopecks: kopecks(99_900) }));
    expect(application).toMatchObject({ outcome: 'flagged', flag: 'amount_mismatch' });
    expect(await house.ledger.postings(application.payment!.id)).toEqual([]);
  });
});
