import type { Discrepancy, DiscrepancyState, Finding } from '../books/discrepancy';
import type { Connection } from '../database/connection';
import { integerOf } from '../database/rows';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import { DiscrepancyEvents, type NewDiscrepancyEvent } from './discrepancy-events';
import { DiscrepancyWrites } from './discrepancy-writes';
import { identityOf, isSameMatter, wholeOf } from './identity';
import type { Run } from './run';
import type { RunHold } from './run-hold';

export const ACTOR = 'worker:reconciliation';
const BATCH = 100;

type Outcome = 'fresh' | 'reopened' | 'known';

interface Change {
  readonly state: DiscrepancyState;
  readonly event: Pick<NewDiscrepancyEvent, 'type' | 'evidence'> | null;
}

/**
 * Keeps what a comparison found: what is new is written, what is known is seen again, what was settled and is there all the
 * same is opened again. What a person closed stays closed while it is the same matter. The same findings once more change
 * nothing but when they were seen last.
 */
export class KeepFindings {
  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * @returns the identities that were found
   * @throws LetGo
   */
  async execute(hold: RunHold, findings: readonly Finding[]): Promise<ReadonlySet<string>> {
    const byIdentity = new Map(findings.map((one) => [identityOf(hold.run, one), one]));
    const all = [...byIdentity];
    for (let at = 0; at < all.length; at += BATCH) {
      await hold.goOn();
      const some = all.slice(at, at + BATCH);
      const outcomes = await hold.keep({}, (connection) => this.keepSome(connection, hold.run, some));
      const { counts } = hold.run;
      const count = (wanted: Outcome): number => outcomes?.filter((one) => one === wanted).length ?? 0;
      await hold.keep({
        counts: {
          ...counts,
          fresh: counts.fresh + count('fresh'),
          reopened: counts.reopened + count('reopened'),
        },
      });
    }
    return new Set(byIdentity.keys());
  }

  private async keepSome(
    connection: Connection,
    run: Run,
    some: readonly (readonly [string, Finding])[],
  ): Promise<readonly Outcome[]> {
    const writes = new DiscrepancyWrites(connection);
    const identities = some.map(([identity]) => identity);
    const known = new Map((await writes.lockByIdentities(identities)).map((row) => [row.identity, row]));
    const outcomes: Outcome[] = [];
    for (const [identity, finding] of some) {
      const row = known.get(identity);
      outcomes.push(
        row
          ? await this.seeAgain(connection, run, row, finding)
          : await this.add(connection, run, identity, finding),
      );
    }
    return outcomes;
  }

  private async add(connection: Connection, run: Run, identity: string, finding: Finding): Promise<Outcome> {
    const now = this.clock.now();
    const discrepancy: Discrepancy = {
      ...finding,
      id: this.ids.next(),
      identity,
      day: run.day,
      terminal: run.terminal,
      state: 'open',
      assignee: null,
      lastRunId: run.id,
      firstSeenAt: now,
      lastSeenAt: now,
      settledAt: null,
      settledBy: null,
      version: 1,
    };
    await new DiscrepancyWrites(connection).insert(discrepancy);
    await this.tell(connection, discrepancy.id, { type: 'found', evidence: evidenceOf(run, finding) });
    return 'fresh';
  }

  private async seeAgain(
    connection: Connection,
    run: Run,
    row: Discrepancy,
    finding: Finding,
  ): Promise<Outcome> {
    const now = this.clock.now();
    const { state, event } = await this.changeOf(connection, run, row, finding);
    const isSettled = state === 'closed';
    // A closed matter stays as the person saw it.
    const facts: Finding = isSettled ? row : finding;
    await new DiscrepancyWrites(connection).update({
      ...row,
      ...facts,
      state,
      lastRunId: run.id,
      lastSeenAt: now,
      settledAt: isSettled ? row.settledAt : null,
      settledBy: isSettled ? row.settledBy : null,
    });
    if (event) await this.tell(connection, row.id, event);
    return event?.type === 'reopened' ? 'reopened' : 'known';
  }

  private async changeOf(
    connection: Connection,
    run: Run,
    row: Discrepancy,
    finding: Finding,
  ): Promise<Change> {
    const evidence = evidenceOf(run, finding);
    switch (row.state) {
      case 'closed':
        if (isSameMatter(row, finding)) return { state: 'closed', event: null };
        return { state: 'open', event: { type: 'reopened', evidence: { ...evidence, was: 'closed' } } };
      case 'healed':
        return { state: 'open', event: { type: 'reopened', evidence: { ...evidence, was: 'healed' } } };
      case 'healing':
        if (await isOnItsWay(connection, row.paymentId)) return { state: 'healing', event: null };
        return { state: 'open', event: { type: 'reopened', evidence: { ...evidence, was: 'healing' } } };
      case 'open': {
        const isNews = wholeOf(row) !== wholeOf(finding);
        return { state: 'open', event: isNews ? { type: 'changed', evidence } : null };
      }
    }
  }

  private async tell(connection: Connection, id: string, event: NonNullable<Change['event']>): Promise<void> {
    await new DiscrepancyEvents(connection).append(id, {
      at: this.clock.now(),
      actor: ACTOR,
      text: null,
      ...event,
    });
  }
}

/** The outbox has something to do for the payment: what was approved is not done yet, and has not failed. */
async function isOnItsWay(connection: Connection, paymentId: string | null): Promise<boolean> {
  const [row] = await connection.rows<{ n: string | number }>(
    "SELECT COUNT(*) AS n FROM postings WHERE payment_id = ? AND state IN ('due', 'in_progress')",
    [paymentId],
  );
  return integerOf(row?.n ?? 0) > 0;
}

function evidenceOf(run: Run, finding: Finding): NewDiscrepancyEvent['evidence'] {
  const { severity, remedy, recordId, agreementId, bankKopecks, ledgerKopecks, billingKopecks } = finding;
  return {
    reconciliationId: run.id,
    severity,
    remedy,
    recordId,
    agreementId,
    bankKopecks,
    ledgerKopecks,
    billingKopecks,
    ...finding.details,
  };
}
