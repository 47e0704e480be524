import type { FaultSwitchboard } from '../shared/faults';
import { Recorder } from '../shared/recorder';
import { bankFaultSwitchboard, type BankFaults } from './bank-faults';
import { SavedCards } from './cards';
import { Notifier } from './notifications';
import { OrderBook, type Order } from './orders';
import type { BankSettings } from './settings';

/** Everything that the stand-in knows and holds. */
export class Bank {
  readonly faults: FaultSwitchboard<BankFaults> = bankFaultSwitchboard();
  readonly recorder = new Recorder('bank');
  readonly savedCards = new SavedCards();
  /** Calls by method since the last reset. */
  readonly calls = new Map<string, number>();
  readonly book: OrderBook;
  readonly notifier: Notifier;
  /** The address in payment links. */
  publicUrl: string;

  constructor(
    readonly settings: BankSettings,
    readonly now: () => number = Date.now,
  ) {
    this.book = new OrderBook(now);
    this.notifier = new Notifier(settings, this.faults, this.recorder);
    this.publicUrl = settings.publicUrl ?? `http://127.0.0.1:${settings.port}`;
  }

  /** Where the payer pays; kept short, the bank's limit is 100 characters. */
  paymentUrl(order: Order): string {
    return `${this.publicUrl}/form/${order.formId}`;
  }

  countCall(method: string): void {
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1);
  }

  /** Back to the state after the start: no orders, no faults, nothing under way. */
  reset(): void {
    this.notifier.forgetAll();
    this.faults.reset();
    this.book.clear();
    this.savedCards.clear();
    this.calls.clear();
  }
}
