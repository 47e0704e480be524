import type { BusinessDay, BusinessDays } from '../../shared/business-days';
import type { BillingPayment } from '../../billing/billing.port';
import type { Records } from './billing-side';
import type { CoveredDays } from './covered-days';
import type { CompareTerms, DayFacts, LedgerFact } from './facts';
import { owedCreditOf, isUnderWay, type OwedCredit } from './owed-credit';
import type { Statement } from './statement';

/** What is judged together: a payment, what the bank says of it and what billing has of it. */
export interface Scene {
  readonly payment: LedgerFact;
  readonly statement: Statement;
  readonly owed: OwedCredit;
  readonly records: Records;
  /** All that stands in billing for it; what is under a document of ours before what only names it. */
  readonly inForce: readonly BillingPayment[];
  /** A record of nobody that must be meant for it. */
  readonly replacement: BillingPayment | null;
  readonly isUnderWay: boolean;
  readonly day: BusinessDay;
  readonly days: BusinessDays;
  readonly covered: CoveredDays;
  readonly posterId: string;
  readonly terms: CompareTerms;
}

export interface SceneParts {
  readonly payment: LedgerFact;
  readonly statement: Statement;
  readonly records: Records;
  readonly replacement: BillingPayment | null;
}

export function sceneOf(parts: SceneParts, facts: DayFacts, days: BusinessDays, covered: CoveredDays): Scene {
  const { day, posterId, terms, now } = facts;
  const owed = owedCreditOf(parts.payment);
  return {
    ...parts,
    owed,
    inForce: inForce(parts.records, owed),
    isUnderWay: isUnderWay(parts.payment, now, terms),
    day,
    days,
    covered,
    posterId,
    terms,
  };
}

export function isWithin(moment: Date | null, { from, to }: BusinessDay): boolean {
  return moment !== null && moment >= from && moment < to;
}

export function isOfDay({ payment, day }: Scene): boolean {
  return isWithin(payment.accountedAt, day);
}

/** What a return did or did not do belongs to the day on which the money went back, as far as anyone says when that was. */
export function wentBackOnDay({ payment, statement, day }: Scene): boolean {
  return isWithin(statement.fact?.returnedAt ?? payment.refundedAt ?? payment.accountedAt, day);
}

function inForce({ inForce: ours, named }: Records, owed: OwedCredit): readonly BillingPayment[] {
  if (ours.length < 2) return [...ours, ...named];
  const rank = (record: BillingPayment): number => {
    if (record.receipt !== owed.receipt) return 3;
    if (record.recordId === owed.recordId) return 0;
    return record.amountKopecks === owed.amountKopecks && record.agreementId === owed.agreementId ? 1 : 2;
  };
  return [...ours.toSorted((one, other) => rank(one) - rank(other)), ...named];
}
