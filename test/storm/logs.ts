import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tally } from './tally';

interface Line {
  readonly level?: string;
  readonly msg?: string;
  readonly err?: LoggedError;
  readonly upstreamError?: string;
  readonly error?: string;
}

interface LoggedError {
  readonly message?: string;
  readonly code?: string;
  readonly errno?: number;
  readonly type?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
  readonly driverError?: LoggedError;
  readonly aggregateErrors?: readonly LoggedError[];
}

function codeOf(error: LoggedError | undefined): string {
  if (!error) return '';
  const inner = error.driverError ?? error.aggregateErrors?.[0];
  // The log writes causes into the stack.
  const causes = [...(error.stack ?? '').matchAll(/caused by: (.{1,100})/g)].map(([, cause = '']) => cause);
  const deepest = causes.at(-1);
  if (deepest !== undefined)
    return `${error.type ?? ''} ${deepest}`.replace(/\d+\.\d+\.\d+\.\d+:\d+/, 'address');
  const code = error.code ?? (inner ? codeOf(inner) : undefined) ?? error.type ?? '';
  return typeof code === 'string' && code !== '' ? code : (error.message ?? '').slice(0, 80);
}

/** What the replicas complained of, by words and cause: each kind should have a reason that the storm gave. */
export function complaintsIn(folder: string): { readonly errors: Tally; readonly warnings: Tally } {
  const found = { errors: new Tally(), warnings: new Tally() };
  for (const file of readdirSync(folder)) {
    for (const text of readFileSync(join(folder, file), 'utf8').split('\n')) {
      if (text === '') continue;
      const line = readLine(text);
      const tally = line === null || line.level === 'error' ? found.errors : found.warnings;
      const why = line ? (line.upstreamError ?? line.error ?? codeOf(line.err)) : '';
      tally.add(line ? [line.msg ?? '', why].filter(Boolean).join(': ') : `no JSON: ${text.slice(0, 100)}`);
    }
  }
  return found;
}

function readLine(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
