import type { Finding } from '../../books/discrepancy';

/**
 * What a finding is about, in one text. With the class it is the finding's identity: the same on every run, whatever of
 * sums, records or states has changed meanwhile.
 */
export function subjectOf(finding: Finding): string {
  const { paymentId, orderId, acquirerPaymentId, recordId, details } = finding;
  switch (finding.class) {
    case 'unknown_order':
      return `bank:${acquirerPaymentId ?? orderId ?? String(details['bankLine'])}`;
    case 'not_ours_in_billing':
      return `record:${String(recordId)}`;
    default:
      return `payment:${String(paymentId)}`;
  }
}
