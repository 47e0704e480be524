import type { Rejected } from '../../../src/shared/upstream-errors';
import { childrenOf, soleText } from './read-xml';
import type { Call } from './scenes';
import { UID } from './subject';
import type { Truth } from './truth';

/** Whether an answer that is no fault is a reason to refuse. */
function isReason(call: Call, { positive }: Truth, code: string): boolean {
  if (positive === null) return false;
  const rows = childrenOf(positive, 'ret');
  if (code === 'several_in_force') return rows.length > 1;
  if (call === 'getAccount') return rows.length === 0;
  if (call !== 'getBalance' || code !== 'agreement_not_found') return false;
  return rows.length === 0 || (rows.length === 1 && soleText(rows[0] ?? null, 'uid') !== UID);
}

/** The codes of the fault table that a refusal may stand for. */
function codesBehind(call: Call, { code, reference }: Rejected): readonly string[] {
  if (call === 'takePromisedPayment' && code === 'promise_refused') return [reference ?? ''];
  if (call === 'recoverPassword' && code === 'not_supported') return ['operation_missing', 'session_refused'];
  return [code];
}

/** What is wrong with a refusal, held against what the answer says. */
export function checkRejection(call: Call, truth: Truth, error: Rejected): string[] {
  const isSaid = codesBehind(call, error).some((code) => truth.faultCodes.includes(code));
  if (isSaid || isReason(call, truth, error.code)) return [];
  return [`Rejected ${error.code}, but no fault says so (${truth.faultCodes.join(' ')})`];
}
