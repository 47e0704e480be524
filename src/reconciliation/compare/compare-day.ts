import { DISCREPANCY_CLASSES, type Finding } from '../../books/discrepancy';
import { BusinessDays } from '../../shared/business-days';
import { bankSideOf } from './bank-side';
import { billingSideOf, recordsOf } from './billing-side';
import { CoveredDays } from './covered-days';
import type { DayFacts, LedgerFact } from './facts';
import { judgeCredit } from './judge-credit';
import { judgeDifferences } from './judge-differences';
import { judgeBankStrangers, judgeRecordsOfNobody } from './judge-strangers';
import { replacementsFor } from './replacements';
import { Resemblance } from './resemblance';
import { sceneOf } from './scene';
import { statementOf } from './statement';
import { subjectOf } from './subject';

/**
 * Holds bank, ledger and billing against each other for one business day of one terminal. The same facts in whatever order
 * give the same findings in the same order, at most one of a class for a payment, a bank payment or a record.
 *
 * Of the day are the payments accounted on it, what the bank's registries have on it and what billing dates on it, as far as
 * these belong to no payment of another day; and what a return did not do, when the money went back on the day.
 */
export function compareDay(given: DayFacts): readonly Finding[] {
  const facts = { ...given, ledger: byId(given.ledger) };
  const days = new BusinessDays(facts.timeZone);
  const covered = new CoveredDays(facts.registryDays, days);
  const bank = bankSideOf(facts);
  const billing = billingSideOf(facts, bank.strangers);
  const statements = new Map(
    facts.ledger.map((payment) => [
      payment,
      statementOf(payment, bank.ofPayments.get(payment.paymentId), covered),
    ]),
  );
  const replacements = replacementsFor(facts, statements, billing);
  const used = new Set([...replacements.values()].map(({ recordId }) => recordId));
  const findings = [...statements].flatMap(([payment, statement]) => {
    if (payment.terminal !== facts.terminal) return [];
    const records = recordsOf(billing, payment);
    const replacement = replacements.get(payment.paymentId) ?? null;
    const scene = sceneOf({ payment, statement, records, replacement }, facts, days, covered);
    return [...judgeCredit(scene), ...judgeDifferences(scene)];
  });
  return [
    ...findings,
    ...judgeBankStrangers(facts, bank, billing),
    ...judgeRecordsOfNobody(facts, billing, used, new Resemblance(facts, statements)),
  ].sort(inOrder);
}

/** Each payment once, in the order of their ids. */
function byId(ledger: readonly LedgerFact[]): readonly LedgerFact[] {
  const payments = new Map(ledger.map((payment) => [payment.paymentId, payment]));
  return [...payments.values()].sort((one, other) => (one.paymentId < other.paymentId ? -1 : 1));
}

function inOrder(one: Finding, other: Finding): number {
  const byClass = DISCREPANCY_CLASSES.indexOf(one.class) - DISCREPANCY_CLASSES.indexOf(other.class);
  if (byClass !== 0) return byClass;
  return subjectOf(one) < subjectOf(other) ? -1 : 1;
}
