import type { BillingPayment } from '../../billing/billing.port';
import { orderIdOf, paymentIdOfCredit, RECEIPT_PREFIX } from '../../ledger/document-numbers';

/** What a person may name who writes a payment into billing by hand. */
export interface Nameable {
  readonly orderId: string | null;
  readonly acquirerPaymentId: string | null;
  /** Null where it is not known: it then differs from every other. */
  readonly agreementId: string | null;
  readonly amountKopecks: number | null;
}

const WORD = /[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*/g;
const FURTHER_DOCUMENT = /-[CR]\d+$/;

/** The payment whose document a number is, that of its moved credits and reversals included; null for numbers not ours. */
export function paymentIdOfDocument(receipt: string): string | null {
  return paymentIdOfCredit(receipt.replace(FURTHER_DOCUMENT, ''));
}

/** Finds whom a record of billing names in its document number or comment: by our document, by order, by the bank's id. */
export class Names<T extends Nameable> {
  private readonly byName = new Map<string, T>();

  constructor(all: readonly T[]) {
    for (const one of all) {
      for (const name of [one.orderId, one.acquirerPaymentId]) {
        if (name !== null && !this.byName.has(name)) this.byName.set(name, one);
      }
    }
  }

  namedBy(record: BillingPayment): T | null {
    for (const word of `${record.receipt} ${record.comment}`.match(WORD) ?? []) {
      const one = this.byName.get(orderIn(word));
      if (one && (word !== one.acquirerPaymentId || isLike(one, record))) return one;
    }
    return null;
  }
}

/** A document of ours names the order of its payment. */
function orderIn(word: string): string {
  if (!word.startsWith(RECEIPT_PREFIX)) return word;
  const paymentId = paymentIdOfDocument(word);
  return paymentId === null ? word : orderIdOf(paymentId);
}

/** The bank's id is a mere number, as telephones and contracts are: it names a payment only together with something else. */
function isLike(one: Nameable, { agreementId, amountKopecks }: BillingPayment): boolean {
  return one.agreementId === agreementId || one.amountKopecks === amountKopecks;
}
