import type { RegistryLine } from '../books/registry-line';
import { linesOfPayments } from '../books/registry-line-rows';
import { daysCovered, registryLinesOfDay } from '../books/registry-lines';
import type { SqlUnits } from '../database/sql-units';
import type { PaymentStatus } from '../ledger/transitions';
import type { BankFact, BankWord } from './compare/facts';
import { foldRegistry } from './compare/fold-registry';

/** What names a payment at the bank. */
export interface BankNames {
  readonly acquirerPaymentIds: readonly string[];
  readonly orderIds: readonly string[];
}

const CHUNK = 500;

/** Where the registries say of a payment what the ledger says, the bank need not be asked. */
const AGREEING: Readonly<Partial<Record<PaymentStatus, BankWord>>> = {
  confirmed: 'taken',
  posted: 'taken',
  partially_refunded: 'returned_in_part',
  refunded: 'returned',
};

/** What the registries in force say of the payments of one terminal. */
export class RegistryFacts {
  constructor(
    private readonly units: SqlUnits,
    private readonly terminal: string,
  ) {}

  async covers(day: string): Promise<boolean> {
    return (await daysCovered(this.units, day, day, this.terminal)).length > 0;
  }

  daysCovered(firstDay: string, lastDay: string): Promise<readonly string[]> {
    return daysCovered(this.units, firstDay, lastDay, this.terminal);
  }

  /** Lines of the day that are about money; those of fees alone name no payment. */
  async linesOfDay(day: string): Promise<readonly RegistryLine[]> {
    const lines: RegistryLine[] = [];
    for await (const chunk of registryLinesOfDay(this.units, day, this.terminal)) lines.push(...chunk);
    return lines;
  }

  /** All lines, of whatever day, about payments with these names. */
  async linesOf({ acquirerPaymentIds, orderIds }: BankNames): Promise<readonly RegistryLine[]> {
    const lines = new Map<string, RegistryLine>();
    for (let at = 0; at < Math.max(acquirerPaymentIds.length, orderIds.length); at += CHUNK) {
      const names = {
        acquirerPaymentIds: acquirerPaymentIds.slice(at, at + CHUNK),
        orderIds: orderIds.slice(at, at + CHUNK),
      };
      const chunk = await this.units.alone((connection) => linesOfPayments(connection, this.terminal, names));
      for (const line of chunk) lines.set(`${line.registryId} ${String(line.lineNumber)}`, line);
    }
    return [...lines.values()];
  }

  /** Ids of those payments about which the registries say what the ledger does. */
  async settled(
    payments: readonly {
      readonly id: string;
      readonly orderId: string;
      readonly acquirerPaymentId: string | null;
      readonly status: PaymentStatus;
    }[],
  ): Promise<ReadonlySet<string>> {
    const lines = await this.linesOf({
      acquirerPaymentIds: payments.flatMap(({ acquirerPaymentId }) => acquirerPaymentId ?? []),
      orderIds: payments.map(({ orderId }) => orderId),
    });
    const facts = foldRegistry(lines);
    const byBankId = new Map<string | null, BankFact>(facts.map((fact) => [fact.acquirerPaymentId, fact]));
    const isSettled = (payment: (typeof payments)[number]): boolean =>
      payment.acquirerPaymentId !== null &&
      byBankId.get(payment.acquirerPaymentId)?.word === (AGREEING[payment.status] ?? null);
    return new Set(payments.filter(isSettled).map(({ id }) => id));
  }
}
