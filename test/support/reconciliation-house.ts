import type { DataSource } from 'typeorm';
import type { BillingPayment } from '../../src/billing/billing.port';
import { Discrepancies } from '../../src/books/discrepancies';
import type { Discrepancy } from '../../src/books/discrepancy';
import type { RegistryOperation } from '../../src/books/registry-line';
import { bankQuestions, reconciliationWorker } from '../../src/composition/reconciliation-work';
import type { Settings } from '../../src/config/settings';
import { SqlUnits } from '../../src/database/sql-units';
import { AskPlan } from '../../src/ledger/ask-plan';
import type { BankState, BankStatus } from '../../src/ledger/bank-status';
import { BankStatuses } from '../../src/ledger/bank-statuses';
import { receiptOf } from '../../src/ledger/document-numbers';
import { NoJournal } from '../../src/ledger/no-journal';
import { Orders } from '../../src/ledger/orders';
import type { Payment } from '../../src/ledger/payment';
import type { Posting } from '../../src/ledger/posting';
import { PostingQueue } from '../../src/ledger/posting-queue';
import { SqlLedgerStore } from '../../src/ledger/sql/sql-ledger-store';
import { Wakeup } from '../../src/ledger/wakeup';
import { PostingWorker } from '../../src/posting/posting-worker';
import type { DiscrepancyEvent } from '../../src/reconciliation/discrepancy-events';
import { DiscrepancyEvents } from '../../src/reconciliation/discrepancy-events';
import { Heal } from '../../src/reconciliation/heal';
import type { ReconciliationWorker } from '../../src/reconciliation/reconciliation-worker';
import type { Run, RunSource } from '../../src/reconciliation/run';
import { Runs } from '../../src/reconciliation/runs';
import { TreatDiscrepancy } from '../../src/reconciliation/treat-discrepancy';
import { kopecks } from '../../src/shared/money';
import { AskBank } from '../../src/unconfirmed/ask-bank';
import {
  FakeClock,
  rejected,
  samplePayment,
  samplePosting,
  ScriptedAcquirer,
  ScriptedBilling,
  SeededRandom,
  SequentialIds,
} from './fakes';

/** Pauses between tries take no time; everything else waits for {@link FakeClock.advance}. */
class HastyClock extends FakeClock {
  override sleep = (): Promise<void> => Promise.resolve();
}

export const DAY = '2026-11-23';
const PAID_AT = new Date('2026-11-23T09:00:00.000Z');
const FOR_TESTS = {
  BUSINESS_TIME_ZONE: 'Europe/Moscow',
  TINKOFF_CONCURRENCY: 8,
  TINKOFF_TIMEOUT_MS: 12_000,
  LANBILLING_CONCURRENCY: 8,
  LANBILLING_TIMEOUT_MS: 15_000,
  RECONCILIATION_GRACE_MINUTES: 60,
  RECONCILIATION_NIGHTLY_HOUR: null,
  RECONCILIATION_DAYS: 7,
  RECONCILIATION_HEALING: 'approval',
} as const;

export type HouseSettings = Partial<Settings>;

/** Longer than any lease of a run. */
export const LEASE_MS = 600_000;

let serial = 9_000_000_000;

/** Reconciliation over a real database, between a bank and a billing that hold what the test gives them. */
export class ReconciliationHouse {
  readonly clock = new HastyClock();
  readonly random = new SeededRandom(1);
  readonly ids = new SequentialIds(this.clock);
  readonly wakeup = new Wakeup();
  readonly acquirer = new ScriptedAcquirer();
  readonly billing = new ScriptedBilling();
  readonly units: SqlUnits;
  readonly store: SqlLedgerStore;
  readonly queue: PostingQueue;
  readonly bankStatuses: BankStatuses;
  readonly runs: Runs;
  readonly heal: Heal;
  readonly treat: TreatDiscrepancy;
  /** What the bank says, by its id of the payment. */
  readonly atBank = new Map<string, BankStatus>();
  /** What billing holds, by record id. */
  readonly inBilling = new Map<string, BillingPayment>();
  private readonly askBank: AskBank;

  constructor(readonly dataSource: DataSource) {
    const { clock, random, ids, wakeup, acquirer } = this;
    this.units = new SqlUnits(dataSource, clock, random);
    this.store = new SqlLedgerStore(dataSource, clock, random);
    const askPlan = new AskPlan({ firstMs: 60_000, factor: 2, capMs: 3_600_000 }, clock, random);
    const tools = { store: this.store, clock, ids, askPlan, journal: new NoJournal() };
    this.queue = new PostingQueue(tools);
    this.bankStatuses = new BankStatuses(tools, wakeup);
    this.askBank = new AskBank(acquirer, this.bankStatuses, new Orders(tools), clock, 600_000);
    this.runs = new Runs(this.units, clock, ids);
    this.heal = new Heal({ store: this.store, queue: this.queue, bank: this.bank(), wakeup });
    this.treat = new TreatDiscrepancy(this.units, this.heal, clock);
    this.setUpBank();
    this.setUpBilling();
  }

