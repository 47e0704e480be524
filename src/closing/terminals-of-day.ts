import { reconciledTerminalsOf } from '../books/reconciled-days';
import type { Connection } from '../database/connection';
import type { BusinessDay } from '../shared/business-days';

/** How far a day's terminals are from being reconciled: how many of them there are in each plight. */
export interface TerminalChecks {
  readonly missing: number;
  readonly running: number;
  readonly outdated: number;
}

const TERMINALS = `SELECT DISTINCT terminal FROM payments WHERE accounted_at >= ? AND accounted_at < ?
  UNION SELECT DISTINCT l.terminal FROM registry_lines l JOIN registries r ON r.id = l.registry_id
    WHERE l.day = ? AND l.superseded_by IS NULL AND r.state = 'read'`;

/** What changes the outcome of a reconciliation. What is merely noted in a payment's history does not. */
const CHANGES = `SELECT 1 FROM payment_events e JOIN payments p ON p.id = e.payment_id
  WHERE e.at >= ? AND e.type IN ('moved', 'posting')
    AND p.accounted_at >= ? AND p.accounted_at < ? AND p.terminal = ? LIMIT 1`;

const REGISTRIES = `SELECT 1 FROM registries r JOIN registry_lines l ON l.registry_id = r.id
  WHERE r.state = 'read' AND r.uploaded_at >= ? AND r.first_day <= ? AND r.last_day >= ?
    AND l.day = ? AND l.terminal = ? LIMIT 1`;

/**
 * Looks at every terminal that the day's payments or the bank's registry name.
 * @param ownTerminal the one in use, which an empty day must be reconciled on
 */
export async function checkTerminals(
  connection: Connection,
  day: string,
  range: BusinessDay,
  ownTerminal: string,
): Promise<TerminalChecks> {
  const reconciled = await reconciledTerminalsOf(connection, day);
  const found = await connection.rows<{ terminal: string }>(TERMINALS, [range.from, range.to, day]);
  const names = found.length > 0 ? found.map(({ terminal }) => terminal) : [ownTerminal];
  let missing = 0;
  let outdated = 0;
  for (const terminal of names) {
    const beganAt = reconciled.find((one) => one.terminal === terminal)?.lastBeganAt ?? null;
    if (beganAt === null || beganAt < range.to) missing += 1;
    else if (await hasChangedSince(connection, beganAt, { day, range, terminal })) outdated += 1;
  }
  return { missing, outdated, running: reconciled.filter(({ isRunning }) => isRunning).length };
}

async function hasChangedSince(
  connection: Connection,
  moment: Date,
  { day, range, terminal }: { readonly day: string; readonly range: BusinessDay; readonly terminal: string },
): Promise<boolean> {
  const changes = await connection.rows(CHANGES, [moment, range.from, range.to, terminal]);
  if (changes.length > 0) return true;
  return (await connection.rows(REGISTRIES, [moment, day, day, day, terminal])).length > 0;
}
