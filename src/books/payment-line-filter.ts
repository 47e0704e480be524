import type { SqlValue } from '../database/sql';
import type { PaymentLine } from './payment-line';

/** Which payments are wanted; what is null or absent is not asked for. */
export interface PaymentLineFilter {
  readonly terminal?: string | null;
  readonly status?: string | null;
  readonly channel?: string | null;
  readonly agreementId?: string | null;
  readonly operatorName?: string | null;
}

/** Where each wish is kept in `payments`. */
const COLUMNS: Readonly<Record<keyof PaymentLineFilter, string>> = {
  terminal: 'terminal',
  status: 'status',
  channel: 'method',
  agreementId: 'agreement_id',
  operatorName: 'operator_name',
};

type Wish = [keyof PaymentLineFilter, string];

const wishesOf = (filter: PaymentLineFilter): Wish[] =>
  Object.entries(filter).filter((entry): entry is Wish => typeof entry[1] === 'string');

/** Conditions on a row of `payments` with their values. */
export function conditionsOf(filter: PaymentLineFilter): [string, SqlValue][] {
  return wishesOf(filter).map(([name, value]) => [`${COLUMNS[name]} = ?`, value]);
}

/** The same of a line that was read already. */
export function isWanted(line: PaymentLine, filter: PaymentLineFilter): boolean {
  return wishesOf(filter).every(([name, value]) => line[name] === value);
}
