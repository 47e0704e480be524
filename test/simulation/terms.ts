import { kopecks } from '../../src/shared/money';

/** Times of the simulated service: the proportions of production, on a coarser clock. */
export const BANK_TIMEOUT_MS = 12_000;
export const BILLING_TIMEOUT_MS = 15_000;
/** As composition/worker.module.ts makes it from the time-out. */
export const LEASE_MS = BILLING_TIMEOUT_MS * 4 + 5_000;
export const SETTLE_MS = BILLING_TIMEOUT_MS;
export const TICK_MS = 45_000;
/** Ticks between two signs of life. */
export const HEARTBEAT_EVERY = 2;
export const SIGN_OF_LIFE_MS = TICK_MS * HEARTBEAT_EVERY;
export const RETRYING = { firstMs: 5_000, factor: 2, capMs: 300_000 };
export const ASKING = { firstMs: 20_000, factor: 2, capMs: 600_000 };
export const PARK_AFTER_MS = 72 * 3_600_000;
export const RULES = {
  minKopecks: kopecks(1_000),
  maxKopecks: kopecks(1_500_000),
  lifetimeMs: 12 * 60_000,
  acquirerPatienceMs: BANK_TIMEOUT_MS * 2,
};
/** How long things go wrong in one run, and how long they may take to come to rest after it. */
export const CHAOS_MS = 30 * 60_000;
export const REST_MS = 12 * 3_600_000;
export const FORGOTTEN_AFTER_MS = 8 * 60_000;
/** Billing's reader: how far back, and how long after a posting. */
export const READING = { windowMs: 72 * 3_600_000, graceMs: 15_000, timeZone: 'Europe/Moscow' };
/** Of the quarantine, as composition/lease.ts and the settings make them. */
export const STILL_AT_WORK_MS = LEASE_MS + BILLING_TIMEOUT_MS;
export const AFTER_STOP_MS = 3_600_000;
export const LOOKBACK_MS = 168 * 3_600_000;
/** Of the desk of money in suspense. */
export const FINDING = { windowMs: 168 * 3_600_000, doubledWithinMs: 10 * 60_000 };
