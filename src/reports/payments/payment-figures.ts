import type { PaymentLine } from '../../books/payment-line';
import { kopecks, type Kopecks } from '../../shared/money';

const NOTHING = kopecks(0);

const sumIf = (line: PaymentLine, isSo: boolean): Kopecks => (isSo ? line.amountKopecks : NOTHING);

/** What the bank took from the payer; nothing of an order that was never paid. */
export const confirmedKopecks = (line: PaymentLine): Kopecks => sumIf(line, line.confirmedAt !== null);

/** What was credited in billing, whether it was reversed later or not. */
export const postedKopecks = (line: PaymentLine): Kopecks => sumIf(line, line.postedAt !== null);

/** What went back to the payer as a whole. */
export const refundedKopecks = (line: PaymentLine): Kopecks => sumIf(line, line.status === 'refunded');
