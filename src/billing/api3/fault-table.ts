import { BillingRejection } from '../billing.port';
import { CabinetRejection, type PromiseRefusal } from '../cabinet.port';
import type { SoapFault } from './failures';
import type { Api3Operation } from './operations';

interface FaultRule {
  /** The fragment in words, shown to operators. */
  readonly name: string;
  readonly fragment: RegExp;
  readonly operations: readonly Api3Operation[] | 'any';
  /** Code of the `Rejected` to throw, or that the session is not accepted and nothing was executed. */
  readonly code: string;
  readonly source: string;
}

type Row = readonly [
  fragment: string | RegExp,
  operations: FaultRule['operations'],
  code: string,
  source: string,
];

const WRITES = ['ExternPayment', 'ExternCancelPayment'] as const;
const PROMISES = ['getPPSettings', 'PromisePayment'] as const;
const promise = (refusal: PromiseRefusal): string => refusal;

const LIVE = 'seen by clients that run against a live core';
const VENDOR = "the vendor's own client code";
const INFERRED = 'known from the neighbouring operation `Payment`; expected here as well';
const GUESSED = 'inferred: what the core writes here was not seen';

/**
 * What the core's faults mean, first match wins: `detail` is tried against the whole table before `faultstring`, both
 * without regard to case. Faults carry no codes; these fragments of their texts are all that clients go by.
 *
 * What stands in no line is not proven to be a refusal: a write then ends in UnknownOutcome (ask by receipt), a read
 * in Unavailable (ask again). The refused sign-in stands first because its detail repeats what a person typed, which
 * may be any other line's fragment.
 */
const ROWS: readonly Row[] = [
  ['invalid login/pass', ['ClientLogin'], BillingRejection.invalidCredentials, LIVE],
  ['invalid login/pass', ['Login'], BillingRejection.accessDenied, 'inferred from ClientLogin'],
  ['error_auth', 'any', 'session_refused', LIVE],
  ['manager not authorized', 'any', 'session_refused', LIVE],
  ['client not authorized', 'any', 'session_refused', LIVE],
  ['no logged person', 'any', 'session_refused', 'newer builds'],
  [/function \S+ not found/i, 'any', BillingRejection.operationMissing, 'newer builds'],
  ['access to rule', 'any', BillingRejection.accessDenied, VENDOR],
  ['access denied', 'any', BillingRejection.accessDenied, VENDOR],

  ['is cancelled', ['ExternPayment'], BillingRejection.alreadyCancelled, LIVE],
  ['already exists', ['ExternPayment'], BillingRejection.alreadyExists, LIVE],
  ['duplicate entry', ['ExternPayment'], BillingRejection.alreadyExists, INFERRED],
  ['already used', ['ExternPayment'], BillingRejection.alreadyExists, INFERRED],
  ['already cancelled', ['ExternCancelPayment'], BillingRejection.alreadyCancelled, VENDOR],
  ['cannot be cancelled', ['ExternCancelPayment'], BillingRejection.cannotBeCancelled, VENDOR],
  ['period lock', WRITES, BillingRejection.periodLocked, VENDOR],
  ['removed or terminated', WRITES, BillingRejection.agreementClosed, VENDOR],
  ['no confirmative document', ['ExternPayment'], 'receipt_missing', INFERRED],
  ['not specified a required field', ['ExternPayment'], 'receipt_missing', INFERRED],

  [/payment with receipt .*not found/i, ['ExternCheckPayment'], BillingRejection.paymentNotFound, LIVE],
  ['not found', ['ExternCancelPayment'], BillingRejection.paymentNotFound, VENDOR],
  ['not found', ['ExternPayment'], BillingRejection.agreementNotFound, VENDOR],
  ['account not found', ['getAccount'], BillingRejection.accountNotFound, LIVE],

  ['promise payments already assigned', PROMISES, promise('already_active'), VENDOR],
  ['last payment is overdue', PROMISES, promise('last_overdue'), VENDOR],
  ['agreement lifetime is less than', PROMISES, promise('agreement_too_young'), VENDOR],
  ['no promise payments settings available', PROMISES, promise('not_offered'), VENDOR],
  ['promise payment is not available', PROMISES, promise('not_offered'), GUESSED],
  ['removed or terminated', ['getPPSettings'], promise('not_offered'), VENDOR],
  ['removed or terminated', ['PromisePayment'], BillingRejection.agreementClosed, VENDOR],

  ['invalid old pass', ['updClientPass'], BillingRejection.invalidCredentials, GUESSED],
  [/\bpass(?:word|wd)?\b/i, ['updClientPass'], CabinetRejection.passwordRefused, GUESSED],
  ['not found', ['recoverPassword'], BillingRejection.accountNotFound, LIVE],
];

export const FAULT_RULES: readonly FaultRule[] = ROWS.map(([fragment, operations, code, source]) => ({
  name: typeof fragment === 'string' ? fragment : fragment.source,
  fragment: typeof fragment === 'string' ? new RegExp(fragment, 'i') : fragment,
  operations,
  code,
  source,
}));

/** The line of the table that a fault of an operation falls under, or null when none does. */
export function findFaultRule(operation: Api3Operation, fault: SoapFault): FaultRule | null {
  for (const text of [fault.detail, fault.faultstring]) {
    const rule = FAULT_RULES.find(
      (line) =>
        (line.operations === 'any' || line.operations.includes(operation)) && line.fragment.test(text),
    );
    if (rule) return rule;
  }
  return null;
}
