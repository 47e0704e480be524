import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { SqlUnits } from '../database/sql-units';
import { kopecks, type Kopecks } from '../shared/money';

/**
 * A change to a payment whose day had been closed before, told on the day on which it happened:
 * - `moved`: the payment, from one status to another
 * - `flagged`: the payment waits for a person; `to` is the flag
 * - `credit`, `reversal`: what came of it in billing; `to` says it
 */
export type CorrectionKind = 'moved' | 'flagged' | 'credit' | 'reversal';

/** Closing a day freezes its corrections, so the fields and their order are part of its seal. */
export interface Correction {
  readonly at: Date;
  /** The closed day that the payment is in, `YYYY-MM-DD`. */
  readonly closedDay: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly what: CorrectionKind;
  readonly from: string | null;
  readonly to: string | null;
  /** What it does to the money of the closed day: negative went back to the payer. What counts on a later day itself is 0. */
  readonly deltaKopecks: Kopecks;
  readonly actor: string;
}

interface Row {
  id: string;
  at: Date;
  closed_day: string;
  payment_id: string;
  order_id: string;
  amount_kopecks: string | number;
  type: 'moved' | 'flagged' | 'posting';
  from_status: string | null;
  to_status: string | null;
  evidence: string;
  actor: string;
}

interface Range {
  readonly from: Date;
  readonly to: Date;
}

const CHUNK = 500;

/** A payment may stand in two closed days, as an order that was made and as one that was confirmed: the later one has its money. */
const CORRECTIONS = `SELECT e.id, e.at, e.payment_id, p.order_id, p.amount_kopecks, e.type, e.from_status, e.to_status,
    e.evidence, e.actor,
    (SELECT MAX(s.day) FROM closed_rows c JOIN day_seals s ON s.sequence = c.seal_sequence AND s.kind = 'close'
      WHERE c.payment_id = e.payment_id AND c.kind = 'payment' AND s.sealed_at <= e.at
        AND NOT EXISTS (SELECT 1 FROM day_seals later WHERE later.day = s.day AND later.sequence > s.sequence)) AS closed_day
  FROM payment_events e JOIN payments p ON p.id = e.payment_id
  WHERE e.at >= ? AND e.at < ? AND (e.at > ? OR e.id > ?) AND e.type IN ('moved', 'flagged', 'posting')
  HAVING closed_day IS NOT NULL
  ORDER BY e.at, e.id LIMIT ?`;

/**
 * The corrections from one moment to before another, in chunks, in the order in which they happened.
 * @throws OutOfService when the database is away
 */
export async function* correctionsIn(units: SqlUnits, range: Range): AsyncGenerator<readonly Correction[]> {
  let place = { at: range.from, id: '' };
  for (;;) {
    const behind = place;
    const rows = await units.alone((connection) => rowsBehind(connection, behind, range));
    if (rows.length > 0) yield rows.map(toCorrection);
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    place = { at: last.at, id: last.id };
  }
}

function rowsBehind(
  connection: Connection,
  place: { readonly at: Date; readonly id: string },
  range: Range,
): Promise<Row[]> {
  return connection.rows<Row>(CORRECTIONS, [place.at, range.to, place.at, place.id, CHUNK]);
}

function toCorrection(row: Row): Correction {
  const { at, closed_day: closedDay, payment_id: paymentId, order_id: orderId, actor } = row;
  return { at, closedDay, paymentId, orderId, ...changeOf(row), actor };
}

type Change = Pick<Correction, 'what' | 'from' | 'to' | 'deltaKopecks'>;

function changeOf(row: Row): Change {
  const nothing = kopecks(0);
  if (row.type === 'moved') {
    const wentBack = row.to_status === 'refunded';
    const deltaKopecks = wentBack ? kopecks(-integerOf(row.amount_kopecks)) : nothing;
    return { what: 'moved', from: row.from_status, to: row.to_status, deltaKopecks };
  }
  const evidence = JSON.parse(row.evidence) as Readonly<Record<string, unknown>>;
  const word = (name: string): string | null => {
    const value = evidence[name];
    return typeof value === 'string' ? value : null;
  };
  if (row.type === 'flagged') return { what: 'flagged', from: null, to: word('flag'), deltaKopecks: nothing };
  const what = word('kind') === 'reversal' ? 'reversal' : 'credit';
  return { what, from: null, to: word('how'), deltaKopecks: nothing };
}

/** The one spelling of a correction, which a seal is taken over. */
export function canonicalCorrection(correction: Correction): string {
  const { at, closedDay, paymentId, orderId, what, from, to, deltaKopecks, actor } = correction;
  return JSON.stringify({ at, closedDay, paymentId, orderId, what, from, to, deltaKopecks, actor });
}

/** @throws SyntaxError when it is no JSON; RangeError when the sum is no whole number */
export function parseCorrection(text: string): Correction {
  const written = JSON.parse(text) as Omit<Correction, 'at'> & { readonly at: string };
  return { ...written, at: new Date(written.at), deltaKopecks: kopecks(written.deltaKopecks) };
}
