import { Logger } from '@nestjs/common';
import { samplePayment, samplePosting, bankSays } from '../../test/support/fakes';
import { FINDING, SuspenseHouse } from '../../test/support/suspense-house';
import type { BankState } from '../ledger/bank-status';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';
import { kopecks } from '../shared/money';
import { SuspenseWork } from './suspense-work';

/** Nothing is looked for that is alike. */
const ALONE = { ...FINDING, doubledWithinMs: 0 };

let house: SuspenseHouse;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => (house = new SuspenseHouse()));

const found = async () =>
  (await house.cases()).map(({ kind, orderId, state }) => `${kind} ${orderId} ${state}`).sort();

async function credit(changes: Partial<Posting>, ofPayment: Partial<Payment> = {}): Promise<Payment> {
  const payment = samplePayment({ status: 'confirmed', confirmedAt: house.ledger.clock.now(), ...ofPayment });
  return house.ledger.keep(payment, samplePosting(payment, changes));
}

async function heard(orderId: string, state: BankState = 'confirmed'): Promise<void> {
  const bankStatus = { ...bankSays(samplePayment(), state), orderId };
  const arrival = {
    rawBody: Buffer.from(orderId),
    redactedBody: '{}',
    orderId,
    bankStatus,
    refusal: null,
    subject: null,
  };
  const { id } = await house.ledger.inbox.store(arrival);
  await house.ledger.inbox.apply(id);
}

describe('the search for money in suspense', () => {
  it('finds credits that their agreement refuses, each once', async () => {
    const closed = await credit({ state: 'parked', parkedReason: 'agreement_closed' });
    const gone = await credit({ state: 'parked', parkedReason: 'agreement_not_found' });
    await credit({ state: 'parked', parkedReason: 'period_locked' });
    await credit({ state: 'due' });
    await house.find(ALONE);
    await house.find(ALONE);
    expect(await found()).toEqual([
      `closed_agreement ${closed.orderId} open`,
      `closed_agreement ${gone.orderId} open`,
    ]);
    expect((await house.cases())[0]).toMatchObject({
      source: 'postings',
      openedBy: 'worker:suspense',
      amountKopecks: 50_000,
    });
  });

  it('finds the next one when the money was moved to an agreement that is closed too', async () => {
    const payment = await credit({ state: 'parked', parkedReason: 'agreement_closed' });
    await house.find(ALONE);
    const [first] = await house.cases();
    await house.propose(first!.id);
    await house.approve(first!.id);
    const [leased] = await house.ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 1);
    await house.ledger.queue.park(leased!.posting, { mustAsk: false, reason: 'agreement_closed' });
    await house.find(ALONE);
    expect(await found()).toEqual([
      `closed_agreement ${payment.orderId} moving`,
      `closed_agreement ${payment.orderId} open`,
    ]);
    const [second] = await house.cases();
    await house.propose(second!.id, '1943');
    await house.approve(second!.id);
    await house.settle();
    expect(await house.cases()).toMatchObject([
      { state: 'moving' },
      { state: 'lapsed', settledReason: 'moved_elsewhere' },
    ]);
  });

  it('finds orders in the inbox for which the bank took money, once, and none that it did not', async () => {
    await heard('shop-1');
    await heard('shop-1');
    await heard('shop-2', 'authorized');
    await heard('shop-3', 'refunded');
    const ours = await house.ledger.keep(samplePayment());
    await heard(ours.orderId);
    const finder = house.finder();
    await finder.run(() => false);
    await heard('shop-4');
    await finder.run(() => false);
    await house.find();
    expect(await found()).toEqual(['unknown_order shop-1 open', 'unknown_order shop-4 open']);
  });

  it('looks no further back than its window, and goes on from where it was', async () => {
    await heard('old');
    await house.ledger.clock.advance(FINDING.windowMs + 1);
    await heard('new');
    const finder = house.finder();
    await finder.run(() => false);
    await house.ledger.clock.advance(3_600_000);
    const search = jest.spyOn(house.ledger.store, 'read');
    await finder.run(() => false);
    await heard('newest');
    await finder.run(() => false);
    expect(await found()).toEqual(['unknown_order new open', 'unknown_order newest open']);
    search.mockRestore();
  });

  it('finds what registries and reconciliation tell of, and knows it for the same order', async () => {
    const order = { orderId: 'shop-5', acquirerPaymentId: null, terminal: 'DEMO', amountKopecks: kopecks(5) };
    const paidAt = house.ledger.clock.now();
    house.inBooks.push({ ...order, text: 'Оплата по договору 001', paidAt, source: 'registry' });
    house.inBooks.push({ ...order, text: null, paidAt, source: 'reconciliation' });
    await heard('shop-5');
    await house.find();
    expect(await found()).toEqual(['unknown_order shop-5 open']);
    expect(await house.cases()).toMatchObject([{ source: 'inbox' }]);
  });

  it('finds doubled orders by where their money stands now', async () => {
    const paid = async (ms: number, changes: Partial<Payment> = {}) => {
      const confirmedAt = house.ledger.clock.after(ms - 600_000);
      return credit({ state: 'posted' }, { status: 'posted', confirmedAt, ...changes });
    };
    const [first, second] = [await paid(0), await paid(60_000)];
    await paid(60_000, { amountKopecks: kopecks(1) });
    await house.find();
    await house.find();
    expect(await house.cases()).toMatchObject([
      { kind: 'doubled_order', paymentId: second.id, relatedPaymentId: first.id, source: 'payments' },
    ]);
  });

  it('calls none doubled that was moved apart, and looks for none when told so', async () => {
    const moved = await credit({ state: 'posted' }, { status: 'posted' });
    await credit({ state: 'posted' }, { status: 'posted' });
    const { id } = await house.wrong(moved);
    await house.propose(id);
    await house.approve(id);
    await house.find();
    expect(await found()).toEqual([`wrong_agreement ${moved.orderId} moving`]);
    await credit({ state: 'posted' }, { status: 'posted', agreementId: '1943' });
    await credit({ state: 'posted' }, { status: 'posted', agreementId: '1943' });
    await house.find(ALONE);
    expect(await house.cases()).toHaveLength(1);
  });

  it('begins nothing more once it is told to stop', async () => {
    await heard('shop-1');
    await house.finder().run(() => true);
    expect(await house.cases()).toEqual([]);
  });
});

