import type { PaymentLine } from '../../books/payment-line';
import type { RefundLine, SealedRegistryLine } from '../../books/seal-content';
import { kopecks, type Kopecks } from '../../shared/money';

/** A number of operations and their sum. */
export interface Sum {
  readonly count: number;
  readonly kopecks: Kopecks;
}

export interface TerminalTotals {
  readonly terminal: string;
  /** Null where no registry of the bank has a line of the day. */
  readonly registry: {
    readonly payments: Sum;
    /** Everything that is neither a payment nor a mere fee; negative went out. */
    readonly refunds: Sum;
    readonly fee: Kopecks;
    readonly net: Kopecks;
  } | null;
  /** Confirmed payments of the day, and full refunds that were learned on it. */
  readonly ledger: { readonly payments: Sum; readonly refunds: Sum };
  /** Of these, what billing has credited, and what it has undone. */
  readonly billing: { readonly payments: Sum; readonly refunds: Sum };
}

const NOTHING: Sum = { count: 0, kopecks: kopecks(0) };

const plus = ({ count, kopecks: sum }: Sum, more: number): Sum => ({
  count: count + 1,
  kopecks: kopecks(sum + more),
});

function noTotals(terminal: string): TerminalTotals {
  const both = { payments: NOTHING, refunds: NOTHING };
  return { terminal, registry: null, ledger: both, billing: both };
}

/** Adds up a day by terminal, row by row. */
export class ActTotals {
  private readonly totals = new Map<string, TerminalTotals>();

  addPayment(line: PaymentLine): void {
    const { ledger, billing, ...own } = this.of(line.terminal);
    const amount = line.amountKopecks;
    const isPaid = line.confirmedAt !== null;
    const isCredited = isPaid && line.postingState === 'posted';
    this.put({
      ...own,
      ledger: isPaid ? { ...ledger, payments: plus(ledger.payments, amount) } : ledger,
      billing: isCredited ? { ...billing, payments: plus(billing.payments, amount) } : billing,
    });
  }

  addRefund(refund: RefundLine): void {
    const { ledger, billing, ...own } = this.of(refund.terminal);
    const amount = kopecks(0 - refund.amountKopecks);
    const isUndone = refund.reversalRecordId !== null;
    this.put({
      ...own,
      ledger: { ...ledger, refunds: plus(ledger.refunds, amount) },
      billing: isUndone ? { ...billing, refunds: plus(billing.refunds, amount) } : billing,
    });
  }

  addRegistryLine(line: SealedRegistryLine): void {
    const own = this.of(line.terminal);
    const before = own.registry ?? { payments: NOTHING, refunds: NOTHING, fee: kopecks(0), net: kopecks(0) };
    const isPayment = line.operation === 'payment';
    const isRefund = !isPayment && line.operation !== 'fee';
    this.put({
      ...own,
      registry: {
        payments: isPayment ? plus(before.payments, line.amountKopecks) : before.payments,
        refunds: isRefund ? plus(before.refunds, line.amountKopecks) : before.refunds,
        fee: kopecks(before.fee + line.feeKopecks),
        net: kopecks(before.net + line.netKopecks),
      },
    });
  }

  byTerminal(): readonly TerminalTotals[] {
    return [...this.totals.values()].sort((a, b) => (a.terminal < b.terminal ? -1 : 1));
  }

  private of(terminal: string): TerminalTotals {
    return this.totals.get(terminal) ?? noTotals(terminal);
  }

  private put(totals: TerminalTotals): void {
    this.totals.set(totals.terminal, totals);
  }
}
