import { z } from 'zod';
import { ROUTES } from '../addresses/routes';
import { FaultSwitchboard, milliseconds, probability } from '../../shared/faults';

/** Faults that one route, or `*` all of them, can be told to play. */
const routeFaults = z
  .strictObject({
    /** Waits before the work; `slow` is how often, always when left out. */
    slowMs: milliseconds,
    slow: probability,
    /** HTTP 502 with the page of a front end, before the work or after it. */
    http502: probability,
    http502AfterCommit: probability,
    /** Keeps the connection and never answers: nothing done, or all done. */
    timeoutBeforeCommit: probability,
    timeoutAfterCommit: probability,
    /** Ends the visitor's session before the work. */
    expireSession: probability,
    /** Does the work and answers a page that nobody has seen before. */
    changedPage: probability,
    /** Does the work and cuts the page in the middle. */
    halfPage: probability,
  })
  .partial();

export type RouteFaults = z.infer<typeof routeFaults>;

/** The body of `POST /_control/faults`, beside `seed`: by route, or `*`. */
export interface CabinetFaults {
  /** Every page finds its connection closed. */
  down?: boolean | undefined;
  [route: string]: RouteFaults | boolean | undefined;
}

const schema: z.ZodType<CabinetFaults> = z.strictObject({
  ...Object.fromEntries(['*', ...ROUTES].map((name) => [name, routeFaults.optional()])),
  down: z.boolean().optional(),
});

export type Switchboard = FaultSwitchboard<CabinetFaults>;

export const newSwitchboard = (): Switchboard => new FaultSwitchboard(schema);
