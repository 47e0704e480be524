/** Longer than any call may take: its own time-outs are shorter. */
const PATIENCE_MS = 5_000;

type Settled = { readonly value: unknown } | { readonly error: unknown } | { readonly hung: true };

/** How a promise ends, or that it does not. */
export function settled(promise: Promise<unknown>): Promise<Settled> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ hung: true }), PATIENCE_MS);
    const end = (ending: Settled): void => {
      clearTimeout(timer);
      resolve(ending);
    };
    promise.then(
      (value) => end({ value }),
      (error: unknown) => end({ error }),
    );
  });
}
