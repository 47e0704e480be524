import { createHash } from 'node:crypto';
import type { Finding } from '../books/discrepancy';
import { subjectOf } from './compare/subject';

/** By this a finding is known again in every later run of its day and terminal: class and subject, whatever the sums. */
export function identityOf(
  of: { readonly day: string; readonly terminal: string },
  finding: Finding,
): string {
  const text = JSON.stringify([of.day, of.terminal, finding.class, subjectOf(finding)]);
  return createHash('sha256').update(text).digest('hex');
}

/** How far the outbox has come, and in what words the systems tell the same: no reason to open again what a person closed. */
const PASSING: readonly string[] = [
  'ledgerStatus',
  'flag',
  'bankStatus',
  'creditState',
  'reversalState',
  'parkedReason',
  'needsApproval',
];

/** Whether a finding says the same as before of what a person would decide by. */
export function isSameMatter(one: Finding, other: Finding): boolean {
  return matterOf(one) === matterOf(other);
}

function matterOf(finding: Finding): string {
  const details = Object.entries(finding.details)
    .filter(([name]) => !PASSING.includes(name))
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const { severity, agreementId, receipt, recordId, bankKopecks, ledgerKopecks, billingKopecks } = finding;
  return JSON.stringify([
    severity,
    agreementId,
    receipt,
    recordId,
    bankKopecks,
    ledgerKopecks,
    billingKopecks,
    details,
  ]);
}

/** The whole of a finding in one text, whatever the order of its details. */
export function wholeOf(finding: Finding): string {
  const { remedy, paymentId, orderId, acquirerPaymentId, details } = finding;
  const sorted = Object.entries(details).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([matterOf(finding), remedy, paymentId, orderId, acquirerPaymentId, sorted]);
}