describe('the settling of cases', () => {
  it('ends a move when the money stands where it was to go', async () => {
    const payment = await credit({ state: 'posted' }, { status: 'posted' });
    const { id } = await house.wrong(payment);
    await house.propose(id);
    await house.approve(id);
    for (let i = 0; i < 2; i += 1) {
      await house.settle();
      expect((await house.cases())[0]?.state).toBe('moving');
      const [leased] = await house.ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 1);
      await house.ledger.queue.posted(leased!.posting, '42', 'test');
    }
    await house.settle();
    expect(await house.cases()).toMatchObject([{ state: 'moved', settledBy: 'worker:suspense' }]);
    expect((await house.events(id)).at(-1)).toMatchObject({ type: 'moved', actor: 'worker:suspense' });
    await house.settle();
    expect((await house.events(id)).filter(({ type }) => type === 'moved')).toHaveLength(1);
  });

  it('lets a case lapse when the money went back, or came to its agreement after all', async () => {
    const refunded = await credit({ state: 'posted' }, { status: 'posted' });
    await house.wrong(refunded);
    const moving = await credit({ state: 'posted' }, { status: 'posted' });
    const { id } = await house.wrong(moving);
    await house.propose(id);
    await house.approve(id);
    for (const payment of [refunded, moving]) {
      await house.ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
    }
    const reopened = await credit({ state: 'parked', parkedReason: 'agreement_closed' });
    await house.find(ALONE);
    const { id: postingId } = await house.ledger.posting(reopened.id, 'credit');
    await house.settle();
    expect((await house.cases())[0]).toMatchObject({ state: 'open' });
    await house.ledger.queue.retry(postingId, 'key:ops');
    await house.settle();
    const leased = await house.ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    for (const { posting } of leased) await house.ledger.queue.posted(posting, '42', 'test');
    await house.settle();
    expect(await house.cases()).toMatchObject([
      { kind: 'closed_agreement', state: 'lapsed', settledReason: 'credited' },
      { state: 'lapsed', settledReason: 'refunded' },
      { state: 'lapsed', settledReason: 'refunded' },
    ]);
  });

  it('lets a doubled order lapse when one of the two went back', async () => {
    const [first] = [
      await credit({ state: 'posted' }, { status: 'posted' }),
      await credit({ state: 'posted' }, { status: 'posted' }),
    ];
    await house.find();
    await house.settle();
    expect(await house.cases()).toMatchObject([{ state: 'open' }]);
    await house.ledger.bankStatuses.apply(bankSays(first, 'refunded', { source: 'poll' }));
    await house.settle();
    expect(await house.cases()).toMatchObject([{ state: 'lapsed', settledReason: 'refunded' }]);
  });

  it('lets a case about a credit lapse when another case has moved it', async () => {
    const [, second] = [
      await credit({ state: 'posted' }, { status: 'posted' }),
      await credit({ state: 'posted' }, { status: 'posted' }),
    ];
    await house.find();
    const wrong = await house.wrong(second);
    const doubled = (await house.cases()).find(({ kind }) => kind === 'doubled_order')!;
    await house.propose(doubled.id);
    await house.approve(doubled.id);
    await house.settle();
    expect(await house.cases()).toMatchObject([
      { id: wrong.id, state: 'lapsed', settledReason: 'moved_elsewhere' },
      { id: doubled.id, state: 'moving' },
    ]);
  });

  it('goes on with the other part when one fails', async () => {
    const broken = { run: () => Promise.reject(new Error('away')) };
    let runs = 0;
    const other = { run: () => Promise.resolve(void (runs += 1)) };
    const { ids } = house.ledger;
    await new SuspenseWork(broken as never, other as never, ids).run(() => false);
    expect(runs).toBe(1);
  });
});
