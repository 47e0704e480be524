import { errorCodesOf, failedBeforeSending } from './transport-failure';

const failure = (code?: unknown, cause?: unknown): Error =>
  Object.assign(new Error('failed', { cause }), { code });

describe('a failure proves that nothing was sent', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'CERT_HAS_EXPIRED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('when it is %s', (code) => {
    expect(failedBeforeSending(failure(code))).toBe(true);
  });

  it('when that stands among its causes', () => {
    expect(failedBeforeSending(failure('ERR_BAD_REQUEST', failure(undefined, failure('ECONNREFUSED'))))).toBe(
      true,
    );
  });
});

describe('a failure leaves open whether it was sent', () => {
  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ECONNABORTED',
    'ESOCKETTIMEDOUT',
    'ERR_CANCELED',
    'ERR_BAD_RESPONSE',
    'ERR_NETWORK',
    'UND_ERR_SOCKET',
    'HPE_INVALID_CONSTANT',
    'econnrefused',
    '',
  ])('when it is %p', (code) => {
    expect(failedBeforeSending(failure(code))).toBe(false);
  });

  it.each([
    undefined,
    null,
    'ECONNREFUSED',
    { code: 'ECONNREFUSED' },
    failure(42),
    new Error('ECONNREFUSED'),
  ])('when it is no error with a code: %p', (thrown) => {
    expect(failedBeforeSending(thrown)).toBe(false);
  });
});

describe('the codes of a failure', () => {
  it('are told outermost first', () => {
    expect(errorCodesOf(failure('A', failure(undefined, failure('B'))))).toEqual(['A', 'B']);
  });

  it('come to an end, also where causes run in a circle', () => {
    const error = failure('A');
    error.cause = error;
    expect(new Set(errorCodesOf(error))).toEqual(new Set(['A']));
  });
});
