import { parseArgs } from 'node:util';

export type Engine = 'mariadb' | 'galera';

export interface StormOptions {
  readonly payments: number;
  readonly engine: Engine;
  readonly seed: number;
  /** No payment is begun after this; null for no bound. */
  readonly minutesMax: number | null;
  readonly reportFile: string | null;
  /** Falsifies one record of billing when all is at rest, to see that the comparison finds it. */
  readonly tamper: boolean;
  /** Leaves logs and databases behind. */
  readonly keep: boolean;
}

export const USAGE = `Usage: npm run storm -- --payments N [--engine mariadb|galera] [--seed N] [--minutes-max M] [--report file.json] [--tamper] [--keep]
Kills, cuts and lies to the built service while N payments go through it, then compares bank, ledger and billing.`;

/** @throws Error with one line on what is wrong */
export function readOptions(args: readonly string[]): StormOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      payments: { type: 'string', default: '1000' },
      engine: { type: 'string', default: 'mariadb' },
      seed: { type: 'string' },
      'minutes-max': { type: 'string' },
      report: { type: 'string' },
      tamper: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const { engine } = values;
  if (engine !== 'mariadb' && engine !== 'galera') throw new Error(`--engine: ${engine} is not known`);
  const minutes = values['minutes-max'];
  return {
    payments: whole('--payments', values.payments),
    engine,
    seed: values.seed === undefined ? Date.now() % 1_000_000 : whole('--seed', values.seed),
    minutesMax: minutes === undefined ? null : whole('--minutes-max', minutes),
    reportFile: values.report ?? null,
    tamper: values.tamper,
    keep: values.keep,
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`${name} must be a whole number above 0, not "${text}"`);
  return Number(text);
}
