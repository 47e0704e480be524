import type { RegistryLine } from '../../books/registry-line';
import { registryLinesOfDay } from '../../books/registry-lines';
import type { SqlUnits } from '../../database/sql-units';
import { dayAfter } from '../../shared/calendar-day';
import { kopecks, type Kopecks } from '../../shared/money';
import type { Tariff } from './tariff';

/** Fees of the payments of one day and terminal. */
export interface FeeDay {
  readonly day: string;
  readonly terminal: string;
  readonly payments: number;
  readonly grossKopecks: Kopecks;
  readonly feeKopecks: Kopecks;
  /** By the tariff, of the payments that it has a rule for. */
  readonly expectedFeeKopecks: Kopecks;
  /** What was kept above the tariff, of the same payments; below zero when less. Exact, whatever the tolerance. */
  readonly differenceKopecks: Kopecks;
  /** Payments whose fee is off by more than the tolerance. */
  readonly differing: number;
  readonly withoutTariff: number;
}

/** A payment whose fee is not that of the tariff. */
export interface FeeDifference {
  readonly registryId: string;
  readonly lineNumber: number;
  readonly day: string;
  readonly terminal: string;
  readonly orderId: string | null;
  readonly acquirerPaymentId: string | null;
  readonly paymentSystem: string | null;
  readonly amountKopecks: Kopecks;
  readonly feeKopecks: Kopecks;
  readonly expectedFeeKopecks: Kopecks;
  readonly differenceKopecks: Kopecks;
}

export interface FeeCheckResult {
  readonly days: readonly FeeDay[];
  /** The first ones in the order of day, terminal and line, up to the limit asked for. */
  readonly differences: readonly FeeDifference[];
}

interface Asked {
  readonly firstDay: string;
  readonly lastDay: string;
  /** Null for every terminal. */
  readonly terminal: string | null;
  /** Of differences listed. */
  readonly limit: number;
}

/** Holds the fees of the bank's registries against its tariff. Only payments are checked, not refunds nor corrections. */
export class FeeCheck {
  constructor(
    private readonly units: SqlUnits,
    readonly tariff: Tariff,
    readonly toleranceKopecks: number,
  ) {}

  async run({ firstDay, lastDay, terminal, limit }: Asked): Promise<FeeCheckResult> {
    const days: FeeDay[] = [];
    const differences: FeeDifference[] = [];
    for (let day = firstDay; day <= lastDay; day = dayAfter(day, 1)) {
      const byTerminal = new Map<string, FeeDay>();
      for await (const lines of registryLinesOfDay(this.units, day, terminal)) {
        for (const line of lines) {
          if (line.operation !== 'payment') continue;
          const expected = this.tariff.feeOf(line);
          const isOff = expected !== null && Math.abs(line.feeKopecks - expected) > this.toleranceKopecks;
          byTerminal.set(line.terminal, added(byTerminal.get(line.terminal), line, expected, isOff));
          if (isOff && differences.length < limit) differences.push(differenceOf(line, expected));
        }
      }
      days.push(...byTerminal.values());
    }
    return { days, differences };
  }
}

function added(
  known: FeeDay | undefined,
  { day, terminal, amountKopecks, feeKopecks }: RegistryLine,
  expected: Kopecks | null,
  isOff: boolean,
): FeeDay {
  const difference = expected === null ? 0 : feeKopecks - expected;
  return {
    day,
    terminal,
    payments: (known?.payments ?? 0) + 1,
    grossKopecks: kopecks((known?.grossKopecks ?? 0) + amountKopecks),
    feeKopecks: kopecks((known?.feeKopecks ?? 0) + feeKopecks),
    expectedFeeKopecks: kopecks((known?.expectedFeeKopecks ?? 0) + (expected ?? 0)),
    differenceKopecks: kopecks((known?.differenceKopecks ?? 0) + difference),
    differing: (known?.differing ?? 0) + Number(isOff),
    withoutTariff: (known?.withoutTariff ?? 0) + Number(expected === null),
  };
}

function differenceOf(line: RegistryLine, expected: Kopecks): FeeDifference {
  const { registryId, lineNumber, day, terminal, orderId, acquirerPaymentId, paymentSystem } = line;
  const { amountKopecks, feeKopecks } = line;
  const differenceKopecks = kopecks(feeKopecks - expected);
  return {
    ...{ registryId, lineNumber, day, terminal, orderId, acquirerPaymentId, paymentSystem },
    ...{ amountKopecks, feeKopecks, expectedFeeKopecks: expected, differenceKopecks },
  };
}
