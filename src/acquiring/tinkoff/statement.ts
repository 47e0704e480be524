import type { BankStatus, BankStatusSource } from '../../ledger/bank-status';
import type { Kopecks } from '../../shared/money';
import { bankStateOf } from './status-map';
import { wordOf } from './wire-values';

export interface StatementParts {
  readonly orderId: string;
  readonly acquirerPaymentId: string;
  readonly terminal: string;
  readonly rawStatus: string;
  readonly amountKopecks: Kopecks | null;
  /** `ErrorCode` as it came: text, number or nothing. */
  readonly errorCode: unknown;
  readonly source: BankStatusSource;
}

/** Codes that say "done" (bank's protocol v2). */
const NO_ERROR = new Set(['0', '1085']);

/** Puts a message of the bank about one payment into the ledger's words. `Success` has no say beside `Status`. */
export function statement(parts: StatementParts): BankStatus {
  const code = wordOf(parts.errorCode);
  return {
    ...parts,
    state: bankStateOf(parts.rawStatus),
    errorCode: code === null || NO_ERROR.has(code) ? null : code,
  };
}
