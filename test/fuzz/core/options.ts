import { parseArgs } from 'node:util';

export interface Options {
  readonly cases: number;
  readonly seconds: number;
  readonly seed: number;
  readonly target: string;
  /** The number of one case to run alone. */
  readonly only: number | null;
  readonly report: string | null;
}

export const USAGE =
  'npm run fuzz -- [--cases N | --seconds S] [--seed N] [--target soap|bank|notifications|rest|all] [--report file.json] [--case N]';

const DEFAULT_SECONDS = 60;

function whole(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number\n${USAGE}`);
  return Number(text);
}

/** @throws Error with the usage when the command line is wrong */
export function readOptions(args: readonly string[], today: Date): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { cases: text, seconds: text, seed: text, target: text, report: text, case: text },
  });
  const cases = whole(values.cases, 'cases');
  const seconds = whole(values.seconds, 'seconds');
  return {
    cases: cases ?? Number.MAX_SAFE_INTEGER,
    seconds: seconds ?? (cases === null ? DEFAULT_SECONDS : Number.MAX_SAFE_INTEGER),
    // Another one each day, and the same for all runs of a day; a finding names it.
    seed: whole(values.seed, 'seed') ?? Math.floor(today.getTime() / 86_400_000),
    target: values.target ?? 'all',
    only: whole(values.case, 'case'),
    report: values.report ?? null,
  };
}
