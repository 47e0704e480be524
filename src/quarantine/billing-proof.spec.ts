import { Logger } from '@nestjs/common';
import { rejected, samplePayment, samplePosting, unavailable } from '../../test/support/fakes';
import { QuarantineHouse } from '../../test/support/quarantine-house';
import { receiptOf } from '../ledger/document-numbers';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';

let house: QuarantineHouse;
beforeAll(() => void Logger.overrideLogger(false));
beforeEach(() => (house = new QuarantineHouse()));

async function keep(status: Payment['status'], state: Posting['state']): Promise<Payment> {
  const payment = samplePayment({ status });
  const postedAt = state === 'posted' ? house.ledger.clock.now() : null;
  return house.ledger.keep(payment, samplePosting(payment, { state, postedAt }));
}
const lists = (...payments: readonly ReturnType<QuarantineHouse['held']>[]) =>
  house.billing.on.listPayments.always((_range, cursor) => {
    const index = cursor === null ? 0 : Number(cursor);
    const nextCursor = index + 1 < payments.length ? String(index + 1) : null;
    return { payments: payments.slice(index, index + 1), nextCursor };
  });
const learned = async () => house.billingProof.run(await house.begun());

describe("billing's list", () => {
  it('tells which unsettled credits it holds, which of ours are unknown, and what is as it should be', async () => {
    const [due, posted, stranger] = [
      await keep('confirmed', 'due'),
      await keep('posted', 'posted'),
      samplePayment(),
    ];
    const foreign = { ...house.held(samplePayment()), receipt: '4711' };
    lists(house.held(due), house.held(posted), house.held(stranger), foreign, house.held(stranger));
    const report = await learned();
    expect(report).toMatchObject({
      listed: 3,
      heldUnsettled: 1,
      unknown: { count: 1, names: [receiptOf(stranger.id, 'credit')] },
      missing: { count: 0 },
    });
    expect(house.billing.journal.filter((name) => name === 'findPayment')).toEqual([]);
  });

  it('is asked for the time since, a week before included', async () => {
    lists();
    await house.billingProof.run(await house.begun({ since: house.ledger.clock.after(-1_000) }));
    const [[range] = []] = house.billing.on.listPayments.calls;
    const { clock } = house.ledger;
    expect(range).toEqual({ from: clock.after(-1_000 - 168 * 3_600_000), to: clock.after(86_400_000) });
  });

  it('that lacks a posted credit is not believed before billing was asked for that one', async () => {
    const [there, gone, undone, refunded] = [
      await keep('posted', 'posted'),
      await keep('posted', 'posted'),
      await keep('posted', 'posted'),
      await keep('refunded', 'posted'),
    ];
    const found = new Map([
      [receiptOf(there.id, 'credit'), house.held(there)],
      [receiptOf(undone.id, 'credit'), house.held(undone, { isCancelled: true })],
      [receiptOf(refunded.id, 'credit'), house.held(refunded, { isCancelled: true })],
    ]);
    house.billing.on.findPayment.always((receipt) => found.get(receipt) ?? null);
    expect(await learned()).toMatchObject({
      missing: { count: 1, names: [receiptOf(gone.id, 'credit')] },
      cancelled: { count: 1, names: [receiptOf(undone.id, 'credit')] },
    });
  });

  it('that billing refuses is said so, and the credits are asked for one by one', async () => {
    const [known, refused] = [await keep('posted', 'posted'), await keep('posted', 'posted')];
    house.billing.on.listPayments.always(() => {
      throw rejected('operation_missing');
    });
    house.billing.on.findPayment.always((receipt) => {
      if (receipt === receiptOf(refused.id, 'credit')) throw rejected('several_in_force');
      return house.held(known);
    });
    expect(await learned()).toMatchObject({
      listRefused: 'billing Test: rejected, operation_missing',
      missing: { count: 0 },
      unproven: { count: 1 },
    });
  });

  it('holds everything while billing is away', async () => {
    house.billing.on.listPayments.always(() => {
      throw unavailable();
    });
    await expect(learned()).rejects.toThrow('unavailable');
  });

  it('takes up a credit that was voided as never sent', async () => {
    const payment = samplePayment({ status: 'refunded' });
    const reversal = samplePosting(payment, { kind: 'reversal', state: 'voided' });
    await house.ledger.keep(payment, samplePosting(payment, { state: 'voided' }), reversal);
    lists(house.held(payment));
    expect(await learned()).toMatchObject({ takenUp: { count: 1 } });
    expect(await house.ledger.postings(payment.id)).toMatchObject([
      { kind: 'credit', state: 'due', mustAsk: true },
      { kind: 'reversal', state: 'due' },
    ]);
  });
});

