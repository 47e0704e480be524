import type { RegistryOperation } from '../../books/registry-line';

/** What an operation is, and what it does to the provider's money: comes in, goes out, or nothing but its fee. */
export interface OperationKind {
  readonly operation: RegistryOperation;
  readonly sign: 1 | -1 | 0;
}

const PAYMENT: OperationKind = { operation: 'payment', sign: 1 };
const REFUND: OperationKind = { operation: 'refund', sign: -1 };
const REFUND_CANCELLED: OperationKind = { operation: 'refund_cancelled', sign: 1 };
const CHARGEBACK: OperationKind = { operation: 'chargeback', sign: -1 };
const CHARGEBACK_REVERSED: OperationKind = { operation: 'chargeback_reversed', sign: 1 };
const CORRECTION_OUT: OperationKind = { operation: 'correction_out', sign: -1 };
const CORRECTION_IN: OperationKind = { operation: 'correction_in', sign: 1 };
const FEE: OperationKind = { operation: 'fee', sign: 0 };

/**
 * The bank's own words (support pages of the bank on the registry), and those under which people and other exports say the
 * same. A status counts only where there is no type of operation.
 */
const KINDS: ReadonlyMap<string, OperationKind> = new Map([
  ['debit', PAYMENT],
  ['credit', REFUND],
  ['cancelrefund', REFUND_CANCELLED],
  ['chargeback', CHARGEBACK],
  ['2chargeback', CHARGEBACK],
  ['representmentreversal', CHARGEBACK],
  ['chargebackreversal', CHARGEBACK_REVERSED],
  ['2chargebackreversal', CHARGEBACK_REVERSED],
  ['crchargeback', CHARGEBACK_REVERSED],
  ['representment', CHARGEBACK_REVERSED],
  ['creditclientcorrection', CORRECTION_OUT],
  ['creditcorrection', CORRECTION_OUT],
  ['debitclientcorrection', CORRECTION_IN],
  ['debitcorrection', CORRECTION_IN],
  ['authfail', FEE],
  ['servicefee', FEE],
  ['комиссия', FEE],
  ...['оплата', 'платеж', 'покупка', 'списание', 'payment', 'purchase', 'sale'].map(
    (word) => [word, PAYMENT] as const,
  ),
  ...['возврат', 'частичныйвозврат', 'refund', 'partialrefund'].map((word) => [word, REFUND] as const),
  ...['отменавозврата', 'возвратотменен'].map((word) => [word, REFUND_CANCELLED] as const),
  ['чарджбэк', CHARGEBACK],
  ['чарджбек', CHARGEBACK],
]);

const STATUSES: ReadonlyMap<string, OperationKind | null> = new Map([
  ...[
    'confirmed',
    'подтвержден',
    'подтверждено',
    'оплачен',
    'оплачено',
    'успешно',
    'успешный',
    'проведен',
    'проведено',
  ].map((word) => [word, PAYMENT] as const),
  ...['success', 'successful', 'paid', 'completed', 'исполнен', 'исполнено'].map(
    (word) => [word, PAYMENT] as const,
  ),
  ...['refunded', 'partialrefunded', 'возврат', 'возвращен', 'возвращено', 'частичновозвращен'].map(
    (word) => [word, REFUND] as const,
  ),
  ...[
    'new',
    'formshowed',
    'authorized',
    'authorizing',
    'confirming',
    'reversed',
    'partialreversed',
    'canceled',
    'cancelled',
    'rejected',
    'deadlineexpired',
    'attemptsexpired',
    'failed',
    'отклонен',
    'отклонено',
    'отменен',
    'отменено',
    'ошибка',
    'неуспешно',
    'неоплачен',
    'просрочен',
    'вобработке',
  ].map((word) => [word, null] as const),
]);

const keyOf = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The kind of an operation by its type; undefined when the word is not known. */
export function kindOf(word: string): OperationKind | undefined {
  // `Chargeback_Fee`, `Representment_Fee` and their like.
  return KINDS.get(keyOf(word)) ?? (/_fee$/i.test(word.trim()) ? FEE : undefined);
}

/** The kind of an operation by its status; null when no money has moved, undefined when the word is not known. */
export function kindOfStatus(word: string): OperationKind | null | undefined {
  return STATUSES.get(keyOf(word)) ?? (STATUSES.has(keyOf(word)) ? null : undefined);
}
