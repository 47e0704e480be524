import type { Finding } from '../../books/discrepancy';
import type { BillingPayment } from '../../billing/billing.port';
import { findingAbout } from './findings';
import { isOfDay, isWithin, wentBackOnDay, type Scene } from './scene';
import { isOwed } from './statement';

/** Where all three have a payment, and do not say the same of it. */
export function judgeDifferences(scene: Scene): readonly Finding[] {
  const standing = scene.inForce[0] ?? scene.replacement;
  return [
    ...judgeAmount(scene, standing),
    ...judgeAgreement(scene, standing),
    ...judgePartialReturn(scene, standing),
    ...judgeDates(scene, standing),
    ...judgeRegistry(scene),
  ];
}

function judgeAmount(scene: Scene, standing: BillingPayment | null): readonly Finding[] {
  if (!isOfDay(scene) || !isOwed(scene.statement)) return [];
  const { payment, statement } = scene;
  const paid = statement.fact?.paidKopecks ?? payment.amountKopecks;
  const isSame = paid === payment.amountKopecks && (standing === null || isRightSum(scene, standing));
  return isSame ? [] : [findingAbout(scene, { class: 'amount_differs', record: standing })];
}

/** After a return of a part accounting takes that part off by hand: less is right then, but never nothing or more. */
function isRightSum({ owed, statement }: Scene, { amountKopecks }: BillingPayment): boolean {
  if (amountKopecks === owed.amountKopecks) return true;
  if (statement.word !== 'returned_in_part' || amountKopecks === null) return false;
  const returned = statement.fact?.returnedKopecks ?? null;
  if (returned !== null) return amountKopecks === owed.amountKopecks - returned;
  return amountKopecks > 0 && amountKopecks < owed.amountKopecks;
}

function judgeAgreement(scene: Scene, standing: BillingPayment | null): readonly Finding[] {
  const { owed, isUnderWay, payment } = scene;
  if (!isOfDay(scene) || !isOwed(scene.statement) || standing === null) return [];
  const isMoving = isUnderWay && payment.credits.length > 1;
  if (isMoving || standing.agreementId === owed.agreementId) return [];
  const details = { billedAgreementId: standing.agreementId };
  return [findingAbout(scene, { class: 'agreement_differs', record: standing, details })];
}

/** Billing knows no part of a reversal, so this is for a person, and no error until he says so. */
function judgePartialReturn(scene: Scene, standing: BillingPayment | null): readonly Finding[] {
  const { statement, owed } = scene;
  if (statement.word !== 'returned_in_part' || !wentBackOnDay(scene)) return [];
  if (standing?.amountKopecks !== owed.amountKopecks) return [];
  const about = { class: 'refund_not_reversed', severity: 'notice', record: standing } as const;
  return [findingAbout(scene, { ...about, details: { inPart: true } })];
}

function judgeDates(scene: Scene, standing: BillingPayment | null): readonly Finding[] {
  const { payment, statement, day, days } = scene;
  if (!isOfDay(scene) || payment.confirmedAt === null) return [];
  const nameElsewhere = (moment: Date | null | undefined): string | null =>
    moment && !isWithin(moment, day) ? days.nameOf(moment) : null;
  const bankDay = nameElsewhere(statement.fact?.paidAt);
  const billingDay = nameElsewhere(standing?.paidAt);
  if (bankDay === null && billingDay === null) return [];
  const details = { bankDay, billingDay };
  return [findingAbout(scene, { class: 'other_day', severity: 'notice', record: standing, details })];
}

/** The bank took it between its making and our hearing of it: all the days of that time must be covered to call it absent. */
function judgeRegistry(scene: Scene): readonly Finding[] {
  const { payment, statement, covered } = scene;
  const { confirmedAt, createdAt } = payment;
  if (!isOfDay(scene) || confirmedAt === null || statement.fact?.origin === 'registry') return [];
  if (statement.word === 'not_taken' || !covered.coverAll(createdAt, confirmedAt)) return [];
  return [findingAbout(scene, { class: 'not_in_registry' })];
}
