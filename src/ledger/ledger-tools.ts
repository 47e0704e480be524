import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { AskPlan } from './ask-plan';
import type { Journal } from './journal.port';
import type { LedgerStore, LedgerUnit } from './ledger-store.port';
import type { Payment } from './payment';
import type { PaymentEvent, PaymentEventType } from './payment-event';
import { assertMayMove, type PaymentStatus } from './transitions';

/** What every part of the ledger works with. */
export interface LedgerTools {
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly askPlan: AskPlan;
  readonly journal: Journal;
}

type Evidence = PaymentEvent['evidence'];

/** Writes one line of a payment's history. */
export async function record(
  tools: LedgerTools,
  unit: LedgerUnit,
  payment: Payment,
  line: {
    readonly type: PaymentEventType;
    readonly actor: string;
    readonly evidence: Evidence;
    readonly from?: PaymentStatus;
    readonly to?: PaymentStatus;
  },
): Promise<void> {
  await unit.events.append({
    id: tools.ids.next(),
    paymentId: payment.id,
    at: tools.clock.now(),
    type: line.type,
    actor: line.actor,
    from: line.from ?? null,
    to: line.to ?? null,
    evidence: line.evidence,
  });
}

/** The payment with changes, one version on. Nothing is written yet. */
export function changed(tools: LedgerTools, payment: Payment, changes: Partial<Payment>): Payment {
  return { ...payment, ...changes, version: payment.version + 1, updatedAt: tools.clock.now() };
}

/**
 * Moves a payment by the table and records why; `changes` are written with it.
 * @throws ForbiddenTransition
 */
export async function move(
  tools: LedgerTools,
  unit: LedgerUnit,
  payment: Payment,
  to: PaymentStatus,
  because: { readonly actor: string; readonly evidence: Evidence; readonly changes?: Partial<Payment> },
): Promise<Payment> {
  assertMayMove(payment.status, to);
  const moved = changed(tools, payment, { ...because.changes, status: to });
  await unit.payments.update(moved);
  await record(tools, unit, moved, {
    type: 'moved',
    actor: because.actor,
    evidence: because.evidence,
    from: payment.status,
    to,
  });
  return moved;
}
