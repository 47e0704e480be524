import { Cabinet } from './cabinet';
import { compare } from './compare';
import { disastersOf } from './disasters';
import { gather } from './evidence';
import { Findings } from './findings';
import { explainStates, findKept } from './invariants';
import { complaintsIn } from './logs';
import type { StormOptions } from './options';
import { Payers } from './payers';
import { Chance } from './random';
import type { StormReport } from './report';
import { untilAtRest } from './rest';
import type { Scene } from './scene';
import { Storm } from './storm';
import { tamper } from './tamper';
import { Tally } from './tally';

const REST_PATIENCE_MS = 180_000;

/** Sends the payments through the storm, lets it calm down, and compares. */
export async function runStorm(
  scene: Scene,
  options: StormOptions,
  say: (line: string) => void,
): Promise<StormReport> {
  const begun = Date.now();
  const counts = new Tally();
  const answers = new Tally();
  const endsAt = options.minutesMax === null ? Infinity : begun + options.minutesMax * 60_000;
  let answersUntil = Infinity;
  const cabinet = new Cabinet(scene, answers, () => answersUntil);
  const payers = new Payers(scene, cabinet, new Chance(options.seed), counts);
  const chance = new Chance(options.seed + 1);
  const storm = new Storm(scene, disastersOf(scene, chance, counts), chance);

  await storm.begin(options.seed);
  const progress = setInterval(() => {
    say(`${counts.of('opened')} opened, ${counts.of('paid')} paid, ${seconds(begun)} s`);
  }, 10_000);
  const running = payers.run(options.payments, () => Date.now() < endsAt);
  // Who is at work when the time is up is answered in the calm; who is not answered then has a trouble.
  const { stories, troubles } = await Promise.race([running, untilTime(endsAt)]).then(async (done) => {
    await storm.end();
    answersUntil = Date.now() + REST_PATIENCE_MS;
    return done ?? running;
  });
  clearInterval(progress);
  say(`all is well again after ${seconds(begun)} s; waiting for the ledger to come to rest`);

  const findings = new Findings();
  for (const left of await untilAtRest(scene, Date.now() + REST_PATIENCE_MS))
    findings.add('not at rest', left);
  for (const trouble of troubles) findings.add('trouble of a payer', trouble);
  say(`at rest after ${seconds(begun)} s`);
  if (options.tamper) {
    const { recordid, receipt } = await tamper(scene, chance);
    say(`falsified record ${recordid} (${receipt}) by a kopeck`);
  }
  const evidence = await gather(scene);
  compare(evidence, stories, findings);
  explainStates(evidence, findings);
  findKept(evidence, findings);
  const taken = evidence.orders.filter(({ status }) => status === 'CONFIRMED');
  return {
    options,
    seconds: seconds(begun),
    payments: stories.length,
    counts,
    databaseKills: scene.database.kills,
    conflicts: await scene.database.conflicts(),
    ownEnds: scene.ownEnds,
    answers,
    findings,
    kopecksTaken: taken.reduce((sum, { amount }) => sum + amount, 0),
    complaints: complaintsIn(scene.logFolder),
  };
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}

async function untilTime(at: number): Promise<null> {
  return new Promise((resolve) => {
    if (Number.isFinite(at)) setTimeout(() => resolve(null), at - Date.now()).unref();
  });
}
