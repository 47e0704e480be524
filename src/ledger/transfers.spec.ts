import { bankSays, samplePayment, samplePosting, TestLedger } from '../../test/support/fakes';
import type { Payment } from './payment';
import type { Posting } from './posting';
import { PostingQueue } from './posting-queue';
import { EMPTY_REPORT } from './quarantine';
import { RestoredMoves } from './restored-moves';
import { hindranceOf, Transfers, type Immovable, type MoveOrder } from './transfers';

const SETTLE_MS = 15_000;

let ledger: TestLedger;
let transfers: Transfers;
beforeEach(() => {
  ledger = new TestLedger();
  transfers = new Transfers(ledger.tools, SETTLE_MS);
});

const poll = { source: 'poll' } as const;

async function credited(changes: Partial<Posting> = {}, ofPayment: Partial<Payment> = {}): Promise<Payment> {
  const payment = samplePayment({ status: 'posted', ...ofPayment });
  return ledger.keep(payment, samplePosting(payment, { state: 'posted', recordId: '42', ...changes }));
}

async function last(payment: Payment): Promise<Posting> {
  return (await ledger.postings(payment.id)).filter(({ kind }) => kind === 'credit').at(-1)!;
}

async function move(
  payment: Payment,
  to = '1941',
  changes: Partial<MoveOrder> = {},
): Promise<Immovable | null> {
  const order: MoveOrder = {
    toAgreementId: to,
    fromReceipt: (await last(payment)).receipt,
    actor: 'key:two',
    evidence: { proposedBy: 'key:one' },
    ...changes,
  };
  return ledger.store.unitOfWork(async (unit) => {
    const held = await unit.payments.lock({ id: payment.id });
    return transfers.move(unit, held!, order);
  });
}

const chainOf = async (payment: Payment): Promise<string[]> =>
  (await ledger.postings(payment.id)).map(
    ({ receipt, state, agreementId }) => `${receipt.slice(29) || '-C1'} ${state} ${agreementId}`,
  );

