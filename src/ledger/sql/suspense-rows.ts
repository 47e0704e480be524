import { isDuplicateEntry } from '../../database/sql';
import { kopecks } from '../../shared/money';
import { DuplicateRow, StaleRow } from '../ledger-store.port';
import type {
  SuspenseCase,
  SuspenseEvent,
  SuspenseEventType,
  SuspenseKind,
  SuspenseSource,
  SuspenseState,
} from '../suspense-case';
import type { SuspenseFilter, SuspenseRows } from '../suspense-rows.port';
import { insertRow, integerOf, updateVersioned, type Connection } from './connection';

interface Row {
  id: string;
  identity: string;
  kind: SuspenseKind;
  state: SuspenseState;
  payment_id: string | null;
  related_payment_id: string | null;
  order_id: string;
  acquirer_payment_id: string | null;
  terminal: string;
  amount_kopecks: string | number | null;
  source: SuspenseSource;
  text: string | null;
  paid_at: Date;
  agreement_id: string | null;
  agreement_number: string | null;
  subscriber_uid: string | null;
  note: string | null;
  from_receipt: string | null;
  proposed_by: string | null;
  proposed_at: Date | null;
  approved_by: string | null;
  approved_at: Date | null;
  settled_at: Date | null;
  settled_by: string | null;
  settled_reason: string | null;
  opened_at: Date;
  opened_by: string;
  version: number;
}

function proposalOf(row: Row): SuspenseCase['proposal'] {
  const { agreement_id: agreementId, proposed_by: by, proposed_at: at } = row;
  if (agreementId === null || by === null || at === null) return null;
  return {
    agreementId,
    agreementNumber: row.agreement_number ?? '',
    subscriberUid: row.subscriber_uid ?? '',
    note: row.note ?? '',
    fromReceipt: row.from_receipt,
    by,
    at,
  };
}

function toCase(row: Row): SuspenseCase {
  return {
    id: row.id,
    identity: row.identity,
    kind: row.kind,
    state: row.state,
    paymentId: row.payment_id,
    relatedPaymentId: row.related_payment_id,
    orderId: row.order_id,
    acquirerPaymentId: row.acquirer_payment_id,
    terminal: row.terminal,
    amountKopecks: row.amount_kopecks === null ? null : kopecks(integerOf(row.amount_kopecks)),
    source: row.source,
    text: row.text,
    paidAt: row.paid_at,
    proposal: proposalOf(row),
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    settledReason: row.settled_reason,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    version: row.version,
  };
}

function toRow(suspense: SuspenseCase): Row & Record<string, string | number | Date | null> {
  const { proposal } = suspense;
  return {
    id: suspense.id,
    identity: suspense.identity,
    kind: suspense.kind,
    state: suspense.state,
    payment_id: suspense.paymentId,
    related_payment_id: suspense.relatedPaymentId,
    order_id: suspense.orderId,
    acquirer_payment_id: suspense.acquirerPaymentId,
    terminal: suspense.terminal,
    amount_kopecks: suspense.amountKopecks,
    source: suspense.source,
    text: suspense.text,
    paid_at: suspense.paidAt,
    agreement_id: proposal?.agreementId ?? null,
    agreement_number: proposal?.agreementNumber ?? null,
    subscriber_uid: proposal?.subscriberUid ?? null,
    note: proposal?.note ?? null,
    from_receipt: proposal?.fromReceipt ?? null,
    proposed_by: proposal?.by ?? null,
    proposed_at: proposal?.at ?? null,
    approved_by: suspense.approvedBy,
    approved_at: suspense.approvedAt,
    settled_at: suspense.settledAt,
    settled_by: suspense.settledBy,
    settled_reason: suspense.settledReason,
    opened_at: suspense.openedAt,
    opened_by: suspense.openedBy,
    version: suspense.version,
  };
}

const APPEND = `INSERT INTO suspense_events (case_id, at, type, actor, text, evidence, sequence)
  SELECT ?, ?, ?, ?, ?, ?, COALESCE(MAX(sequence), 0) + 1 FROM suspense_events WHERE case_id = ?`;

export class SqlSuspenseRows implements SuspenseRows {
  constructor(private readonly connection: Connection) {}

  async insert(suspense: SuspenseCase): Promise<void> {
    try {
      await insertRow(this.connection, 'suspense_cases', toRow(suspense));
    } catch (error) {
      throw isDuplicateEntry(error) ? new DuplicateRow(`case ${suspense.identity}`) : error;
    }
  }

  async find(id: string): Promise<SuspenseCase | null> {
    return (await this.many('WHERE id = ?', [id]))[0] ?? null;
  }

  async findByIdentity(identity: string): Promise<SuspenseCase | null> {
    return (await this.many('WHERE identity = ?', [identity]))[0] ?? null;
  }

  async lock(id: string): Promise<SuspenseCase | null> {
    return (await this.many('WHERE id = ? FOR UPDATE', [id]))[0] ?? null;
  }

  async update(suspense: SuspenseCase): Promise<void> {
    const wasCurrent = await updateVersioned(this.connection, 'suspense_cases', toRow(suspense));
    if (!wasCurrent) throw new StaleRow(`case ${suspense.id}`);
  }

  async list(
    { state, kind }: SuspenseFilter,
    beforeId: string | null,
    limit: number,
  ): Promise<readonly SuspenseCase[]> {
    const all: [string, string | null | undefined][] = [
      ['id < ?', beforeId],
      ['state = ?', state],
      ['kind = ?', kind],
    ];
    const given = all.flatMap(([condition, value]) => (value ? [{ condition, value }] : []));
    const where = given.length > 0 ? `WHERE ${given.map(({ condition }) => condition).join(' AND ')}` : '';
    return this.many(`${where} ORDER BY id DESC LIMIT ?`, [...given.map(({ value }) => value), limit]);
  }

  async unsettled(afterId: string | null, limit: number): Promise<readonly SuspenseCase[]> {
    return this.many("WHERE state IN ('open', 'proposed', 'moving') AND id > ? ORDER BY id LIMIT ?", [
      afterId ?? '',
      limit,
    ]);
  }

  async append({ caseId, at, type, actor, text, evidence }: Omit<SuspenseEvent, 'sequence'>): Promise<void> {
    await this.connection.write(APPEND, [caseId, at, type, actor, text, JSON.stringify(evidence), caseId]);
  }

  async events(caseId: string): Promise<readonly SuspenseEvent[]> {
    interface Line {
      sequence: number;
      at: Date;
      type: SuspenseEventType;
      actor: string;
      text: string | null;
      evidence: string;
    }
    const rows = await this.connection.rows<Line>(
      'SELECT * FROM suspense_events WHERE case_id = ? ORDER BY sequence',
      [caseId],
    );
    return rows.map(({ sequence, at, type, actor, text, evidence }) => ({
      caseId,
      sequence,
      at,
      type,
      actor,
      text,
      evidence: JSON.parse(evidence) as SuspenseEvent['evidence'],
    }));
  }

  private async many(where: string, values: readonly (string | number)[]): Promise<SuspenseCase[]> {
    const rows = await this.connection.rows<Row>(`SELECT * FROM suspense_cases ${where}`, values);
    return rows.map(toCase);
  }
}
