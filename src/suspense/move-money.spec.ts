import { bankSays, samplePayment, samplePosting, unavailable } from '../../test/support/fakes';
import { SuspenseHouse } from '../../test/support/suspense-house';
import type { Payment } from '../ledger/payment';
import type { Posting } from '../ledger/posting';
import { DuplicateRow } from '../ledger/ledger-store.port';
import { sampleCase } from '../ledger/suspense-rows.contract';

let house: SuspenseHouse;
beforeEach(() => (house = new SuspenseHouse()));

async function paid(changes: Partial<Posting> = {}, ofPayment: Partial<Payment> = {}): Promise<Payment> {
  const payment = samplePayment({ status: 'posted', confirmedAt: house.ledger.clock.now(), ...ofPayment });
  return house.ledger.keep(payment, samplePosting(payment, { state: 'posted', recordId: '42', ...changes }));
}

const parked = { state: 'parked', parkedReason: 'agreement_closed', recordId: null } as const;
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );
const chainOf = async (payment: Payment): Promise<string[]> =>
  (await house.ledger.postings(payment.id)).map(
    ({ receipt, state, agreementId }) => `${receipt.slice(29) || '-C1'} ${state} ${agreementId}`,
  );

describe('a wrong agreement', () => {
  it('is a case once, whoever opens it', async () => {
    const payment = await paid();
    const first = await house.opening.execute(payment.id, 'Не туда', 'key:one');
    const again = await house.opening.execute(payment.id, 'Не туда же', 'key:two');
    expect(first).toMatchObject({
      isNew: true,
      suspense: { kind: 'wrong_agreement', state: 'open', text: 'Не туда', openedBy: 'key:one' },
    });
    expect(again).toEqual({ suspense: first.suspense, isNew: false });
    expect(await house.events(first.suspense.id)).toMatchObject([{ type: 'opened', actor: 'key:one' }]);
  });

  it('opened twice at one time is one case', async () => {
    const payment = await paid();
    const both = await Promise.all(
      ['key:one', 'key:two'].map((by) => house.opening.execute(payment.id, 'Не туда', by)),
    );
    expect(new Set(both.map(({ suspense }) => suspense.id)).size).toBe(1);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('of a payment whose credit was refused is the case of its closed agreement', async () => {
    const payment = await paid(parked, { status: 'confirmed' });
    await house.find();
    expect((await house.wrong(payment)).kind).toBe('closed_agreement');
    expect(await house.cases()).toHaveLength(1);
  });

  it.each([
    [{ status: 'refunded' }, 'money_not_movable'],
    [{ status: 'partially_refunded' }, 'money_not_movable'],
  ] as const)('is none of a payment %p', async (changes, code) => {
    expect(await codeOf(house.wrong(await paid({}, changes)))).toBe(code);
  });

  it('is none of a payment that is not confirmed, or that nobody knows', async () => {
    const waiting = await house.ledger.keep(samplePayment());
    expect(await codeOf(house.wrong(waiting))).toBe('money_not_movable');
    expect(await codeOf(house.wrong(samplePayment()))).toBe('payment_not_found');
  });

  it('that was dismissed is opened again by a person', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    await house.dismissing.execute(id, 'Ошиблись', 'key:one');
    const again = await house.opening.execute(payment.id, 'Всё-таки не туда', 'key:two');
    expect(again).toMatchObject({ isNew: false, suspense: { id, state: 'open', settledAt: null } });
    expect((await house.events(id)).map(({ type }) => type)).toEqual(['opened', 'dismissed', 'reopened']);
  });
});

describe('a proposal', () => {
  it('shows whose agreement it is, and moves nothing', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    const proposed = await house.propose(id);
    expect(proposed).toMatchObject({
      state: 'proposed',
      version: 2,
      proposal: {
        agreementId: '1941',
        agreementNumber: '002',
        subscriberUid: '941',
        fromReceipt: (await house.ledger.posting(payment.id, 'credit')).receipt,
        by: 'key:one',
      },
    });
    expect(await chainOf(payment)).toEqual(['-C1 posted 1940']);
    expect(await house.ledger.events(payment.id)).toMatchObject([
      { type: 'noted', actor: 'key:one', evidence: { suspenseCase: id, proposed: '1941' } },
    ]);
    expect((await house.reading.execute(id)).ownerName).toBe('Абонент 941');
  });

  it('takes the place of an earlier one', async () => {
    const { id } = await house.wrong(await paid());
    await house.propose(id);
    await house.propose(id, '1943', 'key:two');
    expect(await house.cases()).toMatchObject([
      { proposal: { agreementId: '1943', by: 'key:two' }, version: 3 },
    ]);
    expect(await codeOf(house.approve(id, 'key:two'))).toBe('suspense_second_person_needed');
  });

  it('is refused for an agreement that is not there, is closed, or has the money already', async () => {
    const { id } = await house.wrong(await paid());
    expect(await codeOf(house.propose(id, '777'))).toBe('agreement_not_found');
    expect(await codeOf(house.propose(id, '1940'))).toBe('money_not_movable');
    house.alter('1941', { isOpen: false });
    expect(await codeOf(house.propose(id))).toBe('agreement_closed');
    house.accounts.set('941', { ...house.accounts.get('941')!, isArchived: true });
    house.alter('1941', { isOpen: true });
    expect(await codeOf(house.propose(id))).toBe('agreement_closed');
    expect(await house.cases()).toMatchObject([{ state: 'open', version: 1 }]);
  });

  it('is refused while billing is away, once the money went back, and for no case', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    house.billing.on.findOwner.fails(unavailable());
    await expect(house.propose(id)).rejects.toThrow('unavailable');
    await house.ledger.bankStatuses.apply(bankSays(payment, 'refunded', { source: 'poll' }));
    expect(await codeOf(house.propose(id))).toBe('money_not_movable');
    expect(await codeOf(house.propose(house.ledger.ids.next()))).toBe('suspense_case_not_found');
  });
});

