import type { SealedDiscrepancy } from '../books/seal-content';

export type Sighting = Pick<
  SealedDiscrepancy,
  'class' | 'severity' | 'state' | 'paymentId' | 'billingKopecks'
>;

/**
 * What reconciliations have seen in billing in place of our own record, and what has not been put right since. Of a payment
 * that is credited more than once it is one of the credits.
 */
export class BillingSeen {
  private readonly credits = new Map<string, number | null>();
  /** Sums of payments that are none of ours. */
  readonly strangers: number[] = [];

  add({ class: found, severity, state, paymentId, billingKopecks }: Sighting): void {
    if (severity !== 'error' || state === 'healed') return;
    if (paymentId !== null) this.credits.set(paymentId, billingKopecks);
    else if (found === 'not_ours_in_billing' && billingKopecks !== null) this.strangers.push(billingKopecks);
  }

  has(paymentId: string): boolean {
    return this.credits.has(paymentId);
  }

  /** The sum that is in force for a payment; null for none. */
  of(paymentId: string): number | null {
    return this.credits.get(paymentId) ?? null;
  }
}
