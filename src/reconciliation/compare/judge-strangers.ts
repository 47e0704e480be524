import type { Finding } from '../../books/discrepancy';
import { RECEIPT_PREFIX } from '../../ledger/document-numbers';
import type { BankSide, BankStranger } from './bank-side';
import type { BillingSide } from './billing-side';
import type { DayFacts } from './facts';
import { finding } from './findings';
import type { Resemblance } from './resemblance';
import { isWithin } from './scene';

/** Bank payments of the day which the ledger does not know. What came and went back again is shown, and no error. */
export function judgeBankStrangers(
  facts: DayFacts,
  bank: BankSide,
  billing: BillingSide,
): readonly Finding[] {
  return bank.strangers
    .filter((stranger) => isWithin(momentOf(stranger), facts.day))
    .map((stranger) => {
      const { fact, payment } = stranger;
      const record = billing.ofStrangers.get(stranger) ?? null;
      const isGone = fact.paidKopecks !== null && (fact.word === 'returned' || fact.word === 'charged_back');
      return finding({
        class: 'unknown_order',
        severity: isGone && record === null ? 'notice' : 'error',
        paymentId: payment?.paymentId ?? null,
        orderId: fact.orderId,
        acquirerPaymentId: fact.acquirerPaymentId,
        receipt: record?.receipt ?? null,
        recordId: record?.recordId ?? null,
        agreementId: record?.agreementId ?? null,
        bankKopecks: fact.paidKopecks,
        billingKopecks: record?.amountKopecks ?? null,
        details: {
          bankWord: fact.word,
          bankStatus: fact.rawStatus,
          bankLine: fact.line,
          returnedKopecks: fact.returnedKopecks || null,
          isSecondOfOrder: payment?.terminal === facts.terminal || null,
          ledgerTerminal: payment && payment.terminal !== facts.terminal ? payment.terminal : null,
        },
      });
    });
}

/** A state does not tell when: the second payment of an order is told of with the first. */
function momentOf({ fact, payment }: BankStranger): Date | null {
  return fact.paidAt ?? fact.returnedAt ?? payment?.accountedAt ?? null;
}

/** Records of the day under our manager that are nobody's. */
export function judgeRecordsOfNobody(
  facts: DayFacts,
  billing: BillingSide,
  used: ReadonlySet<string>,
  resemblance: Resemblance,
): readonly Finding[] {
  if (!facts.tellsStrangers) return [];
  return billing.unclaimed
    .filter(({ paidAt, recordId }) => (paidAt === null || isWithin(paidAt, facts.day)) && !used.has(recordId))
    .map((record) =>
      finding({
        class: 'not_ours_in_billing',
        receipt: record.receipt,
        recordId: record.recordId,
        agreementId: record.agreementId,
        billingKopecks: record.amountKopecks,
        details: {
          resembles: resemblance.of(record),
          hasDocumentOfOurs: record.receipt.startsWith(RECEIPT_PREFIX) || null,
        },
      }),
    );
}
