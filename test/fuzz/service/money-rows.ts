import type { World } from '../../support/world';

/** Everything that means money or a promise, as the tables and billing have it. */
export async function moneyRows(world: World): Promise<Readonly<Record<string, string>>> {
  const [payments, postings, keys, events, credits] = await Promise.all([
    world.rows(
      `SELECT id, order_id, subscriber_uid, agreement_id, amount_kopecks, terminal, acquirer_payment_id, payment_url,
         status, created_at, confirmed_at, posted_at FROM payments ORDER BY id`,
    ),
    // All but when billing was last read: its reader comes by in a long run.
    world.rows(
      `SELECT id, payment_id, kind, sequence, receipt, agreement_id, amount_kopecks, state, poster_id, record_id,
         parked_reason, read_back_finding FROM postings ORDER BY id`,
    ),
    world.rows('SELECT * FROM idempotency_keys ORDER BY payment_id'),
    world.rows(
      "SELECT id, type, payment_id FROM payment_events WHERE type NOT IN ('noted', 'flagged') ORDER BY id",
    ),
    world.billing.payments(),
  ]);
  const kept = { payments, postings, keys, events, credits };
  return Object.fromEntries(Object.entries(kept).map(([name, rows]) => [name, JSON.stringify(rows)]));
}

/** Which of them differ. */
export function changedRows(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(before)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} have changed: ${difference(before[name] ?? '', after[name] ?? '')}`);
}

function difference(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const from = Math.max(0, at - 200);
  return `…${before.slice(from, at + 200)} became …${after.slice(from, at + 200)}`;
}
