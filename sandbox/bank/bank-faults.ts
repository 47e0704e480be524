import { z } from 'zod';
import { FaultSwitchboard, milliseconds, millisecondsRange, probability } from '../shared/faults';

const notifications = z.strictObject({
  /** Lost on the way; counts as a failed try. */
  drop: probability.optional(),
  /** Sent twice. */
  duplicate: probability.optional(),
  /** Leaves later. */
  delayMs: millisecondsRange.optional(),
  /** Held back, so that the next one overtakes it. */
  reorder: probability.optional(),
  badToken: probability.optional(),
});

const api = z.strictObject({
  /** Only calls of these methods; all of them when absent. */
  methods: z.array(z.string().min(1)).optional(),
  /** Every call waits. */
  slowMs: milliseconds.optional(),
  /** Nothing is done and no answer comes. */
  timeoutBeforeCommit: probability.optional(),
  /** Nothing is done, HTTP 500. */
  http500: probability.optional(),
  /** Nothing is done, every call is refused with this code. */
  errorCode: z.string().min(1).optional(),
  /** The work is done and no answer comes. */
  timeoutAfterCommit: probability.optional(),
  /** The work is done, HTTP 500. */
  http500AfterCommit: probability.optional(),
});

const bankFaults = z.strictObject({ notifications: notifications.optional(), api: api.optional() });

export type BankFaults = Required<z.infer<typeof bankFaults>>;
export type ApiFaults = BankFaults['api'];

export function bankFaultSwitchboard(): FaultSwitchboard<BankFaults> {
  return new FaultSwitchboard<BankFaults>(bankFaults);
}
