import type { BillingPayment } from '../../billing/billing.port';
import { recordsOf, type BillingSide } from './billing-side';
import type { DayFacts, LedgerFact } from './facts';
import { nearestPairs, type Timed } from './nearest-pairs';
import { isUnderWay, owedCreditOf } from './owed-credit';
import { isOwed, type Statement } from './statement';

/**
 * Records in force of nobody that must be meant for payments without a credit: the same agreement and sum, dated near the
 * payment. One record for one payment, the nearest first.
 */
export function replacementsFor(
  facts: DayFacts,
  statements: ReadonlyMap<LedgerFact, Statement>,
  side: BillingSide,
): ReadonlyMap<string, BillingPayment> {
  const lacking = new Map<string, Timed[]>();
  for (const [payment, statement] of statements) {
    const sum = missingSum(facts, payment, statement, side);
    if (sum === null) continue;
    enter(lacking, keyOf(owedCreditOf(payment).agreementId, sum), {
      id: payment.paymentId,
      at: timeOf(payment, statement),
    });
  }
  const offered = new Map<string, Timed[]>();
  for (const { agreementId, amountKopecks, paidAt, recordId } of side.unclaimed) {
    if (amountKopecks === null || paidAt === null) continue;
    const key = keyOf(agreementId, amountKopecks);
    if (lacking.has(key)) enter(offered, key, { id: recordId, at: paidAt.getTime() });
  }
  const records = new Map(side.unclaimed.map((record) => [record.recordId, record]));
  const window = { beforeMs: facts.terms.matchBeforeMs, afterMs: facts.terms.matchAfterMs };
  const found = new Map<string, BillingPayment>();
  for (const [key, payments] of lacking) {
    for (const [paymentId, recordId] of nearestPairs(payments, offered.get(key) ?? [], window)) {
      const record = records.get(recordId);
      if (record) found.set(paymentId, record);
    }
  }
  return found;
}

/** What should stand in billing and does not, as far as that is sure; else null. */
function missingSum(
  facts: DayFacts,
  payment: LedgerFact,
  statement: Statement,
  side: BillingSide,
): number | null {
  const { inForce, named } = recordsOf(side, payment);
  if (!isOwed(statement) || inForce.length + named.length > 0) return null;
  if (isUnderWay(payment, facts.now, facts.terms)) return null;
  const { posterId, amountKopecks } = owedCreditOf(payment);
  if (posterId !== null && posterId !== facts.posterId) return null;
  const returned = statement.word === 'returned_in_part' ? statement.fact?.returnedKopecks : null;
  return amountKopecks - (returned ?? 0);
}

export function timeOf(payment: LedgerFact, statement: Statement | undefined): number {
  return (payment.confirmedAt ?? statement?.fact?.paidAt ?? payment.createdAt).getTime();
}

export function keyOf(agreementId: string, amountKopecks: number): string {
  return `${agreementId} ${String(amountKopecks)}`;
}

function enter(groups: Map<string, Timed[]>, key: string, item: Timed): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
