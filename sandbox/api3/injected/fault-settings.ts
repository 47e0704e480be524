import { z } from 'zod';
import { FaultSwitchboard, milliseconds, probability } from '../../shared/faults';
import { OPERATIONS } from '../operations/operations';

/** Faults that one operation, or `*` all of them, can be told to play. */
const operationFaults = z
  .strictObject({
    /** Waits before the work; `slow` is how often, always when left out. */
    slowMs: milliseconds,
    slow: probability,
    /** HTTP 502 with an empty body, before the work or after it. */
    http502: probability,
    http502AfterCommit: probability,
    /** Keeps the connection and never answers: nothing done, or all done. */
    timeoutBeforeCommit: probability,
    timeoutAfterCommit: probability,
    /** Keeps the connection, does the work this much later, never answers; `lateCommit` is how often. */
    lateCommitMs: milliseconds,
    lateCommit: probability,
    /** Drops the session of the call before the work. */
    expireSession: probability,
    /** A SOAP fault instead of the work. */
    fault: z.strictObject({ p: probability, detail: z.string().min(1) }),
    /** Does the work and cuts the answer in the middle. */
    truncateXml: probability,
  })
  .partial();

export type OperationFaults = z.infer<typeof operationFaults>;

export interface FaultSettings {
  /** The check of a receipt and the insert are not one step. */
  racyReceiptCheck?: boolean | undefined;
  /** A second promised payment is taken while one is active. */
  racyPromise?: boolean | undefined;
  /** Every SOAP call finds its connection closed. */
  down?: boolean | undefined;
  /** By operation, or `*`. */
  [operation: string]: OperationFaults | boolean | undefined;
}

const schema: z.ZodType<FaultSettings> = z.strictObject({
  ...Object.fromEntries(['*', ...OPERATIONS.keys()].map((name) => [name, operationFaults.optional()])),
  racyReceiptCheck: z.boolean().optional(),
  racyPromise: z.boolean().optional(),
  down: z.boolean().optional(),
});

export type Switchboard = FaultSwitchboard<FaultSettings>;

export const newSwitchboard = (): Switchboard => new FaultSwitchboard(schema);