describe('a move', () => {
  it('of what is posted writes its reversal and, behind it, the new credit', async () => {
    const payment = await credited();
    expect(await move(payment)).toBeNull();
    expect(await chainOf(payment)).toEqual(['-C1 posted 1940', '-R1 due 1940', '-C2 due 1941']);
    expect(await ledger.postings(payment.id)).toMatchObject([
      {},
      { sequence: 2 },
      { sequence: 3, mustAsk: false },
    ]);
    expect(await ledger.events(payment.id)).toMatchObject([
      {
        type: 'noted',
        actor: 'key:two',
        evidence: { proposedBy: 'key:one', move: 'reversed', fromAgreementId: '1940', toAgreementId: '1941' },
      },
    ]);
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'posted', agreementId: '1940' });
  });

  it('of what was surely never sent voids it with its reversal', async () => {
    const payment = await credited(
      { state: 'parked', parkedReason: 'agreement_closed', recordId: null },
      { status: 'confirmed' },
    );
    await move(payment);
    expect(await chainOf(payment)).toEqual(['-C1 voided 1940', '-R1 voided 1940', '-C2 due 1941']);
  });

  it('of what may have been sent has billing asked, after the last call has settled', async () => {
    const doubt = { mustAsk: true, attempts: 9, recordId: null } as const;
    for (const state of ['parked', 'due'] as const) {
      const payment = await credited({ ...doubt, state }, { status: 'confirmed' });
      await move(payment);
      expect(await chainOf(payment)).toEqual(['-C1 due 1940', '-R1 due 1940', '-C2 due 1941']);
      expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
        mustAsk: true,
        attempts: 0,
        parkedReason: null,
        nextAttemptAt: ledger.clock.after(SETTLE_MS),
      });
    }
    const waiting = await credited(
      { ...doubt, state: 'due', nextAttemptAt: ledger.clock.after(60_000) },
      { status: 'confirmed' },
    );
    await move(waiting);
    expect((await ledger.posting(waiting.id, 'credit')).nextAttemptAt).toEqual(ledger.clock.after(60_000));
  });

  it('of what is in hand leaves the lease alone', async () => {
    const lease = { state: 'in_progress', leaseOwner: 'w1', leaseUntil: ledger.clock.after(1_000) } as const;
    const payment = await credited({ ...lease, mustAsk: true, recordId: null }, { status: 'confirmed' });
    await move(payment);
    expect(await chainOf(payment)).toEqual(['-C1 in_progress 1940', '-R1 due 1940', '-C2 due 1941']);
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({ ...lease, version: 1 });
  });

  it('may follow another one, and then undoes what the other was to do', async () => {
    const payment = await credited();
    await move(payment);
    await move(payment, '1942');
    expect(await chainOf(payment)).toEqual([
      '-C1 posted 1940',
      '-R1 due 1940',
      '-C2 voided 1941',
      '-R2 voided 1941',
      '-C3 due 1942',
    ]);
    expect(await move(payment, '1940')).toBeNull();
    expect((await chainOf(payment)).slice(4)).toEqual(['-C3 voided 1942', '-R3 voided 1942', '-C4 due 1940']);
  });

  it.each([
    [{ status: 'awaiting_payer' }, 'not_confirmed'],
    [{ status: 'cancelled' }, 'not_confirmed'],
    [{ status: 'partially_refunded' }, 'partially_refunded'],
    [{ status: 'refunded' }, 'refunded'],
  ] as const)('is refused for a payment %p', async (changes, hindrance) => {
    const payment = await credited({}, changes);
    expect(await move(payment)).toBe(hindrance);
    expect(await chainOf(payment)).toEqual(['-C1 posted 1940']);
  });

  it('is refused to where the money stands, and when it was moved since it was decided on', async () => {
    const payment = await credited();
    const [first] = await ledger.postings(payment.id);
    expect(await move(payment, '1940')).toBe('stands_there');
    await move(payment);
    expect(await move(payment, '1941')).toBe('stands_there');
    expect(await move(payment, '1942', { fromReceipt: first!.receipt })).toBe('moved_meanwhile');
    expect(await chainOf(payment)).toHaveLength(3);
  });

  it('is refused where nothing was to be credited yet', () => {
    const payment = samplePayment({ status: 'confirmed' });
    expect(hindranceOf(payment, null)).toBe('not_confirmed');
    expect(hindranceOf(payment, samplePosting(payment))).toBeNull();
  });

  it('doubts everything after a quarantine', async () => {
    const payment = await credited({ state: 'parked', recordId: null }, { status: 'confirmed' });
    await ledger.store.unitOfWork(async (unit) => {
      await unit.quarantines.insert({
        id: ledger.ids.next(),
        reason: 'by_hand',
        note: null,
        beganAt: ledger.clock.now(),
        beganBy: 'key:ops',
        since: ledger.clock.now(),
        phase: 'journal',
        cursor: null,
        report: EMPTY_REPORT,
        endedAt: null,
        endedBy: null,
        version: 1,
      });
      await unit.postings.doubtUnsettled(ledger.clock.now(), ledger.clock.now());
    });
    await move(payment);
    expect(await chainOf(payment)).toEqual(['-C1 due 1940', '-R1 due 1940', '-C2 due 1941']);
    expect((await last(payment)).mustAsk).toBe(true);
  });
});

