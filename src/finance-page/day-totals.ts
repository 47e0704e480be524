import { parsePaymentLine } from '../books/canonical';
import { ClosedDays, type ClosedRowKind } from '../books/closed-days';
import { Discrepancies } from '../books/discrepancies';
import type { PaymentLine } from '../books/payment-line';
import { livePaymentLines } from '../books/payment-lines';
import { registryLinesOfDay } from '../books/registry-lines';
import { parseDiscrepancy, parseRefund, parseRegistryLine } from '../books/seal-content';
import type { SqlUnits } from '../database/sql-units';
import type { BusinessDays } from '../shared/business-days';
import { BillingSeen, type Sighting } from './billing-seen';
import { liveRefunds } from './live-refunds';
import {
  addLine,
  addStrangers,
  addPayment,
  addRefund,
  noTotals,
  type BankLine,
  type DayTotals,
  type Refund,
} from './totals';

/** Where the rows of a day come from: the ledger as it is now, or what was frozen when the day was closed. */
interface DayRows {
  readonly payments: AsyncGenerator<readonly PaymentLine[]>;
  readonly refunds: AsyncGenerator<readonly Refund[]>;
  readonly discrepancies: AsyncGenerator<readonly Sighting[]>;
  readonly registryLines: AsyncGenerator<readonly BankLine[]>;
}

/** What ledger, registries and billing say of a business day; of a closed one, what they said when it was closed. */
export class ReadDayTotals {
  private readonly closedDays: ClosedDays;

  constructor(
    private readonly units: SqlUnits,
    private readonly businessDays: BusinessDays,
  ) {
    this.closedDays = new ClosedDays(units);
  }

  /** @param day `YYYY-MM-DD` */
  async execute(day: string): Promise<DayTotals> {
    const seal = await this.closedDays.sealOf(day);
    const rows = seal ? this.sealed(seal.sequence) : this.live(day);
    const totals = noTotals();
    const seen = new BillingSeen();
    for await (const lines of rows.discrepancies) for (const line of lines) seen.add(line);
    for await (const lines of rows.payments) for (const line of lines) addPayment(totals, line, seen);
    addStrangers(totals, seen);
    for await (const lines of rows.refunds) for (const line of lines) addRefund(totals, line);
    for await (const lines of rows.registryLines) for (const line of lines) addLine(totals, line);
    return { day, sealHash: seal?.hash ?? null, ...totals };
  }

  private live(day: string): DayRows {
    const range = this.businessDays.named(day);
    return {
      payments: livePaymentLines(this.units, range),
      refunds: liveRefunds(this.units, range),
      discrepancies: new Discrepancies(this.units).all({ day }),
      registryLines: registryLinesOfDay(this.units, day, null),
    };
  }

  private sealed(sequence: number): DayRows {
    const rows = <T>(kind: ClosedRowKind, read: (content: string) => T) =>
      mapped(this.closedDays.rows(sequence, kind), ({ content }) => read(content));
    return {
      payments: rows('payment', parsePaymentLine),
      refunds: rows('refund', parseRefund),
      discrepancies: rows('discrepancy', parseDiscrepancy),
      registryLines: rows('registry_line', parseRegistryLine),
    };
  }
}

async function* mapped<From, To>(
  chunks: AsyncGenerator<readonly From[]>,
  to: (item: From) => To,
): AsyncGenerator<readonly To[]> {
  for await (const chunk of chunks) yield chunk.map(to);
}
