import type { Call, Operation } from '../operations/operation';

/** The caller has given up, the core has not: the work happens later and nobody hears how it went. */
export function commitLater(operation: Operation, call: Call, delayMs: number): void {
  const commit = async (): Promise<void> => {
    try {
      await operation.run(call);
    } catch {
      // A refusal would have gone to a caller who no longer listens.
    }
  };
  setTimeout(() => void commit(), delayMs).unref();
}
