import { orderIdOf, paymentIdOfCredit, receiptOf } from './document-numbers';

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
});
