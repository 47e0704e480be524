import type { RegistryOperation } from '../../books/registry-line';
import { kopecks, type Kopecks } from '../../shared/money';

/** Lines of the registries of one terminal that have their operation in common. */
export interface RegistryPortion {
  readonly operation: RegistryOperation;
  readonly lines: number;
  readonly amountKopecks: Kopecks;
  readonly feeKopecks: Kopecks;
  readonly netKopecks: Kopecks;
}

type Part = 'gross' | 'refunds' | 'chargebacks' | 'corrections';

const PARTS: Readonly<Record<RegistryOperation, Part>> = {
  payment: 'gross',
  refund: 'refunds',
  refund_cancelled: 'refunds',
  chargeback: 'chargebacks',
  chargeback_reversed: 'chargebacks',
  correction_out: 'corrections',
  correction_in: 'corrections',
  // A line of a fee alone has no sum.
  fee: 'corrections',
};

/** What bank and ledger say of one day and terminal. What goes out is negative. */
export class SettlementFigures {
  private readonly parts: Record<Part, Kopecks> = {
    gross: kopecks(0),
    refunds: kopecks(0),
    chargebacks: kopecks(0),
    corrections: kopecks(0),
  };
  lines = 0;
  payments = 0;
  feeKopecks = kopecks(0);
  netKopecks = kopecks(0);
  /** By the ledger; null where it does not know the day, which is the bank's alone. */
  ledgerPayments: number | null = null;
  ledgerKopecks: Kopecks | null = null;

  addRegistry(portion: RegistryPortion): void {
    const part = PARTS[portion.operation];
    this.parts[part] = kopecks(this.parts[part] + portion.amountKopecks);
    this.lines += portion.lines;
    if (portion.operation === 'payment') this.payments += portion.lines;
    this.feeKopecks = kopecks(this.feeKopecks + portion.feeKopecks);
    this.netKopecks = kopecks(this.netKopecks + portion.netKopecks);
  }

  addLedger(payments: number, sum: Kopecks): void {
    this.ledgerPayments = (this.ledgerPayments ?? 0) + payments;
    this.ledgerKopecks = kopecks((this.ledgerKopecks ?? 0) + sum);
  }

  get grossKopecks(): Kopecks {
    return this.parts.gross;
  }

  get refundKopecks(): Kopecks {
    return this.parts.refunds;
  }

  get chargebackKopecks(): Kopecks {
    return this.parts.chargebacks;
  }

  get correctionKopecks(): Kopecks {
    return this.parts.corrections;
  }

  /** By how much the registries have more than the ledger. */
  get differenceKopecks(): Kopecks | null {
    return this.ledgerKopecks === null ? null : kopecks(this.parts.gross - this.ledgerKopecks);
  }
}