describe('a parked posting', () => {
  const isTakenUp = async (payment: Payment, posting: Posting): Promise<boolean> => {
    await house.ledger.keep(payment, posting);
    await learned();
    const state = (await house.ledger.store.read((unit) => unit.postings.find(posting.id)))?.state;
    expect(['due', 'parked']).toContain(state);
    return state === 'due';
  };
  const payment = samplePayment({ status: 'confirmed' });
  const parked = samplePosting(payment, { state: 'parked', parkedReason: 'agreement_closed' });

  it('goes on waiting for its person when billing does not have it', async () => {
    house.billing.on.findPayment.always(() => null);
    expect(await isTakenUp(payment, parked)).toBe(false);
    expect((await house.ledger.posting(payment.id, 'credit')).mustAsk).toBe(true);
  });

  it('is taken up when billing has it', async () => {
    house.billing.on.findPayment.always(() => house.held(payment));
    expect(await isTakenUp(payment, parked)).toBe(true);
  });

  it.each([
    ['confirmed', false],
    ['refunded', true],
  ] as const)('that billing has cancelled, of a %s payment, is taken up: %s', async (status, expected) => {
    house.billing.on.findPayment.always(() => house.held(payment, { isCancelled: true }));
    expect(await isTakenUp({ ...payment, status }, parked)).toBe(expected);
  });

  it.each([true, false])(
    'which is a reversal is taken up when its credit is cancelled: %s',
    async (isCancelled) => {
      const reversal = samplePosting(payment, { kind: 'reversal', state: 'parked' });
      house.billing.on.findPayment.always(() => house.held(payment, { isCancelled }));
      expect(await isTakenUp({ ...payment, status: 'refunded' }, reversal)).toBe(isCancelled);
    },
  );
});

describe('money that was moved', () => {
  const moved = async (changes: Partial<Posting> = {}): Promise<Payment> => {
    const payment = samplePayment({ status: 'posted' });
    const postedAt = house.ledger.clock.now();
    return house.ledger.keep(
      payment,
      samplePosting(payment, { state: 'posted', postedAt, ...changes }),
      samplePosting(payment, { kind: 'reversal', state: 'posted', postedAt }),
      samplePosting(payment, { sequence: 3, agreementId: '1941', state: 'posted', postedAt }),
    );
  };
  const heldAs = (payment: Payment, ordinal: number, agreementId = '1941') => ({
    ...house.held(payment),
    receipt: receiptOf(payment.id, 'credit', ordinal),
    recordId: `r-${payment.id}-${ordinal}`,
    agreementId,
  });

  it('is right to be cancelled where it was, and to stand where it is', async () => {
    const payment = await moved();
    lists(house.held(payment, { isCancelled: true }), heldAs(payment, 2));
    house.billing.on.findPayment.always(() => house.held(payment, { isCancelled: true }));
    expect(await learned()).toMatchObject({
      unknown: { count: 0 },
      missing: { count: 0 },
      cancelled: { count: 0 },
      takenUp: { count: 0 },
    });
  });

  it('is put where it stands when the ledger has forgotten a move', async () => {
    const payment = await keep('posted', 'posted');
    lists(house.held(payment, { isCancelled: true }), heldAs(payment, 2));
    house.billing.on.findPayment.always(() => house.held(payment, { isCancelled: true }));
    const receipt = receiptOf(payment.id, 'credit', 2);
    expect(await learned()).toMatchObject({
      unknown: { count: 1, names: [receipt] },
      cancelled: { count: 0 },
      takenUp: { count: 1, names: [receipt] },
    });
    expect(await house.ledger.postings(payment.id)).toMatchObject([
      { state: 'posted' },
      { kind: 'reversal', state: 'due' },
      { receipt, agreementId: '1941', state: 'due', mustAsk: true },
    ]);
  });

  it('whose reversal waits for a person is looked up by the credit that it undoes', async () => {
    const payment = samplePayment({ status: 'refunded' });
    const postedAt = house.ledger.clock.now();
    await house.ledger.keep(
      payment,
      samplePosting(payment, { state: 'voided' }),
      samplePosting(payment, { kind: 'reversal', state: 'voided' }),
      samplePosting(payment, { sequence: 3, state: 'posted', postedAt }),
      samplePosting(payment, { kind: 'reversal', sequence: 4, state: 'parked', mustAsk: true }),
    );
    lists();
    const second = receiptOf(payment.id, 'credit', 2);
    house.billing.on.findPayment.always((receipt) =>
      receipt === second ? { ...heldAs(payment, 2), isCancelled: true } : null,
    );
    expect(await learned()).toMatchObject({ takenUp: { names: [receiptOf(payment.id, 'reversal', 2)] } });
  });
});
