import { BANK_STATES, bankStateOf } from './status-map';

describe("the bank's statuses in the ledger's words", () => {
  it.each([
    ['NEW', 'unpaid'],
    ['FORM_SHOWED', 'unpaid'],
    ['PREAUTHORIZING', 'pending'],
    ['AUTHORIZING', 'pending'],
    ['3DS_CHECKING', 'pending'],
    ['3DS_CHECKED', 'pending'],
    ['PAY_CHECKING', 'pending'],
    ['AUTHORIZED', 'authorized'],
    ['CONFIRMING', 'pending'],
    ['CONFIRM_CHECKING', 'pending'],
    ['CONFIRMED', 'confirmed'],
    ['REVERSING', 'pending'],
    ['REFUNDING', 'refund_in_progress'],
    ['ASYNC_REFUNDING', 'refund_in_progress'],
    ['PARTIAL_REVERSED', 'pending'],
    ['REVERSED', 'cancelled'],
    ['PARTIAL_REFUNDED', 'partially_refunded'],
    ['REFUNDED', 'refunded'],
    ['CANCELED', 'cancelled'],
    ['DEADLINE_EXPIRED', 'expired'],
    ['ATTEMPTS_EXPIRED', 'attempt_failed'],
    ['REJECTED', 'attempt_failed'],
    ['AUTH_FAIL', 'attempt_failed'],
    ['CHECKING', 'unrecognised'],
    ['CHECKED', 'unrecognised'],
    ['COMPLETING', 'unrecognised'],
    ['COMPLETED', 'unrecognised'],
    ['PROCESSING', 'unrecognised'],
    ['UNKNOWN', 'unrecognised'],
  ])('%s is %s', (rawStatus, state) => {
    expect(bankStateOf(rawStatus)).toBe(state);
  });

  it('CONFIRMED alone credits a subscriber', () => {
    const crediting = [...BANK_STATES].filter(([, state]) => state === 'confirmed').map(([status]) => status);
    expect(crediting).toEqual(['CONFIRMED']);
  });

  it.each(['SOMETHING_NEW', 'confirmed', '', 'constructor', '__proto__'])('%j moves nothing', (rawStatus) => {
    expect(bankStateOf(rawStatus)).toBe('unrecognised');
  });
});
