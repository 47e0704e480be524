import type { AcquirerPort } from '../../src/acquiring/acquirer.port';
import type { BillingPort } from '../../src/billing/billing.port';
import type { LedgerTools } from '../../src/ledger/ledger-tools';
import type { Orders } from '../../src/ledger/orders';
import type { PostingQueue } from '../../src/ledger/posting-queue';
import { RestoredMoves } from '../../src/ledger/restored-moves';
import { RestoredOrders } from '../../src/ledger/restored-orders';
import type { Wakeup } from '../../src/ledger/wakeup';
import { BankProof } from '../../src/quarantine/bank-proof';
import { BeginQuarantine } from '../../src/quarantine/begin-quarantine';
import { BillingProof } from '../../src/quarantine/billing-proof';
import { EndQuarantine } from '../../src/quarantine/end-quarantine';
import { JournalCheck } from '../../src/quarantine/journal-check';
import { JournalReplay } from '../../src/quarantine/journal-replay';
import { ProveHoldings } from '../../src/quarantine/prove-holdings';
import { QuarantineWatch } from '../../src/quarantine/quarantine-watch';
import type { Random } from '../../src/shared/random';
import type { AskBank } from '../../src/unconfirmed/ask-bank';
import { AFTER_STOP_MS, LOOKBACK_MS, STILL_AT_WORK_MS } from './terms';

interface QuarantineNeeds {
  readonly tools: LedgerTools;
  readonly acquirer: AcquirerPort;
  readonly billing: BillingPort;
  readonly askBank: AskBank;
  readonly orders: Orders;
  readonly queue: PostingQueue;
  readonly wakeup: Wakeup;
  readonly random: Random;
}

export interface QuarantineParts {
  readonly watch: QuarantineWatch;
  readonly prove: ProveHoldings;
}

/** The room that guards against a ledger which has been set back, as the composition root puts it together. */
export function quarantineOf(needs: QuarantineNeeds): QuarantineParts {
  const { tools, acquirer, billing, askBank, orders, queue, wakeup, random } = needs;
  const { store, clock, ids, journal } = tools;
  const begin = new BeginQuarantine(store, clock, ids, STILL_AT_WORK_MS);
  const end = new EndQuarantine(store, clock, wakeup, STILL_AT_WORK_MS);
  const check = new JournalCheck(store, journal);
  const replay = new JournalReplay(store, check, new RestoredOrders(tools));
  const watch = new QuarantineWatch(
    { store, journal, clock, begin, check, replay },
    ids.next(),
    AFTER_STOP_MS,
  );
  const bank = new BankProof(
    {
      ask: (payment) => askBank.execute(payment, null),
      checkHealth: () => acquirer.checkHealth(),
      askSoon: (paymentId) => orders.askSoon(paymentId),
    },
    { store, clock, random, lookbackMs: LOOKBACK_MS, concurrency: 2 },
  );
  const billingProof = new BillingProof(billing, {
    store,
    queue,
    restoredMoves: new RestoredMoves(tools),
    clock,
    lookbackMs: LOOKBACK_MS,
  });
  return { watch, prove: new ProveHoldings(store, replay, bank, billingProof, end) };
}
