import { differencesOf, isTold, type Told } from './differences';

const CLOSED = new Date('2026-11-24T09:00:00Z');
const later = (ms: number): Date => new Date(CLOSED.getTime() + ms);
const moved = (from: string, to: string, at = later(1)): Told => ({ at, type: 'moved', from, to });

const FROZEN = {
  orderId: 'A',
  amountKopecks: 100,
  status: 'confirmed',
  acquirerPaymentId: null,
  confirmedAt: null,
  postingState: 'due',
  flag: null,
};

describe('what the ledger says otherwise than a frozen row', () => {
  const fieldsOf = (changes: Record<string, unknown>): [string, boolean][] =>
    differencesOf(FROZEN, { ...FROZEN, ...changes }).map(({ field, mayBeExplained }) => [
      field,
      mayBeExplained,
    ]);

  it('is a difference that nothing explains, or one that its history may', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ amountKopecks: 101 })).toEqual([['amountKopecks', false]]);
    expect(fieldsOf({ status: 'posted' })).toEqual([['status', true]]);
    expect(fieldsOf({ acquirerPaymentId: '1' })).toEqual([['acquirerPaymentId', true]]);
    expect(differencesOf({ ...FROZEN, acquirerPaymentId: '1' }, FROZEN)).toEqual([
      { field: 'acquirerPaymentId', mayBeExplained: false, sealed: '1', found: null },
    ]);
  });

  it('is none where a worker merely holds a posting, or where nothing is held against it', () => {
    expect(fieldsOf({ postingState: 'in_progress', flag: 'partial_refund', feeKopecks: 1 })).toEqual([]);
    expect(fieldsOf({ postingState: 'posted' })).toEqual([['postingState', true]]);
  });
});

describe('a history explains', () => {
  const status = (sealed: string, found: string) => ({
    field: 'status',
    mayBeExplained: true,
    sealed,
    found,
  });

  it('a status that is reached move by move since the closing', () => {
    const history = [
      moved('created', 'confirmed', later(-5)),
      moved('confirmed', 'posted'),
      moved('posted', 'refunded'),
    ];
    expect(isTold(status('confirmed', 'refunded'), history, CLOSED)).toBe(true);
    // The payment has gone on since it was read.
    expect(isTold(status('confirmed', 'posted'), history, CLOSED)).toBe(true);
    expect(isTold(status('created', 'posted'), history, CLOSED)).toBe(false);
    expect(isTold(status('confirmed', 'rejected'), history, CLOSED)).toBe(false);
    expect(isTold(status('posted', 'confirmed'), history, CLOSED)).toBe(false);
  });

  it('the time of a confirmation by that confirmation alone', () => {
    const difference = { field: 'confirmedAt', mayBeExplained: true, sealed: null, found: 'x' };
    expect(isTold(difference, [moved('expired', 'confirmed')], CLOSED)).toBe(true);
    expect(isTold(difference, [moved('confirmed', 'posted')], CLOSED)).toBe(false);
  });

  it('a credit by whatever was done, not by what was merely noted', () => {
    const difference = { field: 'recordId', mayBeExplained: true, sealed: '1', found: '2' };
    const line = (type: string): Told => ({ at: CLOSED, type, from: null, to: null });
    expect(isTold(difference, [line('noted'), line('flagged')], CLOSED)).toBe(false);
    expect(isTold(difference, [line('posting')], CLOSED)).toBe(true);
  });
});
