import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { CleanUp } from './clean-up';
import { startGalera } from './galera';
import { readOptions, USAGE, type StormOptions } from './options';
import { closingLine, jsonOf, textOf, type StormReport } from './report';
import { runStorm } from './run-storm';
import { setScene } from './scene';
import { startSingleServer } from './single-server';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(options: StormOptions): Promise<StormReport> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-adapter-storm-'));
  // The database's own user must get at its data below.
  chmodSync(folder, 0o755);
  const cleanUp = new CleanUp();
  let isClean = false;
  try {
    const database = await (options.engine === 'galera' ? startGalera : startSingleServer)(folder, say);
    cleanUp.later(() => database.stop());
    const scene = await setScene(options, folder, database);
    cleanUp.later(() => scene.stop());
    const report = await runStorm(scene, options, say);
    if (options.reportFile !== null) writeFileSync(options.reportFile, jsonOf(report));
    say(textOf(report));
    isClean = report.findings.total === 0;
    return report;
  } finally {
    await cleanUp.run();
    if (isClean && !options.keep) rmSync(folder, { recursive: true, force: true });
    else say(`logs and data: ${folder}`);
  }
}

function main(): void {
  let options: StormOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  run(options).then(
    (report) => {
      say(closingLine(report));
      process.exit(report.findings.total === 0 ? 0 : 1);
    },
    (error: unknown) => {
      process.stderr.write(`${inspect(error)}\n`);
      process.exit(1);
    },
  );
}

main();
