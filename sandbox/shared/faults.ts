import { z } from 'zod';
import { SeededRandom } from './seeded-random';

/** A probability: 0 never, 1 always. */
export const probability = z.number().min(0).max(1);

/** A length of time in milliseconds. */
export const milliseconds = z.number().int().min(0).max(600_000);

/** A length of time drawn between two bounds. */
export const millisecondsRange = z
  .tuple([milliseconds, milliseconds])
  .refine(([from, to]) => from <= to, { message: 'the first bound is above the second' });

export type FaultsAnswer<Faults> =
  | { readonly accepted: true; readonly faults: Faults }
  | { readonly accepted: false; readonly problems: readonly string[] };

/**
 * The faults that a stand-in plays at the moment, and the dice for them.
 *
 * `set` takes the body of `POST /_control/faults`. Each key named at the root replaces what stood under that key; the
 * others stay. An empty object turns every fault off. `seed` may stand beside any of them, or alone, and begins the
 * sequence of draws anew. What the schema does not know is refused and changes nothing.
 */
export class FaultSwitchboard<Faults extends object> {
  private readonly random = new SeededRandom();
  private faults: Partial<Faults> = {};

  /** @param schema of the body without `seed`, every key optional, strict about unknown keys. */
  constructor(private readonly schema: z.ZodType<Partial<Faults>>) {}

  get current(): Partial<Faults> {
    return this.faults;
  }

  set(body: unknown): FaultsAnswer<Partial<Faults>> {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      return { accepted: false, problems: ['the body must be a JSON object'] };
    }
    const { seed, ...rest } = body as Record<string, unknown>;
    const seedRead = z.number().int().optional().safeParse(seed);
    const faultsRead = this.schema.safeParse(rest);
    const issues = [
      ...(seedRead.success ? [] : ['seed: a whole number is expected']),
      ...(faultsRead.success
        ? []
        : faultsRead.error.issues.map((issue) =>
            [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
          )),
    ];
    if (!seedRead.success || !faultsRead.success) return { accepted: false, problems: issues };
    if (seedRead.data !== undefined) this.random.reseed(seedRead.data);
    this.faults = Object.keys(body).length === 0 ? {} : { ...this.faults, ...faultsRead.data };
    return { accepted: true, faults: this.faults };
  }

  /** Turns every fault off. */
  reset(): void {
    this.faults = {};
  }

  /** Draws; without a probability, or with 0, nothing is drawn, so that unused faults do not shift the sequence. */
  happens(chance: number | undefined): boolean {
    if (chance === undefined || chance === 0) return false;
    return this.random.fraction() < chance;
  }

  /** Draws a whole number between two bounds; 0 where there are none. */
  between(range: readonly [number, number] | undefined): number {
    return range ? this.random.integer(range[0], range[1]) : 0;
  }
}
