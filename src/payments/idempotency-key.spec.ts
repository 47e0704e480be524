import { fingerprintOf, idempotencyKeyOf } from './idempotency-key';

describe('the header Idempotency-Key', () => {
  it.each([
    ['plain', 'abcdefgh', 'abcdefgh'],
    ['as a quoted string', '"abcdefgh"', 'abcdefgh'],
    ['with space around it', '  abcdefgh\t', 'abcdefgh'],
    ['as a UUID', '0193a5c0-0000-7000-8000-000000000001', '0193a5c0-0000-7000-8000-000000000001'],
    ['of the greatest length', 'x'.repeat(128), 'x'.repeat(128)],
  ])('is taken %s', (_, header, key) => {
    expect(idempotencyKeyOf(header)).toBe(key);
  });

  it.each([
    ['is absent', undefined],
    ['is empty', ''],
    ['is too short', 'abcdefg'],
    ['is too short between its quotes', '"abcdef"'],
    ['is too long', 'x'.repeat(129)],
    ['holds a space', 'abcd efgh'],
    ['holds a control character', 'abcdefgh\u0007'],
    ['holds a letter that headers do not carry', 'ключключ'],
  ])('is refused when it %s', (_, header) => {
    expect(() => idempotencyKeyOf(header)).toThrow('idempotency_key_missing');
  });

  it('keeps the case of its letters', () => {
    expect(idempotencyKeyOf('AbCdEfGh')).toBe('AbCdEfGh');
  });
});

describe('the fingerprint of a request', () => {
  const fields = { agreementId: '1940', amountKopecks: 50_000, returnUrl: null };
  const fingerprint = fingerprintOf('createPayment', fields);

  it('does not depend on the order of the fields', () => {
    const { agreementId, amountKopecks, returnUrl } = fields;
    expect(fingerprintOf('createPayment', { returnUrl, amountKopecks, agreementId })).toBe(fingerprint);
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['operation', fingerprintOf('refundPayment', fields)],
    ['sum', fingerprintOf('createPayment', { ...fields, amountKopecks: 50_001 })],
    ['agreement', fingerprintOf('createPayment', { ...fields, agreementId: '1941' })],
    ['type of a field', fingerprintOf('createPayment', { ...fields, agreementId: 1940 })],
    ['field that was null', fingerprintOf('createPayment', { ...fields, returnUrl: 'https://lk.example' })],
    ['set of fields', fingerprintOf('createPayment', { ...fields, method: 'card' })],
  ])('changes with another %s', (_, other) => {
    expect(other).not.toBe(fingerprint);
  });

  it('does not take the end of one field for the beginning of the next', () => {
    expect(fingerprintOf('x', { a: '1', b: '23' })).not.toBe(fingerprintOf('x', { a: '12', b: '3' }));
  });
});
