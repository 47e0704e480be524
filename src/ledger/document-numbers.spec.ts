import {
  adoptedIdOf,
  isAdoptedId,
  madeAtOf,
  orderIdOf,
  ordinalOf,
  paymentIdOfCredit,
  paymentIdOfOrder,
  readReceipt,
  receiptOf,
  sequenceOf,
  undoneReceiptOf,
} from './document-numbers';

const first = '0193a5c0-0000-7000-8000-000000000001';
const second = '0193a5c0-0001-7000-8000-000000000000';

describe('document numbers', () => {
  it('are pure functions of the payment and the kind', () => {
    expect(receiptOf(first, 'credit')).toBe(receiptOf(first, 'credit'));
    expect(receiptOf(first, 'credit')).not.toBe(receiptOf(first, 'reversal'));
    expect(receiptOf(first, 'credit')).not.toBe(receiptOf(second, 'credit'));
  });

  it('keep to the characters and lengths that bank and billing are known to take', () => {
    expect(orderIdOf(first)).toMatch(/^[0-9A-Z]{26}$/);
    for (const kind of ['credit', 'reversal'] as const)
      expect(receiptOf(first, kind)).toMatch(/^[0-9A-Z-]{1,36}$/);
  });

  it('keep every bit of the id, and its order', () => {
    expect(orderIdOf('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe('7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
    expect(orderIdOf('00000000-0000-0000-0000-000000000000')).toBe('0'.repeat(26));
    expect(orderIdOf(first) < orderIdOf(second)).toBe(true);
  });

  it('of a credit name its payment, and those of others none', () => {
    for (const id of [first, second]) expect(paymentIdOfCredit(receiptOf(id, 'credit'))).toBe(id);
    expect(paymentIdOfCredit(receiptOf(first, 'credit', 2))).toBe(first);
    const others = [
      receiptOf(first, 'reversal'),
      orderIdOf(first),
      'TB-',
      'TB-17',
      `TB-8${'0'.repeat(25)}`,
      '',
    ];
    expect(others.map(paymentIdOfCredit)).toEqual(others.map(() => null));
  });

  it('of moved money tell which credit of the payment it is, and the first stays bare', () => {
    const bare = `TB-${orderIdOf(first)}`;
    expect([1, 2, 12].map((n) => receiptOf(first, 'credit', n))).toEqual([bare, `${bare}-C2`, `${bare}-C12`]);
    expect([1, 2, 12].map((n) => receiptOf(first, 'reversal', n))).toEqual([
      `${bare}-R1`,
      `${bare}-R2`,
      `${bare}-R12`,
    ]);
    expect(receiptOf(first, 'reversal', 99_999).length).toBeLessThanOrEqual(36);
  });

  it('are read back as they were made, and nothing else is', () => {
    for (const kind of ['credit', 'reversal'] as const) {
      for (const ordinal of [1, 2, 3, 41]) {
        expect(readReceipt(receiptOf(first, kind, ordinal))).toEqual({ paymentId: first, kind, ordinal });
        expect(ordinalOf(sequenceOf(kind, ordinal))).toBe(ordinal);
      }
    }
    const bare = receiptOf(first, 'credit');
    const strangers = ['-C1', '-C0', '-C02', '-R', '-R0', '-r1', '-X2', ' ', '-C2 ', '-R1-R2', '-C123456'];
    expect(strangers.map((suffix) => readReceipt(bare + suffix))).toEqual(strangers.map(() => null));
    expect([4, 8].map((length) => readReceipt(bare.slice(0, length)))).toEqual([null, null]);
  });

  it('of a reversal name the credit that it undoes', () => {
    const undone = [2, 4, 6].map((sequence) => undoneReceiptOf({ paymentId: first, sequence }));
    expect(undone).toEqual([1, 2, 3].map((ordinal) => receiptOf(first, 'credit', ordinal)));
  });

  it('of the bank’s orders give back the payment’s id and its time, and no id from what was not ours', () => {
    expect(paymentIdOfOrder(orderIdOf(first))).toBe(first);
    expect(madeAtOf(first)).toEqual(new Date(Number.parseInt('0193a5c00000', 16)));
    const foreign = ['4711', 'order-940', orderIdOf('00000000-0000-4000-8000-000000000001'), ''];
    expect(foreign.map(paymentIdOfOrder)).toEqual(foreign.map(() => null));
  });

  it('of an adopted order are always the same, and sort before all that the clock made', () => {
    const id = adoptedIdOf('DEMO', 'order-940');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(adoptedIdOf('DEMO', 'order-940')).toBe(id);
    expect(adoptedIdOf('OTHER', 'order-940')).not.toBe(id);
    expect([isAdoptedId(id), isAdoptedId(first), id < first]).toEqual([true, false, true]);
  });
});