  /** One replica's worker. */
  worker(settings: HouseSettings = {}): ReconciliationWorker {
    const { units, store, billing, runs, heal, treat, clock, random, ids } = this;
    const all = { ...FOR_TESTS, ...settings } as unknown as Settings;
    return reconciliationWorker(
      units,
      store,
      billing,
      this.bank(),
      runs,
      heal,
      treat,
      all,
      clock,
      random,
      ids,
    );
  }

  begin(changes: { readonly day?: string; readonly terminal?: string; readonly source?: RunSource } = {}) {
    const { day = DAY, terminal = this.acquirer.terminal, source = 'auto' } = changes;
    return this.runs.begin({ day, terminal, source, by: 'key:finance', night: null });
  }

  /** A whole run of the day. */
  async reconcile(settings: HouseSettings = {}, source: RunSource = 'auto'): Promise<Run> {
    const { id } = await this.begin({ source });
    await this.worker(settings).drain(() => false);
    const run = await this.runs.find(id);
    if (!run) throw new Error('The run is gone');
    return run;
  }

  /** A payment of the day, confirmed and posted and in all three places the same, unless told otherwise. */
  async payment(
    changes: Partial<Payment> = {},
    told: {
      readonly bank?: BankState;
      readonly credit?: Partial<Posting> | null;
      readonly reversal?: Partial<Posting>;
      readonly billing?: 'in_force' | 'cancelled' | 'none';
    } = {},
  ): Promise<Payment> {
    serial += 1;
    const payment = samplePayment({
      acquirerPaymentId: String(serial),
      status: 'posted',
      createdAt: PAID_AT,
      updatedAt: PAID_AT,
      confirmedAt: PAID_AT,
      postedAt: PAID_AT,
      ...changes,
    });
    const posted = {
      state: 'posted',
      recordId: `r-${payment.orderId}`,
      posterId: '7',
      postedAt: PAID_AT,
    } as const;
    const old = { dueSince: PAID_AT, createdAt: PAID_AT, nextAttemptAt: PAID_AT };
    await this.store.unitOfWork(async (unit) => {
      await unit.payments.insert(payment);
      if (told.credit !== null) {
        await unit.postings.insert(samplePosting(payment, { ...posted, ...old, ...told.credit }));
      }
      if (told.reversal) {
        const reversal = samplePosting(payment, { kind: 'reversal', ...posted, ...old, ...told.reversal });
        await unit.postings.insert(reversal);
      }
    });
    if (payment.acquirerPaymentId !== null) this.says(payment, told.bank ?? 'confirmed');
    const billing = told.billing ?? 'in_force';
    if (billing !== 'none') this.holds(payment, { isCancelled: billing === 'cancelled' });
    return payment;
  }

  says(payment: Payment, state: BankState, changes: Partial<BankStatus> = {}): void {
    const acquirerPaymentId = payment.acquirerPaymentId ?? '';
    this.atBank.set(acquirerPaymentId, {
      orderId: payment.orderId,
      acquirerPaymentId,
      terminal: payment.terminal,
      state,
      rawStatus: state.toUpperCase(),
      amountKopecks: payment.amountKopecks,
      errorCode: null,
      source: 'poll',
      ...changes,
    });
  }

  holds(payment: Payment, changes: Partial<BillingPayment> = {}): void {
    const record: BillingPayment = {
      recordId: `r-${payment.orderId}`,
      receipt: receiptOf(payment.id, 'credit'),
      agreementId: payment.agreementId,
      amountKopecks: payment.amountKopecks,
      isCancelled: false,
      posterId: '7',
      paidAt: payment.confirmedAt ?? payment.createdAt,
      comment: '',
      ...changes,
    };
    this.inBilling.set(record.recordId, record);
  }

  /** Lets the posting worker do all that is due. */
  async post(): Promise<void> {
    const plan = {
      retry: { firstMs: 1_000, factor: 2, capMs: 60_000 },
      parkAfterMs: 600_000,
      settleMs: 15_000,
      lease: { owner: 'w1', durationMs: 65_000 },
    };
    const { queue, store, billing, clock, random, ids } = this;
    const worker = new PostingWorker(queue, store, billing, plan, { clock, random, ids }, () => undefined);
    await worker.drain(() => false);
  }

  async discrepancies(day = DAY): Promise<readonly Discrepancy[]> {
    const found: Discrepancy[] = [];
    for await (const chunk of new Discrepancies(this.units).all({ day })) found.push(...chunk);
    return found;
  }

