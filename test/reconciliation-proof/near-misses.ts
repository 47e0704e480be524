import { receiptOf } from '../../src/ledger/document-numbers';
import { BANK, BOTH, REGISTRY, type Situation } from './situation';
import {
  heardOfReturn,
  neverPaid,
  notHeardOf,
  notice,
  parked,
  returned,
  returnedInPart,
  tell,
} from './turns';

/** What looks wrong and is not, or is worth a notice. */
export const NEAR_MISSES: readonly Situation[] = [
  {
    name: 'two equal payments in one minute',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const { agreement, kopecks } = one.ledger;
      return tell([one, n.whole({ agreement, kopecks, at: n.later(one.ledger.confirmedAt!, 0.5) })]);
    },
  },
  {
    name: 'cancelled beside in force',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const cancelled = { ...n.record(one.record), isCancelled: true };
      return tell([one], [], { records: [cancelled, one.record] });
    },
  },
  {
    name: 'posted anew under its document',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      return tell([one], [], { records: [{ ...n.record(one.record) }] });
    },
  },
  {
    name: 'billing dates it on the next day',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole({ at: n.at('23:59:59') });
      one.record.paidAt = n.at('00:00:04', 1);
      return tell([one], [notice('other_day', one.ledger.paymentId)]);
    },
  },
  {
    name: 'the bank dates it on the next day',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole({ at: n.at('23:59:58') });
      one.bank.operations = [{ type: 'Debit', kopecks: one.bank.kopecks, at: n.at('00:00:01', 1) }];
      return tell([one], [notice('other_day', one.ledger.paymentId)]);
    },
  },
  {
    name: 'confirmed after midnight, taken before',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole({ at: n.at('00:00:02', 1) });
      one.bank.operations = [{ type: 'Debit', kopecks: one.bank.kopecks, at: n.at('23:59:59') }];
      return tell([one]);
    },
  },
  {
    name: 'returned and reversed',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const at = n.later(one.ledger.confirmedAt!, 5);
      returned(one, at);
      heardOfReturn(one, at, 'posted');
      one.record.isCancelled = true;
      return tell([one]);
    },
  },
  {
    name: 'returned on the next day and reversed',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const at = n.anytime(1);
      returned(one, at);
      heardOfReturn(one, at, 'posted');
      one.record.isCancelled = true;
      return tell([one]);
    },
  },
  {
    name: 'of an earlier day, returned and reversed',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole({ at: n.anytime(-6) });
      const at = n.anytime();
      returned(one, at);
      heardOfReturn(one, at, 'posted');
      one.bank.operations.shift();
      one.record.isCancelled = true;
      return tell([one]);
    },
  },
  {
    name: 'returned before it was credited',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const at = n.later(one.ledger.confirmedAt!, 5);
      returned(one, at);
      heardOfReturn(one, at, 'voided');
      Object.assign(one.credit, { state: 'voided', recordKey: null, postedAt: null });
      return tell([one], [], { records: [] });
    },
  },
  {
    name: 'never paid',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      neverPaid(one);
      return tell([one], [], { records: [] });
    },
  },
  {
    name: 'credit under way',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      parked(one);
      Object.assign(one.credit, { state: 'due', since: n.now });
      return tell([one], [], { records: [] });
    },
  },
  {
    name: 'reversal under way',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const at = n.later(one.ledger.confirmedAt!, 5);
      returned(one, at);
      heardOfReturn(one, at, 'due');
      one.ledger.postings[1]!.since = n.now;
      return tell([one]);
    },
  },
  {
    name: 'returned in part, taken off by accounting',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const part = n.partOf(one.bank.kopecks);
      returnedInPart(one, part, n.later(one.ledger.confirmedAt!, 5));
      one.record.kopecks -= part;
      return tell([one]);
    },
  },
  {
    name: 'returned in part, billing as it was',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      returnedInPart(one, n.partOf(one.bank.kopecks), n.later(one.ledger.confirmedAt!, 5));
      return tell([one], [notice('refund_not_reversed', one.ledger.paymentId)]);
    },
  },
  {
    name: 'the same sum by another manager',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      return tell([one], [], { records: [one.record, n.byHand(one, { isForeign: true })] });
    },
  },
  {
    name: 'moved to another agreement',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const { paymentId } = one.ledger;
      heardOfReturn(one, n.later(one.ledger.confirmedAt!, 60), 'posted');
      Object.assign(one.ledger, { status: 'posted', refundedAt: null });
      one.record.isCancelled = true;
      const agreement = n.agreement();
      const second = n.record({ ...one.record, receipt: receiptOf(paymentId, 'credit', 2), agreement });
      one.ledger.postings.push({
        ...one.credit,
        sequence: 3,
        receipt: second.receipt,
        agreement,
        recordKey: second.key,
      });
      return tell([one], [], { records: [one.record, second] });
    },
  },
  {
    name: 'charged back and won back',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      const { kopecks } = one.bank;
      const at = one.ledger.confirmedAt!;
      one.bank.operations.push({ type: 'Chargeback', kopecks, at: n.later(at, 5) });
      one.bank.operations.push({ type: 'Chargeback_Reversal', kopecks, at: n.later(at, 15) });
      return tell([one]);
    },
  },
  {
    name: 'a line that names the order only',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      one.bank.operations = one.bank.operations.map((line) => ({ ...line, namesOrderOnly: true }));
      return tell([one]);
    },
  },
  {
    name: 'a fee beside it',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      one.bank.operations.push({ type: 'ServiceFee', kopecks: 0, at: n.later(one.ledger.confirmedAt!, 1) });
      return tell([one]);
    },
  },
  {
    name: 'unknown order, paid and returned',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      returned(one, n.later(one.ledger.confirmedAt!, 5));
      return tell([one], [notice('unknown_order', one.bank.bankPaymentId)], { ledger: [], records: [] });
    },
  },
  {
    name: 'paid, heard of by asking',
    legs: BANK,
    needsService: true,
    tell: (n) => {
      const one = n.whole();
      notHeardOf(one);
      return tell([one], [], { records: [] });
    },
  },
  {
    name: 'returned, heard of by asking',
    legs: BANK,
    needsService: true,
    tell: (n) => {
      const one = n.whole();
      returned(one, n.later(one.ledger.confirmedAt!, 5));
      return tell([one]);
    },
  },
];
