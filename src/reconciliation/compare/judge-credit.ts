import type { Finding } from '../../books/discrepancy';
import type { BillingPayment } from '../../billing/billing.port';
import { findingAbout } from './findings';
import { isNear } from './near';
import { isOfDay, isWithin, wentBackOnDay, type Scene } from './scene';
import { isOwed } from './statement';

/** Whether what is missing in billing can be credited by the outbox without doubt of whom and how much. */
const SAFE_FLAGS: readonly (string | null)[] = [null, 'confirmed_after_ending', 'partial_refund'];

/** What should stand in billing and does not, stands there otherwise or more than once. */
export function judgeCredit(scene: Scene): readonly Finding[] {
  return [...judgeDoubles(scene), ...(isOwed(scene.statement) ? judgeOwed(scene) : judgeNotOwed(scene))];
}

function judgeOwed(scene: Scene): readonly Finding[] {
  const { records, replacement, owed, isUnderWay, posterId } = scene;
  const standing = records.inForce.length === 0 ? (records.named[0] ?? replacement) : null;
  if (standing) {
    if (!isOfDay(scene)) return [];
    const details = { document: standing.receipt, isNamed: standing !== replacement };
    return [findingAbout(scene, { class: 'other_document', record: standing, details })];
  }
  if (records.inForce.length > 0 || isUnderWay) return [];
  if (records.cancelled.some(({ receipt }) => receipt === owed.receipt)) return judgeCancelled(scene);
  const isReadable = owed.posterId === null || owed.posterId === posterId;
  if (!isReadable || !isOfDay(scene)) return [];
  return [
    findingAbout(scene, {
      class: 'not_in_billing',
      remedy: isSafeToPost(scene) ? 'posting' : 'none',
      details: owed.state === 'posted' ? { needsApproval: true } : {},
    }),
  ];
}

/** By the outbox, or by asking the bank once more, where the ledger has not heard of the money yet. */
function isSafeToPost({ payment, statement, owed }: Scene): boolean {
  const { word, fact } = statement;
  const isTheBanksPayment =
    fact === null ||
    fact.acquirerPaymentId === null ||
    payment.acquirerPaymentId === null ||
    fact.acquirerPaymentId === payment.acquirerPaymentId;
  const isTheSum = fact === null || fact.paidKopecks === null || fact.paidKopecks === payment.amountKopecks;
  return (
    word === 'taken' &&
    !payment.status.endsWith('refunded') &&
    owed.state !== 'voided' &&
    SAFE_FLAGS.includes(payment.flag) &&
    isTheBanksPayment &&
    isTheSum
  );
}

function judgeCancelled(scene: Scene): readonly Finding[] {
  if (!wentBackOnDay(scene)) return [];
  const record = scene.records.cancelled.find(({ receipt }) => receipt === scene.owed.receipt) ?? null;
  return [findingAbout(scene, { class: 'reversed_not_refunded', record })];
}

function judgeNotOwed(scene: Scene): readonly Finding[] {
  const { statement, isUnderWay } = scene;
  if (statement.word === 'unsettled' || scene.inForce.length === 0) return [];
  if (statement.word === 'not_taken') {
    return isOfDay(scene) ? [findingAbout(scene, { class: 'not_confirmed' })] : [];
  }
  if (isUnderWay || !wentBackOnDay(scene)) return [];
  return [judgeUnreversed(scene)];
}

/** A chargeback may be won back, so only what the bank itself returned is undone by the outbox. */
function judgeUnreversed(scene: Scene): Finding {
  const { payment, statement, records, owed } = scene;
  const [record, ...others] = scene.inForce;
  const isOurs = record !== undefined && records.inForce.includes(record) && record.receipt === owed.receipt;
  const isSafe =
    statement.word === 'returned' && isOurs && others.length === 0 && SAFE_FLAGS.includes(payment.flag);
  return findingAbout(scene, {
    class: 'refund_not_reversed',
    remedy: isSafe ? 'reversal' : 'none',
    details: payment.reversals.at(-1)?.state === 'posted' ? { needsApproval: true } : {},
  });
}

/** A double dated long after its payment belongs to the day of its own date: nobody reads billing that far. */
function judgeDoubles(scene: Scene): readonly Finding[] {
  const all = scene.inForce;
  const [, ...doubles] = all;
  const isToldToday = (record: BillingPayment): boolean =>
    isNear(scene.payment, record, scene.terms) ? isOfDay(scene) : isWithin(record.paidAt, scene.day);
  const [record] = doubles.filter(isToldToday);
  if (!record || isMoving(scene)) return [];
  const details = { records: all.map(({ recordId }) => recordId).join(' '), inForce: all.length };
  return [findingAbout(scene, { class: 'doubled_in_billing', record, details })];
}

/** While a credit is moved to another agreement both may stand there for a moment. */
function isMoving({ payment, isUnderWay }: Scene): boolean {
  return isUnderWay && payment.credits.length > 1;
}