  async only(): Promise<Discrepancy> {
    const [discrepancy, ...others] = await this.discrepancies();
    if (!discrepancy || others.length > 0) throw new Error(`${String(others.length + 1)} discrepancies`);
    return discrepancy;
  }

  events({ id }: { readonly id: string }): Promise<readonly DiscrepancyEvent[]> {
    return this.units.alone((connection) => new DiscrepancyEvents(connection).of(id));
  }

  /** Class and state of every discrepancy of the day. */
  async found(): Promise<readonly string[]> {
    return (await this.discrepancies()).map(({ class: name, state }) => `${name} ${state}`);
  }

  async paymentNow({ id }: Payment): Promise<Payment> {
    const payment = await this.store.read((unit) => unit.payments.find(id));
    if (!payment) throw new Error('The payment is gone');
    return payment;
  }

  postings({ id }: Payment): Promise<readonly Posting[]> {
    return this.store.read((unit) => unit.postings.ofPayment(id));
  }

  /** A registry that was read, with these lines. */
  async registry(
    lines: readonly {
      readonly orderId: string;
      readonly acquirerPaymentId: string | null;
      readonly amountKopecks: number;
      readonly operation?: RegistryOperation;
    }[],
  ): Promise<void> {
    const id = this.ids.next();
    await this.dataSource.query(
      `INSERT INTO registries (id, content_hash, file_name, format, size_bytes, state, uploaded_at, uploaded_by, lines_good,
        lines_bad, first_day, last_day) VALUES (?, ?, 'r.csv', 'csv', 1, 'read', ?, 'key:finance', ?, 0, ?, ?)`,
      [id, id, this.clock.now(), lines.length, DAY, DAY],
    );
    for (const [index, line] of lines.entries()) {
      const operation = line.operation ?? 'payment';
      await this.dataSource.query(
        `INSERT INTO registry_lines (registry_id, line_number, operation_key, terminal, order_id, acquirer_payment_id, operation,
          raw_operation, amount_kopecks, fee_kopecks, net_kopecks, operated_at, day)
          VALUES (?, ?, ?, 'DEMO', ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
        [
          id,
          index + 2,
          `${id}-${String(index)}`.slice(0, 64),
          line.orderId,
          line.acquirerPaymentId,
          operation,
          operation,
          line.amountKopecks,
          line.amountKopecks,
          PAID_AT,
          DAY,
        ],
      );
    }
  }

  async clear(): Promise<void> {
    const tables = [
      'payments',
      'payment_events',
      'postings',
      'notifications',
      'reconciliations',
      'bank_sightings',
      'discrepancies',
      'discrepancy_events',
      'registries',
      'registry_lines',
      'day_seals',
      'quarantines',
    ];
    for (const table of tables) await this.dataSource.query(`DELETE FROM ${table}`);
  }

  private bank() {
    return bankQuestions(this.acquirer, this.askBank, this.bankStatuses);
  }

  private setUpBank(): void {
    const { on } = this.acquirer;
    on.checkHealth.always(() => undefined);
    on.getState.always((id) => {
      const status = this.atBank.get(id);
      if (!status) throw rejected('not_found', 'tinkoff');
      return status;
    });
    on.findOrder.always((orderId) => [...this.atBank.values()].filter((one) => one.orderId === orderId));
  }

  private setUpBilling(): void {
    const { on } = this.billing;
    const records = (): BillingPayment[] => [...this.inBilling.values()];
    on.listPayments.always(({ from, to }, cursor) => {
      const all = records().filter(({ paidAt }) => paidAt !== null && paidAt >= from && paidAt < to);
      const at = Number(cursor ?? 0);
      return { payments: all.slice(at, at + 2), nextCursor: at + 2 < all.length ? String(at + 2) : null };
    });
    on.findPayment.always((receipt) => records().find((one) => one.receipt === receipt) ?? null);
    on.postPayment.always(({ receipt, agreementId, amountKopecks, paidAt, comment }) => {
      if (records().some((one) => one.receipt === receipt)) throw rejected('already_exists');
      const recordId = `n-${receipt.slice(3, 32)}`;
      const common = { recordId, receipt, agreementId, amountKopecks: kopecks(amountKopecks), comment };
      this.inBilling.set(recordId, { ...common, isCancelled: false, posterId: '7', paidAt });
      return { recordId };
    });
    on.cancelPayment.always((receipt) => {
      const record = records().find((one) => one.receipt === receipt);
      if (!record) throw rejected('payment_not_found');
      this.inBilling.set(record.recordId, { ...record, isCancelled: true });
      return { recordId: record.recordId };
    });
  }
}