describe('an approval', () => {
  it('by another person writes what moves the money with the case', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    const { version } = await house.propose(id);
    let wakes = 0;
    house.ledger.wakeup.onWake(() => (wakes += 1));
    expect(await house.approve(id, 'key:two', version)).toMatchObject({
      state: 'moving',
      approvedBy: 'key:two',
      approvedAt: house.ledger.clock.now(),
    });
    expect(await chainOf(payment)).toEqual(['-C1 posted 1940', '-R1 due 1940', '-C2 due 1941']);
    expect(wakes).toBe(1);
    expect((await house.ledger.events(payment.id)).at(-1)).toMatchObject({
      actor: 'key:two',
      evidence: { suspenseCase: id, proposedBy: 'key:one', approvedBy: 'key:two', toAgreementId: '1941' },
    });
    expect((await house.events(id)).map(({ type, actor }) => [type, actor])).toEqual([
      ['opened', 'key:one'],
      ['proposed', 'key:one'],
      ['approved', 'key:two'],
    ]);
  });

  it('by the same person is refused, and moves nothing', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    await house.propose(id);
    expect(await codeOf(house.approve(id, 'key:one'))).toBe('suspense_second_person_needed');
    expect(await chainOf(payment)).toHaveLength(1);
  });

  it('clicked twice moves once', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    const { version } = await house.propose(id);
    const both = await Promise.all([
      house.approve(id, 'key:two', version),
      house.approve(id, 'key:two', version),
    ]);
    expect(both.map(({ state }) => state)).toEqual(['moving', 'moving']);
    expect(await house.approve(id, 'key:two', version)).toMatchObject({ state: 'moving' });
    expect(await chainOf(payment)).toHaveLength(3);
    expect(await codeOf(house.approve(id, 'key:three'))).toBe('suspense_case_not_open');
  });

  it('of what was looked at does not approve what came after', async () => {
    const { id } = await house.wrong(await paid());
    const { version } = await house.propose(id);
    await house.propose(id, '1943');
    expect(await codeOf(house.approve(id, 'key:two', version))).toBe('suspense_case_changed');
  });

  it('asks billing again: closed, gone, of another subscriber or of another number, it is refused', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    await house.propose(id);
    house.alter('1941', { isOpen: false });
    expect(await codeOf(house.approve(id))).toBe('agreement_closed');
    house.alter('1941', { isOpen: true, number: '999' });
    expect(await codeOf(house.approve(id))).toBe('suspense_case_changed');
    house.subscriber('941', ['1999', '009']);
    expect(await codeOf(house.approve(id))).toBe('agreement_not_found');
    house.subscriber('942', ['1941', '002']);
    expect(await codeOf(house.approve(id))).toBe('suspense_case_changed');
    house.billing.on.findOwner.fails(unavailable());
    await expect(house.approve(id)).rejects.toThrow('unavailable');
    expect(await chainOf(payment)).toHaveLength(1);
  });

  it('after the money went back or was moved by another case is refused', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    await house.propose(id);
    await house.ledger.store.unitOfWork(async (unit) => {
      const held = await unit.payments.lock({ id: payment.id });
      const [credit] = await unit.postings.lockOfPayment(payment.id);
      await house.desk.transfers.move(unit, held!, {
        toAgreementId: '1943',
        fromReceipt: credit!.receipt,
        actor: 'key:x',
        evidence: {},
      });
    });
    expect(await codeOf(house.approve(id))).toBe('suspense_case_changed');
    const refunded = await paid();
    const other = await house.wrong(refunded);
    await house.propose(other.id);
    await house.ledger.bankStatuses.apply(bankSays(refunded, 'refunded', { source: 'poll' }));
    expect(await codeOf(house.approve(other.id))).toBe('money_not_movable');
    expect(await chainOf(refunded)).toEqual(['-C1 posted 1940', '-R1 due 1940']);
  });

  it('without a proposal, or of no case, is refused', async () => {
    const { id } = await house.wrong(await paid());
    expect(await codeOf(house.approve(id))).toBe('suspense_case_not_open');
    expect(await codeOf(house.approve(house.ledger.ids.next()))).toBe('suspense_case_not_found');
  });

  it('dies with its transaction: either all of it is there, or nothing', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    await house.propose(id);
    const { ids } = house.ledger;
    const next = ids.next.bind(ids);
    let left = 2;
    jest.spyOn(ids, 'next').mockImplementation(() => {
      if ((left -= 1) < 0) throw new Error('dead');
      return next();
    });
    await expect(house.approve(id)).rejects.toThrow('dead');
    jest.restoreAllMocks();
    expect(await house.cases()).toMatchObject([{ state: 'proposed' }]);
    expect(await chainOf(payment)).toHaveLength(1);
  });
});