describe('a refund of all', () => {
  const refund = (payment: Payment) => ledger.bankStatuses.apply(bankSays(payment, 'refunded', poll));

  it('while a move is under way voids the new credit and lets the old one go on being undone', async () => {
    const payment = await credited();
    await move(payment);
    await refund(payment);
    expect(await chainOf(payment)).toEqual([
      '-C1 posted 1940',
      '-R1 due 1940',
      '-C2 voided 1941',
      '-R2 voided 1941',
    ]);
  });

  it('undoes the credit that stands now, not the first one', async () => {
    const payment = await credited();
    await move(payment);
    const leaseAll = () =>
      ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9).then((all) => all.map((one) => one.posting));
    for (let i = 0; i < 2; i += 1)
      for (const row of await leaseAll()) await ledger.queue.posted(row, '43', 'test');
    await refund(payment);
    expect(await chainOf(payment)).toEqual([
      '-C1 posted 1940',
      '-R1 posted 1940',
      '-C2 posted 1941',
      '-R2 due 1941',
    ]);
    expect(await move(payment, '1942')).toBe('refunded');
  });

  it('of a credit in hand waits for it', async () => {
    const payment = await credited();
    await move(payment);
    for (const { posting } of await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9)) {
      await ledger.queue.posted(posting, null, 'test');
    }
    await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    await refund(payment);
    expect((await chainOf(payment)).slice(2)).toEqual(['-C2 in_progress 1941', '-R2 due 1941']);
  });
});

describe('the queue', () => {
  it('gives each posting of a moved payment only once all before it are settled', async () => {
    const payment = await credited({ state: 'due', mustAsk: true, recordId: null }, { status: 'confirmed' });
    await move(payment);
    const seen: string[] = [];
    await ledger.clock.advance(SETTLE_MS);
    for (let i = 0; i < 3; i += 1) {
      const leased = await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
      seen.push(leased.map(({ posting }) => posting.receipt.slice(29)).join());
      for (const { posting } of leased) await ledger.queue.posted(posting, '42', 'test');
    }
    expect(seen).toEqual(['', '-R1', '-C2']);
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'posted' });
  });

  it('lets the payment count as posted by its last credit alone', async () => {
    const payment = await credited({ state: 'due', mustAsk: true, recordId: null }, { status: 'confirmed' });
    await move(payment);
    await ledger.clock.advance(SETTLE_MS);
    const [first] = await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    await ledger.queue.posted(first!.posting, '42', 'found');
    expect(await ledger.payment(payment.id)).toMatchObject({ status: 'confirmed', postedAt: null });
  });

  it('begins the time of what waits behind when it may go', async () => {
    const payment = await credited();
    await move(payment);
    await ledger.clock.advance(3_600_000);
    const [reversal] = await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    await ledger.queue.posted(reversal!.posting, '42', 'cancelled');
    expect((await last(payment)).dueSince).toEqual(ledger.clock.now());
  });

  it('withdraws a credit with its reversal, but none that is the last one', async () => {
    const payment = await credited({ state: 'due', mustAsk: true, recordId: null }, { status: 'confirmed' });
    await move(payment);
    await ledger.clock.advance(SETTLE_MS);
    const [first] = await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    expect(await ledger.queue.withdrawn(first!.posting, 'none there')).toBe(true);
    expect(await chainOf(payment)).toEqual(['-C1 voided 1940', '-R1 voided 1940', '-C2 due 1941']);
    const [next] = await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    await expect(ledger.queue.withdrawn(next!.posting, 'none there')).rejects.toThrow('taken the place');
    expect(await ledger.queue.withdrawn(first!.posting, 'late')).toBe(false);
  });

  it('has what is to be withdrawn asked about late, so that no call comes after the answer', async () => {
    const payment = await credited({ state: 'due', recordId: null }, { status: 'confirmed' });
    const queue = new PostingQueue(ledger.tools, 80_000);
    const [first] = await queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    await move(payment);
    const terms = { mustAsk: true, nextAttemptAt: ledger.clock.after(15_000), error: 'timeout' };
    await queue.postpone(first!.posting, terms);
    expect(await ledger.posting(payment.id, 'credit')).toMatchObject({
      mustAsk: true,
      nextAttemptAt: ledger.clock.after(80_000),
    });
  });

  it('withdraws instead of parking what was refused after its place was taken', async () => {
    const payment = await credited({ state: 'due', recordId: null }, { status: 'confirmed' });
    const [first] = await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    await move(payment);
    await ledger.queue.park(first!.posting, { mustAsk: false, reason: 'agreement_closed' });
    expect(await chainOf(payment)).toEqual(['-C1 voided 1940', '-R1 voided 1940', '-C2 due 1941']);
  });

  it('parks what may have been done, though its place was taken', async () => {
    const payment = await credited({ state: 'due', recordId: null }, { status: 'confirmed' });
    const [first] = await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9);
    await move(payment);
    await ledger.queue.park(first!.posting, { mustAsk: true, reason: 'found_other_amount' });
    expect(await chainOf(payment)).toEqual(['-C1 parked 1940', '-R1 due 1940', '-C2 due 1941']);
    expect(await ledger.queue.lease({ owner: 'w1', durationMs: 1_000 }, 9)).toEqual([]);
  });

  it('takes up the one voided credit that billing holds, and no other', async () => {
    const payment = await credited({ state: 'parked', recordId: null }, { status: 'confirmed' });
    await move(payment);
    await move(payment, '1942');
    const [first] = await ledger.postings(payment.id);
    expect(await ledger.queue.takeUpVoided(first!, 'worker:quarantine')).toBe(true);
    expect(await chainOf(payment)).toEqual([
      '-C1 due 1940',
      '-R1 due 1940',
      '-C2 voided 1941',
      '-R2 voided 1941',
      '-C3 due 1942',
    ]);
    expect(await ledger.queue.takeUpVoided(first!, 'worker:quarantine')).toBe(false);
  });

  it('counts money of a moved payment once', async () => {
    const payment = await credited({ state: 'due', mustAsk: true, recordId: null }, { status: 'confirmed' });
    await move(payment);
    expect(await ledger.store.read((unit) => unit.postings.unpostedMoney())).toMatchObject({
      kopecks: 50_000,
    });
  });
});

