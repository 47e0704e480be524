import { writeFileSync } from 'node:fs';
import { bankTarget } from './bank/bank-target';
import { Campaign } from './core/campaign';
import { readOptions, USAGE, type Options } from './core/options';
import type { Finding, Target, TargetReport } from './core/target';
import { notificationsTarget } from './service/notifications-target';
import { restTarget } from './service/rest-target';
import { soapTarget } from './soap/soap-target';

const TARGETS: readonly Target[] = [soapTarget, bankTarget, notificationsTarget, restTarget];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function sayFinding({ complaint, shown, smallest, replay }: Finding): void {
  say(`\nFINDING  ${complaint}\n${shown}`);
  if (smallest !== null) say(`--- smallest that fails:\n${smallest}`);
  say(`--- again by: ${replay}`);
}

function sayReport(report: TargetReport): void {
  say(`${report.target}: ${report.cases} cases in ${report.seconds} s (${report.perSecond} a second)`);
  say(`  outcomes ${JSON.stringify(report.outcomes)}`);
  say(`  figures ${JSON.stringify(report.figures)}`);
  report.findings.forEach(sayFinding);
}

async function runAll(options: Options, targets: readonly Target[]): Promise<TargetReport[]> {
  const all = targets.reduce((sum, { share }) => sum + share, 0);
  const reports: TargetReport[] = [];
  for (const target of targets) {
    const campaign = new Campaign(target, options.seed, say);
    const budget = {
      cases: Math.ceil((options.cases * target.share) / all),
      seconds: options.seconds / targets.length,
    };
    const report = await (options.only === null ? campaign.run(budget) : campaign.replay(options.only));
    sayReport(report);
    reports.push(report);
  }
  return reports;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), new Date());
  const targets = TARGETS.filter(({ name }) => options.target === 'all' || options.target === name);
  if (targets.length === 0) throw new Error(`No target ${options.target}\n${USAGE}`);
  say(`seed ${options.seed}`);
  const reports = await runAll(options, targets);
  if (options.report !== null) {
    writeFileSync(options.report, `${JSON.stringify({ seed: options.seed, reports }, null, 2)}\n`);
  }
  const cases = reports.reduce((sum, report) => sum + report.cases, 0);
  const findings = reports.reduce((sum, report) => sum + report.findings.length, 0);
  say(`fuzz: ${cases} cases, ${findings} findings`);
  return findings === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
