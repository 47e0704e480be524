import { Rejected, Unavailable, UnknownOutcome, type UpstreamCall } from './upstream-errors';

export type UpstreamOutcome = 'ok' | 'rejected' | 'unavailable' | 'unknown_outcome' | 'error';

export interface ObservedCall extends UpstreamCall {
  readonly outcome: UpstreamOutcome;
  readonly durationMs: number;
  /** The error's stable code, when there is one. */
  readonly code: string | null;
}

/** Learns of every upstream call once it has ended: metrics and logs stand behind it. */
export type UpstreamObserver = (call: ObservedCall) => void;

function outcomeOf(error: unknown): UpstreamOutcome {
  if (error instanceof Rejected) return 'rejected';
  if (error instanceof Unavailable) return 'unavailable';
  if (error instanceof UnknownOutcome) return 'unknown_outcome';
  return 'error';
}

/** Runs an upstream call and reports how it ended and how long it took. The result or error passes through. */
export async function observed<T>(
  observer: UpstreamObserver,
  call: UpstreamCall,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const report = (outcome: UpstreamOutcome, code: string | null): void =>
    observer({ ...call, outcome, code, durationMs: performance.now() - started });
  try {
    const value = await work();
    report('ok', null);
    return value;
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
    report(outcomeOf(error), code);
    throw error;
  }
}