describe('a move that the ledger has forgotten', () => {
  const restore = (receipt: string, agreementId = '1941') =>
    new RestoredMoves(ledger.tools).restore(receipt, agreementId, 'worker:quarantine');

  it('is made again from the credit that billing holds', async () => {
    const payment = await credited();
    const { receipt } = await last(payment);
    expect(await restore(`${receipt}-C2`)).toBe(true);
    expect(await chainOf(payment)).toEqual(['-C1 posted 1940', '-R1 due 1940', '-C2 due 1941']);
    expect(await restore(`${receipt}-C2`)).toBe(false);
  });

  it('has what is parked asked about, and what lay between taken for undone', async () => {
    const payment = await credited({ state: 'parked', recordId: null }, { status: 'confirmed' });
    expect(await restore(`${(await last(payment)).receipt}-C3`)).toBe(true);
    expect(await chainOf(payment)).toEqual([
      '-C1 due 1940',
      '-R1 due 1940',
      '-C2 voided 1941',
      '-R2 voided 1941',
      '-C3 due 1941',
    ]);
    expect((await ledger.posting(payment.id, 'credit')).mustAsk).toBe(true);
  });

  it('of a payment that is refunded by now is undone', async () => {
    const payment = await credited();
    await ledger.bankStatuses.apply(bankSays(payment, 'refunded', poll));
    await restore(`${(await last(payment)).receipt}-C2`);
    expect(await chainOf(payment)).toEqual([
      '-C1 posted 1940',
      '-R1 due 1940',
      '-C2 due 1941',
      '-R2 due 1941',
    ]);
  });

  it('is none when the number is not ours, or of a payment that nobody knows', async () => {
    expect(await restore('4711')).toBe(false);
    expect(await restore(samplePosting(samplePayment(), { kind: 'reversal' }).receipt)).toBe(false);
    expect(await restore(samplePosting(samplePayment(), { sequence: 3 }).receipt)).toBe(false);
  });
});
