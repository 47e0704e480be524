import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BillingPort } from '../billing/billing.port';
import type { Settings } from '../config/settings';
import type { SqlUnits } from '../database/sql-units';
import type { BankStatuses } from '../ledger/bank-statuses';
import type { LedgerStore } from '../ledger/ledger-store.port';
import { AutomaticHealing } from '../reconciliation/automatic-healing';
import type { BankQuestions } from '../reconciliation/bank-questions';
import { BankStage } from '../reconciliation/bank-stage';
import { CompareRun } from '../reconciliation/compare-run';
import type { Heal } from '../reconciliation/heal';
import { KeepFindings } from '../reconciliation/keep-findings';
import { Nightly } from '../reconciliation/nightly';
import { PerformRun } from '../reconciliation/perform-run';
import { ReconciliationWorker } from '../reconciliation/reconciliation-worker';
import type { Runs } from '../reconciliation/runs';
import { SettleGone } from '../reconciliation/settle-gone';
import type { TreatDiscrepancy } from '../reconciliation/treat-discrepancy';
import { BusinessDays } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { Random } from '../shared/random';
import type { AskBank } from '../unconfirmed/ask-bank';

const MINUTE_MS = 60_000;
/** A record of the days beside may still be meant for a payment. */
const MATCH_MS = 24 * 60 * MINUTE_MS;
/** The tries of one question to the bank, with their pauses. */
const CALLS_IN_A_STEP = 4;
const LEASE_MARGIN_MS = 30_000;

/** Joins the rooms: a run asks the bank as the poll does, and what the bank says goes the one way into the ledger. */
export function bankQuestions(
  acquirer: AcquirerPort,
  askBank: AskBank,
  bankStatuses: BankStatuses,
): BankQuestions {
  return {
    terminal: acquirer.terminal,
    ask: (payment, hear) => askBank.execute(payment, null, hear),
    askOrder: async (orderId) => {
      const found = await acquirer.findOrder(orderId);
      for (const status of found) await bankStatuses.apply(status);
      return found;
    },
    checkHealth: () => acquirer.checkHealth(),
  };
}

/** Half of the places at bank and billing stay free for payers and postings. */
export function reconciliationWorker(
  units: SqlUnits,
  store: LedgerStore,
  billing: BillingPort,
  bank: BankQuestions,
  runs: Runs,
  heal: Heal,
  treat: TreatDiscrepancy,
  settings: Settings,
  clock: Clock,
  random: Random,
  ids: Ids,
): ReconciliationWorker {
  const timeZone = settings.BUSINESS_TIME_ZONE;
  const days = new BusinessDays(timeZone);
  const bankConcurrency = Math.ceil(settings.TINKOFF_CONCURRENCY / 2);
  const asking = new BankStage(bank, { units, store, days, clock, random, concurrency: bankConcurrency });
  const compare = new CompareRun({
    units,
    store,
    billing,
    bank,
    asking,
    days,
    timeZone,
    clock,
    terms: {
      graceMs: settings.RECONCILIATION_GRACE_MINUTES * MINUTE_MS,
      matchBeforeMs: MATCH_MS,
      matchAfterMs: MATCH_MS,
    },
    bankConcurrency,
    billingConcurrency: Math.ceil(settings.LANBILLING_CONCURRENCY / 2),
  });
  const isAutomatic = settings.RECONCILIATION_HEALING === 'automatic';
  const perform = new PerformRun(store, {
    bank: asking,
    compare,
    keep: new KeepFindings(clock, ids),
    settle: new SettleGone(clock),
    healing: isAutomatic ? new AutomaticHealing(units, heal, treat) : null,
  });
  const nightly = new Nightly(units, runs, days, clock, {
    fromHour: settings.RECONCILIATION_NIGHTLY_HOUR,
    days: settings.RECONCILIATION_DAYS,
    terminal: bank.terminal,
  });
  const longestCallMs = Math.max(settings.TINKOFF_TIMEOUT_MS, settings.LANBILLING_TIMEOUT_MS);
  const leaseMs = longestCallMs * CALLS_IN_A_STEP * 2 + LEASE_MARGIN_MS;
  return new ReconciliationWorker(store, nightly, perform, { units, clock, ids, leaseMs });
}
