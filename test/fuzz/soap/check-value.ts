import type { BillingAccount, BillingPayment, BillingPaymentPage } from '../../../src/billing/billing.port';
import { exactKopecksOf, roundedKopecks } from '../core/exact-money';
import { isId, isSum, isText, isTextOrNull, paidSumText, UNREADABLE } from './answer-facts';
import { childrenOf, marked, soleText, type ReadElement } from './read-xml';
import type { Call } from './scenes';
import { checkCabinetValue } from './check-cabinet-value';
import type { Truth } from './truth';

const ids = (value: unknown, expected: string | null, what: string): string[] =>
  isId(value) && value === expected
    ? []
    : [`${what} ${String(value)}, but the answer says ${String(expected)}`];

function recordId(truth: Truth, value: { recordId?: unknown }): string[] {
  return ids(value.recordId, soleText(truth.positive, 'ret'), 'record id');
}

function cancelled(truth: Truth, value: { recordId?: unknown }): string[] {
  if (truth.positive) return recordId(truth, value);
  if (!truth.faultCodes.includes('already_cancelled')) return ['cancelled, but no answer says so'];
  const { recordId: id } = value;
  return id === null || (isId(id) && truth.faultText.includes(id))
    ? []
    : ['a record id that the fault does not name'];
}

function sameSum(value: unknown, expected: bigint | null): boolean {
  if (expected === null || !isSum(Number(expected))) return value === null;
  return value === null || (isSum(value) && BigInt(value) === expected);
}

function isThisPayment(value: BillingPayment, entry: ReadElement): boolean {
  const [pay = null, ...others] = childrenOf(entry, 'pay');
  const text = paidSumText(entry, pay);
  const isOff = soleText(pay, 'status') === '2' || /[1-9]/.test(soleText(pay, 'canceldate') ?? '1');
  return (
    others.length === 0 &&
    value.recordId === soleText(pay, 'recordid') &&
    value.agreementId === soleText(pay, 'agrmid') &&
    marked(value.receipt) === (soleText(pay, 'receipt') ?? UNREADABLE) &&
    marked(value.posterId) === (soleText(pay, 'modperson') ?? UNREADABLE) &&
    value.isCancelled === isOff &&
    sameSum(value.amountKopecks, text === null ? null : exactKopecksOf(text))
  );
}

function payment(truth: Truth, value: BillingPayment | null): string[] {
  const entries = childrenOf(truth.positive, 'ret');
  if (value === null) {
    const isNone = truth.positive !== null && entries.length === 0;
    return isNone || truth.faultCodes.includes('payment_not_found')
      ? []
      : ['no payment, but no answer says so'];
  }
  const wellMade =
    isId(value.recordId) && isId(value.agreementId) && isText(value.receipt) && isText(value.posterId);
  if (!wellMade || (value.amountKopecks !== null && !isSum(value.amountKopecks)))
    return ['an ill-made payment'];
  return entries.some((entry) => isThisPayment(value, entry))
    ? []
    : [`a payment that the answer does not hold: ${JSON.stringify(value)}`];
}

function page(truth: Truth, value: BillingPaymentPage): string[] {
  if (!truth.positive) return ['a page, but no answer holds one'];
  const { payments, nextCursor } = value;
  const foreign = payments.filter(({ posterId }) => posterId !== '77');
  if (foreign.length > 0 || (nextCursor !== null && !isText(nextCursor))) return ['an ill-made page'];
  return payments.flatMap((one) => payment(truth, one));
}

function account(truth: Truth, value: BillingAccount): string[] {
  const [entry = null] = childrenOf(truth.positive, 'ret');
  const complaints = ids(value.uid, soleText(childrenOf(entry, 'account')[0] ?? null, 'uid'), 'uid');
  const texts = [value.fullName, value.email, value.phone].every(isTextOrNull) && isText(value.login);
  if (!texts || typeof value.isArchived !== 'boolean') complaints.push('an ill-made account');
  const agreements = childrenOf(entry, 'agreements');
  value.agreements.forEach((agreement, place) => {
    const source = agreements[place] ?? null;
    complaints.push(...ids(agreement.agreementId, soleText(source, 'agrmid'), 'agreement'));
    const balance = roundedKopecks(soleText(source, 'balance') || '0');
    if (!isSum(agreement.balanceKopecks) || BigInt(agreement.balanceKopecks) !== balance) {
      complaints.push(`balance ${agreement.balanceKopecks}, but the answer says ${String(balance)}`);
    }
  });
  if (value.agreements.length !== agreements.length) complaints.push('agreements are missing');
  return complaints;
}

/** What is wrong with the value that a call ended in, held against what the answer says. */
export function checkValue(call: Call, truth: Truth, value: unknown): string[] {
  switch (call) {
    case 'postPayment':
      return recordId(truth, value as { recordId?: unknown });
    case 'cancelPayment':
      return cancelled(truth, value as { recordId?: unknown });
    case 'findPayment':
      return payment(truth, value as BillingPayment | null);
    case 'listPayments':
      return page(truth, value as BillingPaymentPage);
    case 'getAccount':
      return account(truth, value as BillingAccount);
    case 'signIn': {
      const [entry = null] = childrenOf(truth.positive, 'ret');
      return ids((value as { uid?: unknown }).uid, soleText(entry, 'uid'), 'uid');
    }
    case 'getPosterId': {
      const manager = childrenOf(childrenOf(truth.positive, 'ret')[0] ?? null, 'manager')[0] ?? null;
      return ids(value, soleText(manager, 'personid'), 'poster');
    }
    case 'checkHealth':
      return value === undefined ? [] : ['health is no value'];
    default:
      return checkCabinetValue(call, truth, value);
  }
}
