import type { Connection } from '../database/connection';

/** What has happened to a discrepancy. */
export type DiscrepancyEventType =
  'found' | 'changed' | 'healed' | 'reopened' | 'assigned' | 'commented' | 'approved' | 'closed';

/** One line of a discrepancy's history. Never changed, never removed. */
export interface DiscrepancyEvent {
  readonly sequence: number;
  readonly at: Date;
  readonly type: DiscrepancyEventType;
  /** `key:NAME` for a person, `worker:reconciliation` for a run. */
  readonly actor: string;
  /** A person's own words. */
  readonly text: string | null;
  readonly evidence: Readonly<Record<string, string | number | boolean | null>>;
}

export type NewDiscrepancyEvent = Omit<DiscrepancyEvent, 'sequence'>;

export class DiscrepancyEvents {
  constructor(private readonly connection: Connection) {}

  /** The discrepancy's row must be held. */
  async append(
    discrepancyId: string,
    { at, type, actor, text, evidence }: NewDiscrepancyEvent,
  ): Promise<void> {
    await this.connection.write(
      `INSERT INTO discrepancy_events (discrepancy_id, sequence, at, type, actor, text, evidence)
        SELECT ?, COALESCE(MAX(sequence), 0) + 1, ?, ?, ?, ?, ? FROM discrepancy_events WHERE discrepancy_id = ?`,
      [discrepancyId, at, type, actor, text, JSON.stringify(evidence), discrepancyId],
    );
  }

  async of(discrepancyId: string): Promise<readonly DiscrepancyEvent[]> {
    const rows = await this.connection.rows<Omit<DiscrepancyEvent, 'evidence'> & { evidence: string }>(
      'SELECT sequence, at, type, actor, text, evidence FROM discrepancy_events WHERE discrepancy_id = ? ORDER BY sequence',
      [discrepancyId],
    );
    return rows.map((row) => ({
      ...row,
      evidence: JSON.parse(row.evidence) as DiscrepancyEvent['evidence'],
    }));
  }
}
