import type { AcquirerPort } from '../acquiring/acquirer.port';
import type { BillingPort } from '../billing/billing.port';
import type { Settings } from '../config/settings';
import type { LedgerStore } from '../ledger/ledger-store.port';
import type { Orders } from '../ledger/orders';
import type { PostingQueue } from '../ledger/posting-queue';
import type { RestoredMoves } from '../ledger/restored-moves';
import { BankProof } from '../quarantine/bank-proof';
import { BillingProof } from '../quarantine/billing-proof';
import type { EndQuarantine } from '../quarantine/end-quarantine';
import type { JournalReplay } from '../quarantine/journal-replay';
import { ProveHoldings } from '../quarantine/prove-holdings';
import type { Clock } from '../shared/clock';
import type { Random } from '../shared/random';
import type { AskBank } from '../unconfirmed/ask-bank';

const HOUR_MS = 60 * 60 * 1000;

export interface ProofParts {
  readonly store: LedgerStore;
  readonly replay: JournalReplay;
  readonly end: EndQuarantine;
  readonly acquirer: AcquirerPort;
  readonly askBank: AskBank;
  readonly orders: Orders;
  readonly billing: BillingPort;
  readonly queue: PostingQueue;
  readonly restoredMoves: RestoredMoves;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
}

/** Joins the rooms: the proof asks the bank as the poll does. Half of the bank's places stay free for payers. */
export function quarantineProof(parts: ProofParts): ProveHoldings {
  const { store, replay, end, acquirer, askBank, orders, billing, settings, clock, random } = parts;
  const { queue, restoredMoves } = parts;
  const lookbackMs = settings.QUARANTINE_LOOKBACK_HOURS * HOUR_MS;
  const bank = new BankProof(
    {
      ask: (payment) => askBank.execute(payment, null),
      checkHealth: () => acquirer.checkHealth(),
      askSoon: (paymentId) => orders.askSoon(paymentId),
    },
    { store, clock, random, lookbackMs, concurrency: Math.ceil(settings.TINKOFF_CONCURRENCY / 2) },
  );
  return new ProveHoldings(
    store,
    replay,
    bank,
    new BillingProof(billing, { store, queue, restoredMoves, clock, lookbackMs }),
    end,
  );
}
