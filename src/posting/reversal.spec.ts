import {
  rejected,
  samplePayment,
  samplePosting,
  ScriptedBilling,
  unavailable,
  unknownOutcome,
} from '../../test/support/fakes';
import { receiptOf } from '../ledger/document-numbers';
import type { PostingOutcome } from './posting-outcome';
import { reversal } from './reversal';

const payment = samplePayment({ status: 'refunded' });
const leaseUntil = new Date('2026-11-24T09:01:00.000Z');
const posting = samplePosting(payment, {
  kind: 'reversal',
  state: 'in_progress',
  leaseOwner: 'w1',
  leaseUntil,
});

let billing: ScriptedBilling;
beforeEach(() => (billing = new ScriptedBilling()));
const attempt = (askFirst = false): Promise<PostingOutcome> => reversal(billing, { posting, askFirst });

describe('a reversal', () => {
  it.each([false, true])(
    'cancels the credit by the credit’s receipt, in one call (asked for first: %p)',
    async (ask) => {
      billing.on.cancelPayment.answers({ recordId: '42' });
      expect(await attempt(ask)).toEqual({ kind: 'posted', recordId: '42', how: 'cancelled' });
      expect(billing.journal).toEqual(['cancelPayment']);
      expect(billing.on.cancelPayment.calls).toEqual([[receiptOf(payment.id, 'credit'), leaseUntil]]);
    },
  );

  it.each(['payment_not_found', 'cannot_be_cancelled', 'period_locked'])(
    'waits for a person on %s',
    async (code) => {
      billing.on.cancelPayment.fails(rejected(code));
      expect(await attempt()).toEqual({ kind: 'stuck', reason: code, mustAsk: false });
    },
  );

  it('is surely not done when billing is unavailable', async () => {
    billing.on.cancelPayment.fails(unavailable());
    expect(await attempt()).toMatchObject({ kind: 'not_done' });
  });

  it.each([unknownOutcome(), new TypeError('bug')])('may have been done after %p', async (error) => {
    billing.on.cancelPayment.fails(error);
    expect(await attempt()).toEqual({ kind: 'unknown', error: error.message });
  });
});
