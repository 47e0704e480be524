import { createHash } from 'node:crypto';
import { currentRequestId } from '../shared/request-context';
import type { BankStatus } from './bank-status';
import type { Application, BankStatuses } from './bank-statuses';
import type { InboxEntry } from './inbox-entry';
import type { LedgerTools } from './ledger-tools';

/** What arrived, as the acquirer's adapter read it. */
export interface Arrival {
  readonly rawBody: Uint8Array;
  readonly redactedBody: string;
  readonly orderId: string | null;
  /** Null when it is refused or not about a payment's state. */
  readonly bankStatus: BankStatus | null;
  /** Set when it is refused. */
  readonly refusal: string | null;
  /** For what is neither refused nor a state: what it is about. */
  readonly subject: string | null;
}

/** Everything that comes to the bank's notification address, stored first and applied after. */
export class Inbox {
  constructor(
    private readonly tools: LedgerTools,
    private readonly bankStatuses: BankStatuses,
  ) {}

  /** Stores one arrival. Only after this may anything be answered. */
  async store(arrival: Arrival): Promise<InboxEntry> {
    const contentHash = createHash('sha256').update(arrival.rawBody).digest('hex');
    const isFinished = arrival.bankStatus === null;
    return this.tools.store.unitOfWork(async (unit) => {
      const now = this.tools.clock.now();
      const entry: InboxEntry = {
        id: this.tools.ids.next(),
        receivedAt: now,
        contentHash,
        isRepeat: await unit.inbox.hasContent(contentHash),
        outcome: arrival.refusal !== null ? 'refused' : isFinished ? 'noted' : 'received',
        reason: arrival.refusal ?? arrival.subject,
        orderId: arrival.orderId,
        body: arrival.redactedBody,
        bankStatus: arrival.bankStatus,
        requestId: currentRequestId() ?? null,
        processedAt: isFinished ? now : null,
      };
      await unit.inbox.insert(entry);
      return entry;
    });
  }

  /** Applies a stored entry once; the entry's outcome is kept in the same transaction as its effect. */
  async apply(id: string): Promise<Application | null> {
    const application = await this.tools.store.unitOfWork(async (unit) => {
      const entry = await unit.inbox.lock(id);
      if (!entry?.bankStatus || entry.processedAt !== null) return null;
      const result = await this.bankStatuses.applyWithin(unit, entry.bankStatus);
      const { outcome, reason } = result;
      await unit.inbox.update({ ...entry, outcome, reason, processedAt: this.tools.clock.now() });
      return result;
    });
    if (application) this.bankStatuses.wakeFor(application);
    return application;
  }

  /**
   * Applies what was stored and acknowledged but not applied, as after a crash between the two. One entry that cannot be
   * applied holds up no other.
   * @throws AggregateError of what could not be applied, after all were tried
   */
  async applyLeftovers(storedBefore: Date, limit: number): Promise<number> {
    const entries = await this.tools.store.read((unit) => unit.inbox.unapplied(storedBefore, limit));
    const failures: unknown[] = [];
    for (const entry of entries) {
      await this.apply(entry.id).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Stored notifications could not be applied');
    return entries.length;
  }
}