describe('a dismissal', () => {
  it('leaves the money where it is, with a reason', async () => {
    const payment = await paid();
    const { id } = await house.wrong(payment);
    await house.propose(id);
    const dismissed = await house.dismissing.execute(id, 'Так и надо', 'key:two');
    expect(dismissed).toMatchObject({
      state: 'dismissed',
      settledBy: 'key:two',
      settledReason: 'Так и надо',
    });
    expect(await house.dismissing.execute(id, 'Так и надо', 'key:two')).toEqual(dismissed);
    expect(await codeOf(house.dismissing.execute(id, 'Другое', 'key:two'))).toBe('suspense_case_not_open');
    expect(await codeOf(house.approve(id))).toBe('suspense_case_not_open');
    expect(await codeOf(house.propose(id))).toBe('suspense_case_not_open');
    expect(await chainOf(payment)).toHaveLength(1);
  });

  it('is too late for what is on its way', async () => {
    const { id } = await house.wrong(await paid());
    await house.propose(id);
    await house.approve(id);
    expect(await codeOf(house.dismissing.execute(id, 'Стойте', 'key:one'))).toBe('suspense_case_not_open');
    expect(await codeOf(house.dismissing.execute(house.ledger.ids.next(), 'Что', 'key:one'))).toBe(
      'suspense_case_not_found',
    );
  });
});

describe('the book of cases', () => {
  it('tells what hindered it when it is no twin', async () => {
    const clash = sampleCase();
    jest.spyOn(house.ledger.store, 'unitOfWork').mockRejectedValue(new DuplicateRow('something'));
    await expect(house.book.open({ ...clash, identity: 'x' }, 'key:one')).rejects.toThrow(DuplicateRow);
    jest.restoreAllMocks();
  });
});
