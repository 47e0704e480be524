import { createHash } from 'node:crypto';
import type { Evidence } from './evidence';
import type { Findings } from './findings';

/** Each payment's history, walked from its opening, must use every move once and end at the state that the row has. */
export function explainStates({ payments, events }: Evidence, findings: Findings): void {
  const moves = new Map<string, Map<string, string>>();
  const count = new Map<string, number>();
  for (const { payment_id, from_status, to_status } of events) {
    const own = moves.get(payment_id) ?? new Map<string, string>();
    moves.set(payment_id, own.set(from_status ?? 'nothing', to_status ?? ''));
    count.set(payment_id, (count.get(payment_id) ?? 0) + 1);
  }
  for (const { id, order_id, status } of payments) {
    const own = moves.get(id) ?? new Map<string, string>();
    let state = 'nothing';
    let steps = 0;
    for (let next = own.get(state); next !== undefined && steps < 20; next = own.get(state)) {
      state = next;
      steps += 1;
    }
    if (state !== status || steps !== count.get(id))
      findings.add(
        'history does not explain state',
        `${order_id}: ${steps} of ${count.get(id) ?? 0} moves end at ${state}, the row says ${status}`,
      );
  }
}

/** Whatever the bank got OK for must stand in the inbox, once for each time. */
export function findKept({ orders, inbox }: Evidence, findings: Findings): void {
  for (const { orderId, deliveries } of orders) {
    for (const { status, sent, attempts } of deliveries) {
      const heard = attempts.filter(({ outcome }) => outcome === 'ok').length;
      if (heard === 0) continue;
      const hash = createHash('sha256').update(JSON.stringify(sent)).digest('hex');
      const kept = inbox.get(hash) ?? 0;
      if (kept < heard)
        findings.add('notification not kept', `${orderId} ${status}: ${heard} times OK, ${kept} times kept`);
    }
  }
}
