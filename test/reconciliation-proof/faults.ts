import { receiptOf } from '../../src/ledger/document-numbers';
import { BANK, BOTH, REGISTRY, type Situation } from './situation';
import { error, heardOfReturn, neverPaid, notHeardOf, parked, returned, tell } from './turns';

/** What is wrong, a class after the other. */
export const FAULTS: readonly Situation[] = [
  {
    name: 'credit parked',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      parked(one);
      return tell([one], [error('not_in_billing', one.ledger.paymentId, 'gone')], { records: [] });
    },
  },
  {
    name: 'credit lost by billing',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      return tell([one], [error('not_in_billing', one.ledger.paymentId, 'gone')], { records: [] });
    },
  },
  {
    name: 'paid, never heard of',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      notHeardOf(one);
      const after = n.book.isHome ? 'gone' : 'there';
      return tell([one], [error('not_in_billing', one.ledger.paymentId, after)], { records: [] });
    },
  },
  {
    name: 'another sum paid, never credited',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      notHeardOf(one);
      one.ledger.flag = 'amount_mismatch';
      one.bank.kopecks = n.partOf(one.bank.kopecks);
      one.bank.operations = one.bank.operations.map((line) => ({ ...line, kopecks: one.bank.kopecks }));
      const { paymentId } = one.ledger;
      const expected = [
        error('not_in_billing', paymentId, 'there'),
        error('amount_differs', paymentId, 'there'),
      ];
      return tell([one], expected, { records: [] });
    },
  },
  {
    name: 'never paid, credited',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      neverPaid(one);
      return tell([one], [error('not_confirmed', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'credited, and the bank denies it',
    legs: BANK,
    tell: (n) => {
      const one = n.whole();
      one.bank.status = 'REJECTED';
      return tell([one], [error('not_confirmed', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'another sum in billing',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      one.record.kopecks += 1;
      return tell([one], [error('amount_differs', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'another sum at the bank',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      one.bank.kopecks += 100;
      one.bank.operations = one.bank.operations.map((line) => ({ ...line, kopecks: one.bank.kopecks }));
      return tell([one], [error('amount_differs', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'on another agreement',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      one.record.agreement = n.agreement();
      return tell([one], [error('agreement_differs', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'another sum on another agreement',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const { paymentId } = one.ledger;
      one.record.agreement = n.agreement();
      one.record.kopecks += 5_000;
      return tell(
        [one],
        [error('amount_differs', paymentId, 'there'), error('agreement_differs', paymentId, 'there')],
      );
    },
  },
  {
    name: 'twice under its document',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const records = [one.record, n.record(one.record)];
      return tell([one], [error('doubled_in_billing', one.ledger.paymentId, 'there')], { records });
    },
  },
  {
    name: 'once more by hand, naming the order',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const byHand = n.byHand(one, { comment: `оплата заказа ${one.ledger.orderId}` });
      const expected = [error('doubled_in_billing', one.ledger.paymentId, 'there')];
      return tell([one], expected, { records: [one.record, byHand] });
    },
  },
  {
    name: 'returned, reversal parked',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const at = n.later(one.ledger.confirmedAt!, 5);
      returned(one, at);
      heardOfReturn(one, at, 'parked');
      return tell([one], [error('refund_not_reversed', one.ledger.paymentId, 'gone')]);
    },
  },
  {
    name: 'returned, reversal lost by billing',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const at = n.later(one.ledger.confirmedAt!, 5);
      returned(one, at);
      heardOfReturn(one, at, 'posted');
      return tell([one], [error('refund_not_reversed', one.ledger.paymentId, 'gone')]);
    },
  },
  {
    name: 'returned before it was credited, and credited',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      const at = n.later(one.ledger.confirmedAt!, 5);
      returned(one, at);
      heardOfReturn(one, at, 'voided');
      Object.assign(one.credit, { state: 'voided', recordKey: null, postedAt: null });
      return tell([one], [error('refund_not_reversed', one.ledger.paymentId, 'gone')]);
    },
  },
  {
    name: 'of an earlier day, returned, reversal parked',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole({ at: n.anytime(-6) });
      const at = n.anytime();
      returned(one, at);
      heardOfReturn(one, at, 'parked');
      one.bank.operations.shift();
      return tell([one], [error('refund_not_reversed', one.ledger.paymentId, 'gone')]);
    },
  },
  {
    name: 'returned, never heard of',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      returned(one, n.later(one.ledger.confirmedAt!, 5));
      const after = n.book.isHome ? 'gone' : 'there';
      return tell([one], [error('refund_not_reversed', one.ledger.paymentId, after)]);
    },
  },
  {
    name: 'of an earlier day, charged back',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole({ at: n.anytime(-6) });
      returned(one, n.anytime(), 'Chargeback');
      return tell([one], [error('refund_not_reversed', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'cancelled by hand',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      one.record.isCancelled = true;
      return tell([one], [error('reversed_not_refunded', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'reversed, and the bank kept it',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      heardOfReturn(one, n.later(one.ledger.confirmedAt!, 5), 'posted');
      one.record.isCancelled = true;
      return tell([one], [error('reversed_not_refunded', one.ledger.paymentId, 'there')]);
    },
  },
  {
    name: 'unknown order',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      one.bank.toldAt = one.ledger.confirmedAt;
      const expected = [error('unknown_order', one.bank.bankPaymentId, 'there')];
      return tell([one], expected, { ledger: [], records: [] });
    },
  },
  {
    name: 'unknown order, credited by a ledger that is lost',
    legs: BOTH,
    homeOnly: true,
    tell: (n) => {
      const one = n.whole();
      one.bank.toldAt = one.ledger.confirmedAt;
      return tell([one], [error('unknown_order', one.bank.bankPaymentId, 'there')], { ledger: [] });
    },
  },
  {
    name: 'a second payment of one order',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      const { bankPaymentId } = n.ids(one.ledger.createdAt);
      const second = n.bankPayment({ ...one.ledger, bankPaymentId }, n.later(one.ledger.confirmedAt!, 2));
      const expected = [error('unknown_order', bankPaymentId, 'there')];
      return tell([one], expected, { bank: [one.bank, second] });
    },
  },
  {
    name: 'of nobody',
    legs: BOTH,
    homeOnly: true,
    tell: (n) => {
      const record = n.byHand(n.whole());
      return tell([], [error('not_ours_in_billing', record.key, 'there')], { records: [record] });
    },
  },
  {
    name: 'of nobody, equal to a payment that is credited',
    legs: BOTH,
    homeOnly: true,
    tell: (n) => {
      const one = n.whole();
      const record = n.byHand(one);
      const expected = [error('not_ours_in_billing', record.key, 'there')];
      return tell([one], expected, { records: [one.record, record] });
    },
  },
  {
    name: 'of nobody, under a document like ours',
    legs: BOTH,
    homeOnly: true,
    tell: (n) => {
      const one = n.whole();
      one.record.receipt = receiptOf(n.ids(one.ledger.createdAt).paymentId, 'credit');
      return tell([], [error('not_ours_in_billing', one.record.key, 'there')], { records: [one.record] });
    },
  },
  {
    name: 'credited by hand in its place',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      parked(one);
      const expected = [error('other_document', one.ledger.paymentId, 'there')];
      return tell([one], expected, { records: [n.byHand(one)] });
    },
  },
  {
    name: 'credited by hand with another sum, naming the order',
    legs: BOTH,
    tell: (n) => {
      const one = n.whole();
      parked(one);
      const { paymentId, orderId, kopecks } = one.ledger;
      const expected = [
        error('other_document', paymentId, 'there'),
        error('amount_differs', paymentId, 'there'),
      ];
      return tell([one], expected, {
        records: [n.byHand(one, { comment: orderId, kopecks: kopecks + 100 })],
      });
    },
  },
  {
    name: 'absent from the registries',
    legs: REGISTRY,
    tell: (n) => {
      const one = n.whole();
      one.bank.operations = [];
      return tell([one], [error('not_in_registry', one.ledger.paymentId, 'there')]);
    },
  },
];
