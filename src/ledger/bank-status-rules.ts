import type { BankStatus } from './bank-status';
import type { Payment, PaymentFlag } from './payment';
import { isEndedUnpaid, isOpen, type PaymentStatus } from './transitions';

/** What one word of the bank does to a payment. */
export interface Verdict {
  /** The moves to make, in order; empty when nothing moves. */
  readonly moves: readonly PaymentStatus[];
  readonly flag: PaymentFlag | null;
  /** Ask the bank at once, go on asking by the plan, or ask no more, as far as this word goes. */
  readonly ask: 'now' | 'by_plan' | 'no_more';
  /** Why, in a few stable words for the event. */
  readonly reason: string;
}

const nothing = (reason: string, ask: Verdict['ask'] = 'by_plan'): Verdict => ({
  moves: [],
  flag: null,
  ask,
  reason,
});
const move = (to: PaymentStatus, reason: string, ask: Verdict['ask']): Verdict => ({
  moves: [to],
  flag: null,
  ask,
  reason,
});
const flagged = (flag: PaymentFlag): Verdict => ({ moves: [], flag, ask: 'by_plan', reason: flag });

/** Our order and the bank's word must speak of the same thing before anything else counts. */
function identityMismatch(payment: Payment, status: BankStatus): PaymentFlag | null {
  if (status.terminal !== payment.terminal) return 'terminal_mismatch';
  if (payment.acquirerPaymentId !== null && payment.acquirerPaymentId !== status.acquirerPaymentId) {
    return 'acquirer_payment_id_mismatch';
  }
  return null;
}

function onAuthorized(payment: Payment, status: BankStatus): Verdict {
  if (status.amountKopecks !== payment.amountKopecks) return flagged('amount_mismatch');
  if (payment.status !== 'awaiting_payer') return nothing('authorized_out_of_turn');
  return move('authorized', 'authorized', 'by_plan');
}

function onConfirmed(payment: Payment, status: BankStatus): Verdict {
  if (status.amountKopecks !== payment.amountKopecks) return flagged('amount_mismatch');
  if (isOpen(payment.status)) return move('confirmed', 'confirmed', 'no_more');
  if (isEndedUnpaid(payment.status)) {
    // Money taken is money owed. After a deadline it is expected; after a refusal or a cancellation a person should look.
    const flag = payment.status === 'expired' ? null : 'confirmed_after_ending';
    return { moves: ['confirmed'], flag, ask: 'no_more', reason: `confirmed_after_${payment.status}` };
  }
  return nothing('confirmed_before', 'no_more');
}

function onEnded(payment: Payment, to: 'expired' | 'cancelled', status: BankStatus): Verdict {
  if (isOpen(payment.status)) return move(to, to, 'no_more');
  if (isEndedUnpaid(payment.status)) return nothing('ended_before', 'no_more');
  const ask = status.source === 'notification' ? 'now' : 'no_more';
  return { moves: [], flag: 'bank_contradicts_confirmation', ask, reason: `${to}_after_confirmation` };
}

/** One failed try does not close an order that another try may still pay. */
function onAttemptFailed(payment: Payment, now: Date): Verdict {
  if (!isOpen(payment.status)) return nothing('attempt_failed_out_of_turn', 'no_more');
  if (now < payment.expiresAt) return nothing('attempt_failed');
  return move('rejected', 'attempt_failed_after_deadline', 'no_more');
}

/** A notification about a refund carries no sum to rely on (bank's protocol v2): it only says that we should ask. */
function onRefund(payment: Payment, status: BankStatus): Verdict {
  if (status.source === 'notification') return nothing('refund_to_be_asked_about', 'now');
  if (payment.status === 'refunded') return nothing('refunded_before', 'no_more');
  const wasConfirmed = !isOpen(payment.status) && !isEndedUnpaid(payment.status);
  if (status.state === 'refunded') {
    // Everything went back, so whatever the sum was, it is none now; the credit and its reversal are voided together.
    return {
      moves: wasConfirmed ? ['refunded'] : ['confirmed', 'refunded'],
      flag: null,
      ask: 'no_more',
      reason: 'refunded',
    };
  }
  if (!wasConfirmed)
    return { moves: [], flag: 'refund_without_confirmation', ask: 'by_plan', reason: 'partial_refund_first' };
  const moves: PaymentStatus[] =
    payment.status === 'confirmed' || payment.status === 'posted' ? ['partially_refunded'] : [];
  return { moves, flag: 'partial_refund', ask: 'no_more', reason: 'partially_refunded' };
}

/** Nothing was ever paid and the bank still has nothing to say long after the deadline: the order is dead. */
const SILENCE_AFTER_DEADLINE_MS = 48 * 60 * 60 * 1000;

function onPending(payment: Payment, status: BankStatus, now: Date): Verdict {
  if (!isOpen(payment.status)) return nothing('pending_out_of_turn', 'no_more');
  const isDead = now.getTime() > payment.expiresAt.getTime() + SILENCE_AFTER_DEADLINE_MS;
  if (isDead && status.source === 'poll') return move('expired', 'unpaid_long_after_deadline', 'no_more');
  return nothing('pending');
}

/**
 * Decides what a word of the bank does. Pure: notification, poll and answers are judged by the same rules, in whatever
 * order they arrive.
 */
export function judge(payment: Payment, status: BankStatus, now: Date): Verdict {
  const mismatch = identityMismatch(payment, status);
  if (mismatch) return flagged(mismatch);
  switch (status.state) {
    case 'unpaid':
    case 'pending':
      return onPending(payment, status, now);
    case 'authorized':
      return onAuthorized(payment, status);
    case 'confirmed':
      return onConfirmed(payment, status);
    case 'attempt_failed':
      return onAttemptFailed(payment, now);
    case 'expired':
    case 'cancelled':
      return onEnded(payment, status.state, status);
    case 'refund_in_progress':
      return nothing('refund_in_progress', status.source === 'notification' ? 'now' : 'by_plan');
    case 'partially_refunded':
    case 'refunded':
      return onRefund(payment, status);
    case 'unrecognised':
      return nothing('unrecognised_status');
  }
}
