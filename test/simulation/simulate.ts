import type { Tables } from '../../src/ledger/memory/tables';
import { MemoryLedgerStore } from '../../src/ledger/memory/memory-ledger-store';
import { Chance } from './chance';
import { planDisasters } from './disasters';
import { Fleet } from './fleet';
import { Invariants } from './invariants';
import { Mail } from './mail';
import { SOUND, type Mechanism } from './mechanism';
import { Operators } from './operators';
import { Scheduler } from './scheduler';
import { SimBank } from './sim-bank';
import { SimBilling } from './sim-billing';
import { Strays } from './strays';
import { Subscribers } from './subscribers';
import { CHAOS_MS, REST_MS, SIGN_OF_LIFE_MS } from './terms';
import { Upstreams } from './upstreams';
import { calmAfter, weatherOf, type Weather } from './weather';

export interface Outcome {
  readonly seed: number;
  /** What must never be, and was; null when everything held. */
  readonly violation: string | null;
  /** Fingerprint of everything that happened. */
  readonly digest: string;
  readonly occurrences: number;
  readonly credits: number;
  readonly parked: number;
  readonly trace: string;
  readonly climate: Weather;
}

/** One run of the service in a world that the seed decides. */
export async function simulate(
  seed: number,
  mechanism: Mechanism = SOUND,
  keepsTrace = false,
): Promise<Outcome> {
  const chance = new Chance(seed);
  const climate = weatherOf(chance);
  let weather = climate;
  const scheduler = new Scheduler(keepsTrace);
  const around = { scheduler, chance, climate, weather: () => weather };
  const rows = new MemoryLedgerStore();
  const mail: Mail = new Mail(around, () => fleet);
  const bank = new SimBank(around, (notification) => mail.send(notification));
  const billing = new SimBilling(around);
  const upstreams = new Upstreams(bank, billing);
  const fleet = new Fleet(around, rows, upstreams, mechanism);
  const subscribers = new Subscribers(around, fleet, bank, billing);
  const strays = new Strays(around, bank);
  const operators = new Operators(around, fleet, rows, billing);
  const invariants = new Invariants({
    tables: () => rows.snapshot(),
    bank,
    billing,
    mail,
    subscribers,
    strays,
    operators,
    climate,
  });
  let kept = rows.snapshot();
  let keptAt = scheduler.now;
  planDisasters(around, fleet, upstreams, {
    take: () => {
      kept = rows.snapshot();
      keptAt = scheduler.now;
    },
    putBack: (isUnderRunningService) => {
      if (isUnderRunningService) subscribers.forgetPromises();
      rows.restore(kept);
      // A backup younger than the last sign of life is noticed with the next one; until then billing's own check guards.
      const isUnnoticed = scheduler.now - keptAt < SIGN_OF_LIFE_MS * 2;
      if (isUnnoticed) billing.forgetTraffic();
      mail.forget();
      operators.forget();
      invariants.forget(isUnnoticed);
    },
  });
  let violation: string | null = null;
  try {
    fleet.startAll();
    const chaosEnds = scheduler.now + CHAOS_MS;
    await scheduler.run(
      () => scheduler.now >= chaosEnds,
      () => invariants.check(),
    );
    weather = calmAfter(climate);
    scheduler.note('calm');
    const restEnds = scheduler.now + REST_MS;
    await scheduler.run(
      () => scheduler.now >= restEnds || (scheduler.count % 64 === 0 && isAtRest(invariants)),
      () => invariants.check(),
    );
    invariants.checkAtRest();
  } catch (error) {
    violation = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    scheduler.note(violation);
    if (keepsTrace) dump(scheduler, rows.snapshot(), billing);
  }
  return {
    seed,
    violation,
    digest: scheduler.digest(),
    occurrences: scheduler.count,
    credits: billing.records.length,
    parked: [...rows.snapshot().postings.values()].filter(({ state }) => state === 'parked').length,
    trace: scheduler.trace,
    climate,
  };
}

/** The rows of ledger and billing, for whoever reads a trace. */
function dump(scheduler: Scheduler, tables: Tables, billing: SimBilling): void {
  const lists = {
    payment: [...tables.payments.values()],
    posting: [...tables.postings.values()],
    event: [...tables.events.values()],
    quarantine: [...tables.quarantines.values()],
    suspense: [...tables.suspense.values()],
    record: billing.records,
  };
  for (const [name, rows] of Object.entries(lists)) {
    for (const row of rows) scheduler.note(`${name} ${JSON.stringify(row)}`);
  }
}

function isAtRest(invariants: Invariants): boolean {
  try {
    invariants.checkAtRest();
    return true;
  } catch {
    return false;
  }
}
