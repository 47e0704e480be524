import type { BillingPayment } from '../../billing/billing.port';
import type { DayFacts, LedgerFact } from './facts';
import { owedCreditOf } from './owed-credit';
import { keyOf, timeOf } from './replacements';
import type { Statement } from './statement';

interface Placed {
  readonly paymentId: string;
  readonly at: number;
}

/** Which payment a record of nobody looks like: the same agreement and sum at a near time. A hint to a person, no more. */
export class Resemblance {
  private readonly groups = new Map<string, Placed[]>();

  constructor(
    private readonly facts: DayFacts,
    statements: ReadonlyMap<LedgerFact, Statement>,
  ) {
    for (const [payment, statement] of statements) {
      const { agreementId, amountKopecks } = owedCreditOf(payment);
      const key = keyOf(agreementId, amountKopecks);
      const group = this.groups.get(key) ?? [];
      this.groups.set(key, group);
      group.push({ paymentId: payment.paymentId, at: timeOf(payment, statement) });
    }
    for (const group of this.groups.values()) {
      group.sort((one, other) => one.at - other.at || (one.paymentId < other.paymentId ? -1 : 1));
    }
  }

  of({ agreementId, amountKopecks, paidAt }: BillingPayment): string | null {
    if (amountKopecks === null || paidAt === null) return null;
    const group = this.groups.get(keyOf(agreementId, amountKopecks)) ?? [];
    const at = paidAt.getTime();
    const next = firstAtOrAfter(group, at);
    const { matchBeforeMs, matchAfterMs } = this.facts.terms;
    const before = group[next - 1];
    const after = group[next];
    const beforeMs = before ? at - before.at : Infinity;
    const afterMs = after ? after.at - at : Infinity;
    if (before && beforeMs <= afterMs && beforeMs <= matchAfterMs) return before.paymentId;
    if (after && afterMs <= matchBeforeMs) return after.paymentId;
    return before && beforeMs <= matchAfterMs ? before.paymentId : null;
  }
}

function firstAtOrAfter(group: readonly Placed[], at: number): number {
  let [low, high] = [0, group.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((group[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
