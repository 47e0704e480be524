import { parsePaymentLine } from '../../books/canonical';
import type { ClosedDays, ClosedRowKind } from '../../books/closed-days';
import { parseCorrection, type Correction } from '../../books/corrections';
import {
  parseDiscrepancy,
  parseRefund,
  parseRegistryLine,
  type SealedDiscrepancy,
} from '../../books/seal-content';
import type { SealLink } from '../seal-link';
import { ActTotals, type TerminalTotals } from './act-totals';

/** What the act of reconciliation says: nothing but what was frozen. */
export interface ActFacts {
  readonly link: SealLink;
  /** By name. */
  readonly terminals: readonly TerminalTotals[];
  readonly discrepancies: readonly SealedDiscrepancy[];
  readonly corrections: readonly Correction[];
}

/** Holds the totals, the discrepancies and the corrections of the day, and no payment longer than it takes to add it. */
export async function actFactsOf(closed: ClosedDays, link: SealLink): Promise<ActFacts> {
  const totals = new ActTotals();
  const each = async (kind: ClosedRowKind, take: (content: string) => void): Promise<void> => {
    for await (const rows of closed.rows(link.sequence, kind)) {
      for (const { content } of rows) take(content);
    }
  };
  const discrepancies: SealedDiscrepancy[] = [];
  const corrections: Correction[] = [];
  await each('payment', (text) => {
    totals.addPayment(parsePaymentLine(text));
  });
  await each('registry_line', (text) => {
    totals.addRegistryLine(parseRegistryLine(text));
  });
  await each('refund', (text) => {
    totals.addRefund(parseRefund(text));
  });
  await each('discrepancy', (text) => discrepancies.push(parseDiscrepancy(text)));
  await each('correction', (text) => corrections.push(parseCorrection(text)));
  return { link, terminals: totals.byTerminal(), discrepancies, corrections };
}
