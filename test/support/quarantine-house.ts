import { BankProof } from '../../src/quarantine/bank-proof';
import { BeginQuarantine } from '../../src/quarantine/begin-quarantine';
import { BillingProof } from '../../src/quarantine/billing-proof';
import { EndQuarantine } from '../../src/quarantine/end-quarantine';
import { JournalCheck } from '../../src/quarantine/journal-check';
import { JournalReplay } from '../../src/quarantine/journal-replay';
import { ProveHoldings } from '../../src/quarantine/prove-holdings';
import { QuarantineWatch } from '../../src/quarantine/quarantine-watch';
import { RestoredMoves } from '../../src/ledger/restored-moves';
import { RestoredOrders } from '../../src/ledger/restored-orders';
import type { Payment } from '../../src/ledger/payment';
import type { Quarantine } from '../../src/ledger/quarantine';
import { AskBank } from '../../src/unconfirmed/ask-bank';
import { FakeClock, ScriptedAcquirer, ScriptedBilling, SeededRandom, TestLedger } from './fakes';
import { MemoryJournal } from './memory-journal';

export const STILL_AT_WORK_MS = 80_000;
const HOUR_MS = 3_600_000;

/** A quarantine's parts over a ledger in memory, between a scripted bank and billing. */
export class QuarantineHouse {
  readonly journal = new MemoryJournal(new FakeClock());
  readonly ledger = new TestLedger(undefined, this.journal);
  readonly acquirer = new ScriptedAcquirer();
  readonly billing = new ScriptedBilling();
  readonly begin = this.beginning();
  readonly end: EndQuarantine;
  readonly check: JournalCheck;
  readonly replay: JournalReplay;
  readonly bankProof: BankProof;
  readonly billingProof: BillingProof;
  readonly prove: ProveHoldings;

  constructor() {
    const { store, clock, wakeup, tools, bankStatuses, orders, queue } = this.ledger;
    const lookbackMs = 168 * HOUR_MS;
    const askBank = new AskBank(this.acquirer, bankStatuses, orders, clock, 600_000);
    this.acquirer.on.checkHealth.always(() => undefined);
    this.billing.on.listPayments.always(() => ({ payments: [], nextCursor: null }));
    this.end = new EndQuarantine(store, clock, wakeup, STILL_AT_WORK_MS);
    this.check = new JournalCheck(store, this.journal);
    this.replay = new JournalReplay(store, this.check, new RestoredOrders(tools));
    this.bankProof = new BankProof(
      {
        ask: (payment) => askBank.execute(payment, null),
        checkHealth: () => this.acquirer.checkHealth(),
        askSoon: (id) => orders.askSoon(id),
      },
      { store, clock, random: new SeededRandom(1), lookbackMs, concurrency: 4 },
    );
    this.billingProof = new BillingProof(this.billing, {
      store,
      queue,
      restoredMoves: new RestoredMoves(this.ledger.tools),
      clock,
      lookbackMs,
    });
    this.prove = new ProveHoldings(store, this.replay, this.bankProof, this.billingProof, this.end);
  }

  /** Another replica of the service, by name. */
  watch(name = 'replica-1'): QuarantineWatch {
    const { store, clock } = this.ledger;
    const { journal, begin, check, replay } = this;
    return new QuarantineWatch({ store, journal, clock, begin, check, replay }, name, HOUR_MS);
  }

  async begun(changes: { readonly since?: Date } = {}): Promise<Quarantine> {
    const since = changes.since ?? this.ledger.clock.now();
    const cause = { reason: 'by_hand', note: null, by: 'key:ops', since, lastAlive: null } as const;
    return (await this.begin.execute(cause)).quarantine;
  }

  open(): Promise<Quarantine | null> {
    return this.ledger.store.read((unit) => unit.quarantines.open());
  }

  async last(): Promise<Quarantine | undefined> {
    return (await this.ledger.store.read((unit) => unit.quarantines.list(null, 1)))[0];
  }

  /** The payment as billing holds its credit. */
  held(payment: Payment, changes: { readonly isCancelled?: boolean } = {}) {
    return {
      recordId: `r-${payment.orderId}`,
      receipt: `TB-${payment.orderId}`,
      agreementId: payment.agreementId,
      amountKopecks: payment.amountKopecks,
      isCancelled: false,
      posterId: '7',
      paidAt: payment.createdAt,
      comment: '',
      ...changes,
    };
  }

  private beginning(): BeginQuarantine {
    const { store, clock, ids } = this.ledger;
    return new BeginQuarantine(store, clock, ids, STILL_AT_WORK_MS);
  }
}
