import { samplePayment, samplePosting } from '../../test/support/fakes';
import type { BillingPayment } from '../billing/billing.port';
import type { Posting, PostingState } from '../ledger/posting';
import type { CreditToRead } from '../ledger/read-back-rows.port';
import { kopecks } from '../shared/money';
import { compare, findingOf, FINDINGS, type Reading } from './compare';

const payment = samplePayment({ status: 'posted' });

function creditIn(
  state: PostingState,
  changes: Partial<CreditToRead> = {},
  posting: Partial<Posting> = {},
): CreditToRead {
  const sent = state === 'posted' ? { posterId: '7', recordId: '5001', postedAt: payment.createdAt } : {};
  return {
    posting: samplePosting(payment, { state, ...sent, ...posting }),
    paidAt: payment.createdAt,
    reversalState: null,
    isPartlyRefunded: false,
    ...changes,
  };
}

function record(changes: Partial<BillingPayment> = {}): BillingPayment {
  return {
    recordId: '5001',
    receipt: samplePosting(payment).receipt,
    agreementId: payment.agreementId,
    amountKopecks: payment.amountKopecks,
    isCancelled: false,
    posterId: '7',
    paidAt: payment.createdAt,
    comment: '',
    ...changes,
  };
}

const cancelled = (changes: Partial<BillingPayment> = {}) => record({ isCancelled: true, ...changes });
const second = (changes: Partial<BillingPayment> = {}) => record({ recordId: '5002', ...changes });

type Case = [what: string, records: BillingPayment[], reading: Reading];

describe('comparing a credit with billing', () => {
  it.each<Case>([
    ['its record in force', [record()], 'confirmed'],
    ['beside a cancelled one of another id', [record(), second({ isCancelled: true })], 'confirmed'],
    ['nothing', [], 'missing'],
    ['its record cancelled', [cancelled()], 'cancelled'],
    [
      'its record cancelled and emptied, as a cashier cancels',
      [cancelled({ amountKopecks: kopecks(0) })],
      'cancelled',
    ],
    ['a second record', [record(), second()], 'doubled'],
    ['a second record of another sum', [record(), second({ amountKopecks: kopecks(1) })], 'doubled'],
    ['a kopeck more', [record({ amountKopecks: kopecks(50_001) })], 'other_amount'],
    ['a kopeck less', [record({ amountKopecks: kopecks(49_999) })], 'other_amount'],
    ['no whole number of kopecks', [record({ amountKopecks: null })], 'other_amount'],
    ['another agreement', [record({ agreementId: '1941' })], 'other_agreement'],
    [
      'another agreement and sum',
      [record({ agreementId: '1941', amountKopecks: kopecks(1) })],
      'other_agreement',
    ],
    ['another record in its place', [second()], 'other_record'],
    ['another record, its own cancelled', [cancelled(), second()], 'other_record'],
    ['another poster', [record({ posterId: '8' })], 'other_record'],
  ])('posted: %s', (_what, records, reading) => {
    expect(compare(creditIn('posted'), records)).toBe(reading);
  });

  it.each<Case>([
    ['its record cancelled', [cancelled()], 'confirmed'],
    ['its record in force', [record()], 'not_cancelled'],
    ['in force with another sum', [record({ amountKopecks: kopecks(1) })], 'not_cancelled'],
    ['cancelled, and another in force', [cancelled(), second()], 'not_cancelled'],
    ['two in force', [record(), second()], 'doubled'],
    ['nothing', [], 'missing'],
  ])('posted and reversed: %s', (_what, records, reading) => {
    expect(compare(creditIn('posted', { reversalState: 'posted' }), records)).toBe(reading);
  });

  it.each<PostingState>(['due', 'in_progress', 'parked'])(
    'posted, its reversal %s: in force or cancelled',
    (state) => {
      const credit = creditIn('posted', { reversalState: state });
      expect(compare(credit, [record()])).toBe('confirmed');
      expect(compare(credit, [cancelled()])).toBe('confirmed');
      expect(compare(credit, [record({ amountKopecks: kopecks(1) })])).toBe('other_amount');
      expect(compare(credit, [record(), second()])).toBe('doubled');
      expect(compare(credit, [])).toBe('missing');
    },
  );

  it.each<PostingState>(['due', 'in_progress', 'parked'])(
    '%s: nothing speaks but a contradiction',
    (state) => {
      const credit = creditIn(state);
      expect(compare(credit, [])).toBe('open');
      expect(compare(credit, [record()])).toBe('open');
      expect(compare(credit, [cancelled()])).toBe('open');
      expect(compare(credit, [record(), second()])).toBe('doubled');
      expect(compare(credit, [record({ agreementId: '1941' })])).toBe('other_agreement');
      expect(compare(credit, [record({ amountKopecks: null })])).toBe('other_amount');
    },
  );

  it.each<Case>([
    ['nothing', [], 'open'],
    ['a cancelled record', [cancelled()], 'open'],
    ['a record in force', [record()], 'unexpected'],
    ['two', [record(), second()], 'unexpected'],
  ])('voided: %s', (_what, records, reading) => {
    expect(compare(creditIn('voided', { reversalState: 'voided' }), records)).toBe(reading);
  });

  it('partly refunded: accounting takes the returned part off by hand, never all of it and never the other way', () => {
    const credit = creditIn('posted', { isPartlyRefunded: true });
    const of = (amount: number | null) =>
      compare(credit, [record({ amountKopecks: amount === null ? null : kopecks(amount) })]);
    expect([50_000, 49_999, 1].map(of)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect([50_001, 0, -1, null].map(of)).toEqual(Array(4).fill('other_amount'));
  });

  it('knows a finding from what is none', () => {
    expect(FINDINGS.map(findingOf)).toEqual([...FINDINGS]);
    expect([findingOf('confirmed'), findingOf('open')]).toEqual([null, null]);
  });
});
