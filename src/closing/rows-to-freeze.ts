import { canonicalPaymentLine } from '../books/canonical';
import type { ClosedRowKind } from '../books/closed-days';
import { canonicalCorrection, correctionsIn } from '../books/corrections';
import { livePaymentLines } from '../books/payment-lines';
import { registryLinesOfDay } from '../books/registry-lines';
import { canonicalDiscrepancy, canonicalRefund, canonicalRegistryLine } from '../books/seal-content';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { discrepanciesOfDay } from './discrepancies-of-day';
import { refundsOfDay } from './refunds-of-day';

export interface RowToFreeze {
  readonly kind: ClosedRowKind;
  readonly paymentId: string | null;
  /** Canonical JSON. */
  readonly content: string;
}

type Rows = AsyncGenerator<readonly RowToFreeze[]>;

/** Everything that a day is made of, in the order in which a seal holds it, some at a time. */
export async function* rowsToFreeze(units: SqlUnits, day: string, days: BusinessDays): Rows {
  const range = days.named(day);
  yield* rowsOf('payment', livePaymentLines(units, range), canonicalPaymentLine);
  yield* rowsOf('registry_line', registryLinesOfDay(units, day, null), canonicalRegistryLine);
  yield* rowsOf('refund', refundsOfDay(units, range, days), canonicalRefund);
  yield* rowsOf('discrepancy', discrepanciesOfDay(units, day), canonicalDiscrepancy);
  yield* rowsOf('correction', correctionsIn(units, range), canonicalCorrection);
}

async function* rowsOf<Line extends object>(
  kind: ClosedRowKind,
  lines: AsyncGenerator<readonly Line[]>,
  canonical: (line: Line) => string,
): Rows {
  for await (const chunk of lines) {
    yield chunk.map((line) => ({
      kind,
      paymentId: 'paymentId' in line ? (line.paymentId as string | null) : null,
      content: canonical(line),
    }));
  }
}
