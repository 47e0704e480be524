import { kopecks, type Kopecks } from '../../shared/money';
import { negated } from './amounts';
import { BadRow } from './bad-row';
import type { OperationKind } from './operations';

/** The sums of a row as they stand there; null where there is no column, or nothing in it. */
export interface WrittenSums {
  readonly amount: Kopecks;
  readonly fee: Kopecks | null;
  readonly fiscalFee: Kopecks | null;
  readonly net: Kopecks | null;
}

export interface Sums {
  readonly amountKopecks: Kopecks;
  readonly feeKopecks: Kopecks;
  readonly netKopecks: Kopecks;
}

/**
 * The sums of an operation with their signs. What the row says is to be transferred must be the amount less the fees.
 * @throws BadRow
 */
export function sumsOf(written: WrittenSums, { sign }: OperationKind): Sums {
  const fees = kopecks((written.fee ?? 0) + (written.fiscalFee ?? 0));
  if (sign === 0) return feeAlone(written, fees);
  if (written.amount === 0) throw new BadRow('amount_zero', 'amount');
  if (written.amount < 0 && sign > 0) throw new BadRow('wrong_sign', 'amount');
  const amountKopecks = kopecks(sign * Math.abs(written.amount));
  const netKopecks = kopecks(amountKopecks - fees);
  if (written.net !== null && !isSaid(written.net, netKopecks, written.amount))
    throw new BadRow('net_differs', 'net');
  return { amountKopecks, feeKopecks: fees, netKopecks };
}

/** Who writes what goes out without a sign may do so with what is to be transferred too. */
function isSaid(net: Kopecks, expected: Kopecks, amount: Kopecks): boolean {
  return net === expected || (amount > 0 && net > 0 && net === negated(expected));
}

/** Such a row may have its fee among the fees or as its amount; what it transfers tells whether it is given back. */
function feeAlone({ amount, net }: WrittenSums, fees: Kopecks): Sums {
  const fee = fees === 0 && (net === null || net !== 0) ? kopecks(Math.abs(amount)) : fees;
  const isGivenBack = net !== null && net > 0 && fee > 0;
  const feeKopecks = isGivenBack ? negated(fee) : fee;
  const netKopecks = negated(feeKopecks);
  if (net !== null && net !== netKopecks) throw new BadRow('net_differs', 'net');
  return { amountKopecks: kopecks(0), feeKopecks, netKopecks };
}
