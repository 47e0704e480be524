import type { PaymentLineFilter } from '../../books/payment-line-filter';
import { PAYMENT_STATUSES } from '../../ledger/transitions';
import { oneOf, wrongParameter } from '../../shared/http/parameters';
import type { Query } from './query';

export const FILTER_PARAMETERS: readonly string[] = [
  'terminal',
  'status',
  'channel',
  'agreementId',
  'operator',
];

/** As the columns hold it, which know no other letters. */
const WORD = /^[\x21-\x7e]{1,64}$/;
const NAME_MAX = 255;

/** @throws Problem `validation_failed` */
export function filterOf(query: Query): PaymentLineFilter {
  return {
    terminal: wordOf('terminal', query['terminal']),
    status: oneOf('status', query['status'], PAYMENT_STATUSES, null),
    channel: wordOf('channel', query['channel']),
    agreementId: wordOf('agreementId', query['agreementId']),
    operatorName: nameOf('operator', query['operator']),
  };
}

function wordOf(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && WORD.test(value)) return value;
  throw wrongParameter(
    name,
    'wrong_format',
    'Нужно до 64 латинских букв, цифр и знаков без пробелов.',
    'Must be up to 64 Latin letters, digits and signs without spaces.',
  );
}

function nameOf(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && value.length > 0 && value.length <= NAME_MAX) return value;
  throw wrongParameter(
    name,
    'wrong_length',
    `Нужно от 1 до ${String(NAME_MAX)} знаков.`,
    `Must have from 1 to ${String(NAME_MAX)} characters.`,
  );
}
