import { meaningOf, type BankOperation, type Ending } from './error-table';

const OPERATIONS: readonly BankOperation[] = ['Init', 'GetState', 'CheckOrder', 'Cancel'];

function endingsOf(code: string): Ending[] {
  return OPERATIONS.map((operation) => meaningOf(code).endings[operation]);
}

describe("the bank's error codes, for Init, GetState, CheckOrder and Cancel", () => {
  it.each([
    ['a bad token', '204', 'misconfigured', ['rejected', 'rejected', 'rejected', 'rejected']],
    ['an unknown terminal', '205', 'misconfigured', ['rejected', 'rejected', 'rejected', 'rejected']],
    ['a blocked terminal', '501', 'misconfigured', ['rejected', 'rejected', 'rejected', 'rejected']],
    [
      'a technical failure',
      '3',
      'temporarily_unavailable',
      ['unknown', 'unavailable', 'unavailable', 'unknown'],
    ],
    [
      'the catch-all',
      '9999',
      'temporarily_unavailable',
      ['unknown', 'unavailable', 'unavailable', 'unknown'],
    ],
    ['an outage', '999', 'temporarily_unavailable', ['unknown', 'unavailable', 'unavailable', 'unknown']],
    [
      'an unknown outcome',
      '1018',
      'temporarily_unavailable',
      ['unknown', 'unavailable', 'unavailable', 'unknown'],
    ],
    ['too many tries', '119', 'too_many_requests', ['unavailable', 'unavailable', 'unavailable', 'unknown']],
    ['a repeated order', '20', 'duplicate_order', ['unknown', 'rejected', 'rejected', 'unknown']],
    ['an order paid before', '623', 'duplicate_order', ['unknown', 'rejected', 'rejected', 'unknown']],
    ['no such payment', '255', 'not_found', ['unknown', 'rejected', 'rejected', 'rejected']],
    ['no such order', '335', 'not_found', ['unknown', 'rejected', 'rejected', 'rejected']],
    ['a status that forbids it', '4', 'wrong_state', ['unknown', 'rejected', 'rejected', 'rejected']],
    ['a status that forbids it', '8', 'wrong_state', ['unknown', 'rejected', 'rejected', 'rejected']],
    ['a code with many texts', '100', 'refused', ['unknown', 'unavailable', 'unavailable', 'unknown']],
    ['the least sum of the terminal', '251', 'limit', ['rejected', 'rejected', 'rejected', 'rejected']],
    ['a wrong field', '212', 'bad_request', ['rejected', 'rejected', 'rejected', 'rejected']],
    ['a missing receipt', '309', 'bad_request', ['rejected', 'rejected', 'rejected', 'rejected']],
    ['a feature that is off', '10', 'not_enabled', ['rejected', 'rejected', 'rejected', 'rejected']],
    ['no funds for a refund', '3002', 'refund_refused', ['unknown', 'rejected', 'rejected', 'rejected']],
    ['the receipt service', '311', 'receipt_service', ['unknown', 'unavailable', 'unavailable', 'unknown']],
    ['a decline', '1051', 'refused', ['rejected', 'rejected', 'rejected', 'unknown']],
    [
      'a code of another product',
      '8001',
      'unlisted_code',
      ['unknown', 'unavailable', 'unavailable', 'unknown'],
    ],
    ['a code never seen', '777777', 'unlisted_code', ['unknown', 'unavailable', 'unavailable', 'unknown']],
  ])('%s (%s) is %s', (_what, upstreamCode, code, endings) => {
    expect(meaningOf(upstreamCode).code).toBe(code);
    expect(endingsOf(upstreamCode)).toEqual(endings);
  });

  it.each(['21', '96', '402', '903', '1096', '3040', '7999', '20', '623', '4', '100', '311', '0', 'x'])(
    'an Init refused with %s may have made an order',
    (code) => expect(meaningOf(code).endings.Init).toBe('unknown'),
  );

  it('a limit goes before the wrong request that the same code could be', () => {
    expect(['214', '241', '251'].map((code) => meaningOf(code).code)).toEqual(['limit', 'limit', 'limit']);
  });
});
