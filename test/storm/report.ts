import { FAULTS, type Findings } from './findings';
import type { StormOptions } from './options';
import type { Tally } from './tally';

export interface StormReport {
  readonly options: StormOptions;
  readonly seconds: number;
  readonly payments: number;
  readonly counts: Tally;
  readonly databaseKills: number;
  readonly conflicts: Readonly<Record<string, number>>;
  readonly ownEnds: Tally;
  readonly answers: Tally;
  readonly findings: Findings;
  readonly kopecksTaken: number;
  readonly complaints: { readonly errors: Tally; readonly warnings: Tally };
}

const LINES_OF_A_KIND = 10;

function table(title: string, counts: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(counts).map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`);
  return [title, ...(rows.length > 0 ? rows : ['  none'])];
}

/** The report for people. */
export function textOf(report: StormReport): string {
  const { options, findings } = report;
  const faults = FAULTS.flatMap((fault) => {
    const found = findings.of(fault);
    const shown = found.slice(0, LINES_OF_A_KIND).map((what) => `           ${what}`);
    const more =
      found.length > LINES_OF_A_KIND ? [`           and ${found.length - LINES_OF_A_KIND} more`] : [];
    return [`  ${String(found.length).padStart(7)}  ${fault}`, ...shown, ...more];
  });
  return [
    `storm on ${options.engine}, seed ${options.seed}, ${report.seconds} s`,
    ...table('what was done', report.counts.toJSON()),
    ...table('replicas that ended by themselves', report.ownEnds.toJSON()),
    ...table('the database since its last start', report.conflicts),
    ...table('answers to the cabinet', report.answers.toJSON()),
    ...table('errors in the logs', report.complaints.errors.toJSON()),
    ...table('warnings in the logs', report.complaints.warnings.toJSON()),
    ...table('parked, by reason', findings.parkedByReason()),
    'bank, ledger and billing compared row by row',
    ...faults,
  ].join('\n');
}

/** The last line, for people in a hurry and for CI. */
export function closingLine(report: StormReport): string {
  const { counts, findings, options } = report;
  const kills = counts.of('kill api') + counts.of('kill worker');
  const cuts = counts.of('cut bank') + counts.of('cut billing');
  const faults = FAULTS.map((fault) => `${fault} ${findings.of(fault).length}`);
  return [
    `storm: ${report.payments} payments on ${options.engine}`,
    `${(report.kopecksTaken / 100).toFixed(2)} roubles taken`,
    `${kills} kills`,
    `${report.databaseKills} database kills`,
    `${cuts} cuts`,
    ...faults,
    `parked ${findings.parked.length}`,
  ].join(', ');
}

export function jsonOf(report: StormReport): string {
  const faults = Object.fromEntries(FAULTS.map((fault) => [fault, report.findings.of(fault)]));
  const { findings, ...rest } = report;
  return `${JSON.stringify({ ...rest, faults, parked: findings.parkedByReason() }, null, 2)}\n`;
}
