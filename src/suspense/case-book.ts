import { createHash } from 'node:crypto';
import { DuplicateRow, type LedgerStore, type LedgerUnit } from '../ledger/ledger-store.port';
import type { SuspenseCase, SuspenseEvent, SuspenseEventType, SuspenseKind } from '../ledger/suspense-case';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';

/** What a case has of its own at its beginning. */
export type CaseToOpen = Pick<
  SuspenseCase,
  | 'identity'
  | 'kind'
  | 'paymentId'
  | 'relatedPaymentId'
  | 'orderId'
  | 'acquirerPaymentId'
  | 'terminal'
  | 'amountKopecks'
  | 'source'
  | 'text'
  | 'paidAt'
>;

export interface CaseLine {
  readonly type: SuspenseEventType;
  readonly actor: string;
  readonly text?: string | null;
  readonly evidence?: SuspenseEvent['evidence'];
}

/** What an order is about, whoever tells of it. */
export function identityOfOrder(terminal: string, orderId: string): string {
  const hash = createHash('sha256').update(`${terminal}\n${orderId}`).digest('hex');
  return `unknown_order:${hash}`;
}

/** What a credit is about: the document number alone tells which of a payment's credits it is. */
export function identityOfCredit(kind: Exclude<SuspenseKind, 'unknown_order'>, receipt: string): string {
  return `${kind}:${receipt}`;
}

/** Cases and their histories. */
export class CaseBook {
  constructor(
    private readonly store: LedgerStore,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Opens a case, unless there is one about the same. */
  async open(
    toOpen: CaseToOpen,
    actor: string,
  ): Promise<{ readonly suspense: SuspenseCase; readonly isNew: boolean }> {
    const known = await this.known(toOpen.identity);
    if (known) return { suspense: known, isNew: false };
    const now = this.clock.now();
    const suspense: SuspenseCase = {
      ...toOpen,
      id: this.ids.next(),
      text: toOpen.text?.slice(0, 1_000) ?? null,
      state: 'open',
      proposal: null,
      approvedBy: null,
      approvedAt: null,
      settledAt: null,
      settledBy: null,
      settledReason: null,
      openedAt: now,
      openedBy: actor,
      version: 1,
    };
    try {
      await this.store.unitOfWork(async (unit) => {
        await unit.suspense.insert(suspense);
        await this.tell(unit, suspense, { type: 'opened', actor, text: suspense.text });
      });
      return { suspense, isNew: true };
    } catch (error) {
      // Another replica, or a second click, was faster.
      const twin = error instanceof DuplicateRow ? await this.known(toOpen.identity) : null;
      if (!twin) throw error;
      return { suspense: twin, isNew: false };
    }
  }

  /** Changes a case that is held, and writes why. */
  async change(
    unit: LedgerUnit,
    held: SuspenseCase,
    changes: Partial<SuspenseCase>,
    line: CaseLine,
  ): Promise<SuspenseCase> {
    const changed: SuspenseCase = { ...held, ...changes, version: held.version + 1 };
    await unit.suspense.update(changed);
    await this.tell(unit, changed, line);
    return changed;
  }

  /** Changes that settle a case. */
  settled(state: 'moved' | 'dismissed' | 'lapsed', by: string, reason: string | null): Partial<SuspenseCase> {
    return { state, settledAt: this.clock.now(), settledBy: by, settledReason: reason };
  }

  known(identity: string): Promise<SuspenseCase | null> {
    return this.store.read((unit) => unit.suspense.findByIdentity(identity));
  }

  private async tell(unit: LedgerUnit, suspense: SuspenseCase, line: CaseLine): Promise<void> {
    const { type, actor, text = null, evidence = {} } = line;
    await unit.suspense.append({ caseId: suspense.id, at: this.clock.now(), type, actor, text, evidence });
  }
}
