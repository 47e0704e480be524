import type { Settings } from '../config/settings';

/** A lease outlives the longest try: sign-in, question and posting, each with its time-out, and a margin. */
const CALLS_IN_A_LEASE = 4;
const LEASE_MARGIN_MS = 5_000;

export function leaseMs(settings: Settings): number {
  return settings.LANBILLING_TIMEOUT_MS * CALLS_IN_A_LEASE + LEASE_MARGIN_MS;
}

/** A call may be sent until its lease ends, and billing may be at work on it for one time-out more. */
export function stillAtWorkMs(settings: Settings): number {
  return leaseMs(settings) + settings.LANBILLING_TIMEOUT_MS;
}
