import { createHash } from 'node:crypto';
import { CommonProblems } from '../shared/problem/common-problems';
import { Problem } from '../shared/problem/problem';
import type { PayoutRules } from './payout-rules';
import { Span } from './statement/span';
import type { Entry, Fault, Receipt } from './statement/statement';

/** No provider is paid out so often in the time of one statement. */
const MOST_KEPT = 20_000;
const MOST_FAULTS = 1_000;

/** A receipt, and what it is known by when another statement brings it again. */
export interface IdentifiedReceipt {
  readonly receipt: Receipt;
  /** SHA-256 in hex over account, number, date, sum and payer. */
  readonly identity: string;
  /** Equal documents of one file are numbered from 1. */
  readonly occurrence: number;
}

export interface Gathered {
  readonly receipts: readonly IdentifiedReceipt[];
  /** The first thousand. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  readonly others: number;
  /** What it covers; of a file that breaks off no more than it shows. */
  readonly days: Span['days'];
}

/** The payer by the most certain that is known of him, so that formats which tell less agree with those that tell more. */
function identityOf({ account, number, documentDay, amountKopecks, payer }: Receipt): string {
  const who = payer.inn ?? payer.account ?? payer.name.toLowerCase();
  const parts = [account, number, documentDay, amountKopecks, who];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * Reads a statement to its end and keeps of it what concerns payouts.
 * @throws Problem `body_too_large` for more documents than can be
 */
export async function gatherStatement(entries: AsyncIterable<Entry>, rules: PayoutRules): Promise<Gathered> {
  const receipts: IdentifiedReceipt[] = [];
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  const [said, found] = [new Span(), new Span()];
  let [faultCount, others] = [0, 0];
  let isCut = false;
  for await (const entry of entries) {
    if (entry.kind === 'period') {
      said.see(entry.firstDay);
      said.see(entry.lastDay);
    } else if (entry.kind === 'fault') {
      faultCount += 1;
      isCut ||= entry.fault.code === 'end_missing';
      if (faults.length < MOST_FAULTS) faults.push(entry.fault);
    } else if (entry.kind === 'other' || !rules.isFromPayer(entry.receipt)) {
      others += 1;
    } else {
      if (receipts.length >= MOST_KEPT) throw new Problem(CommonProblems.bodyTooLarge);
      const { receipt } = entry;
      const identity = identityOf(receipt);
      const occurrence = (seen.get(identity) ?? 0) + 1;
      seen.set(identity, occurrence);
      found.see(receipt.day);
      receipts.push({ receipt, identity, occurrence });
    }
  }
  return { receipts, faults, faultCount, others, days: isCut ? found.days : (said.days ?? found.days) };
}
