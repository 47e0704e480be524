import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { Language } from '../shared/problem/problem';
import type { FaultCode } from './lines/bad-row';
import type { RegistryField } from './lines/columns';
import { faultReason } from './lines/fault-words';
import type { Registry } from './registry';

/** Sums of lines: `net = gross − refunds + other − fee`. */
interface SumsView {
  readonly lines: number;
  /** Those of them that a later registry has brought again. */
  readonly supersededLines: number;
  readonly grossKopecks: number;
  /** Given back to payers, less what of it was undone. */
  readonly refundsKopecks: number;
  /** Chargebacks and corrections, what comes in less what goes out. */
  readonly otherKopecks: number;
  readonly feeKopecks: number;
  readonly netKopecks: number;
}

export type RegistryView = Omit<Registry, 'uploadedAt'> & { readonly uploadedAt: string };

export interface RegistryDetailView extends RegistryView {
  readonly sums: SumsView;
  readonly days: readonly ({ readonly day: string } & SumsView)[];
}

export interface FaultView {
  readonly lineNumber: number;
  readonly lastLineNumber: number;
  readonly code: FaultCode;
  readonly field: RegistryField | null;
  readonly reason: Readonly<Record<Language, string>>;
}

const SUMS = `SELECT day, COUNT(*) AS lines_all, SUM(superseded_by IS NOT NULL) AS superseded,
    SUM(CASE WHEN operation = 'payment' THEN amount_kopecks ELSE 0 END) AS gross,
    SUM(CASE WHEN operation IN ('refund', 'refund_cancelled') THEN -amount_kopecks ELSE 0 END) AS refunds,
    SUM(amount_kopecks) AS amount, SUM(fee_kopecks) AS fee, SUM(net_kopecks) AS net
  FROM registry_lines WHERE registry_id = ? GROUP BY day ORDER BY day`;

type SumsRow = Record<'lines_all' | 'superseded' | 'gross' | 'refunds' | 'amount' | 'fee' | 'net', string> & {
  readonly day: string;
};

const NOTHING: SumsView = {
  lines: 0,
  supersededLines: 0,
  grossKopecks: 0,
  refundsKopecks: 0,
  otherKopecks: 0,
  feeKopecks: 0,
  netKopecks: 0,
};

function sumsOf(row: SumsRow): SumsView {
  const [gross, refunds] = [integerOf(row.gross), integerOf(row.refunds)];
  return {
    lines: integerOf(row.lines_all),
    supersededLines: integerOf(row.superseded),
    grossKopecks: gross,
    refundsKopecks: refunds,
    otherKopecks: integerOf(row.amount) - gross + refunds,
    feeKopecks: integerOf(row.fee),
    netKopecks: integerOf(row.net),
  };
}

function together(one: SumsView, other: SumsView): SumsView {
  const names = Object.keys(NOTHING) as (keyof SumsView)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as SumsView;
}

export function viewOf({ uploadedAt, ...registry }: Registry): RegistryView {
  return { ...registry, uploadedAt: uploadedAt.toISOString() };
}

/** A registry with the sums of its lines. Those of one that is being read, or failed, count nowhere and are not shown. */
export async function detailOf(connection: Connection, registry: Registry): Promise<RegistryDetailView> {
  const rows = registry.state === 'read' ? await connection.rows<SumsRow>(SUMS, [registry.id]) : [];
  const days = rows.map((row) => ({ day: row.day, ...sumsOf(row) }));
  return { ...viewOf(registry), sums: days.reduce<SumsView>(together, NOTHING), days };
}

interface FaultRow {
  line_number: number;
  last_line_number: number;
  code: FaultCode;
  field: RegistryField | null;
}

/** In the order of the file. */
export async function listFaults(
  connection: Connection,
  registryId: string,
  afterLine: number,
  limit: number,
): Promise<readonly FaultView[]> {
  const rows = await connection.rows<FaultRow>(
    `SELECT line_number, last_line_number, code, field FROM registry_faults
      WHERE registry_id = ? AND line_number > ? ORDER BY line_number LIMIT ?`,
    [registryId, afterLine, limit],
  );
  return rows.map(({ line_number, last_line_number, code, field }) => ({
    lineNumber: line_number,
    lastLineNumber: last_line_number,
    code,
    field,
    reason: faultReason(code, field),
  }));
}
