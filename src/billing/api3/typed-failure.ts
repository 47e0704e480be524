import { Rejected, Unavailable, UnknownOutcome, type UpstreamError } from '../../shared/upstream-errors';
import { findFaultRule } from './fault-table';
import type { TransportFailure } from '../transport-failure';
import { SessionRefused, UPSTREAM, type SoapFault } from './failures';
import { API3_OPERATIONS, type Api3Operation } from './operations';
import { isId } from './soap-values';

const LONGEST_TEXT = 200;

/** For a write the outcome is unknown; a read has changed nothing and may simply be repeated. */
function unproven(operation: Api3Operation, code: string, upstreamCode?: string): UpstreamError {
  const details = { upstream: UPSTREAM, operation, code, upstreamCode };
  return API3_OPERATIONS[operation].effect === 'act' ? new UnknownOutcome(details) : new Unavailable(details);
}

/** The typed error of a call that brought back no SOAP message. */
export function ofTransport(operation: Api3Operation, failure: TransportFailure): UpstreamError {
  const { reason, hint } = failure;
  if (failure.neverSent) {
    return new Unavailable({ upstream: UPSTREAM, operation, code: reason, upstreamCode: hint });
  }
  return unproven(operation, reason, hint);
}

/** The typed error of a call that the core answered with a fault, by the fault table. */
export function ofFault(operation: Api3Operation, fault: SoapFault): UpstreamError {
  const rule = findFaultRule(operation, fault);
  const text = API3_OPERATIONS[operation].confidential ? rule?.name : printable(fault);
  if (!rule) return unproven(operation, 'unlisted_fault', text);
  if (rule.code === 'session_refused') return new SessionRefused(operation);
  const named = /record_id\s*=\s*(\d+)/i.exec(fault.detail)?.[1];
  const reference = named !== undefined && isId(named) ? named : undefined;
  return new Rejected({ upstream: UPSTREAM, operation, code: rule.code, upstreamCode: text, reference });
}

function printable(fault: SoapFault): string {
  const text = fault.detail || fault.faultstring;
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').slice(0, LONGEST_TEXT);
}
