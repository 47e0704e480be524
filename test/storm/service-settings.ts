import type { Environment } from '../../sandbox/orchestration/service';

/**
 * Time-outs and pauses short enough for a storm; everything else is as in production. Unpaid orders are asked about again and
 * again, so the more there are, the rarer.
 */
export function stormSettings(payments: number): Environment {
  return {
    LANBILLING_TIMEOUT_MS: '1500',
    TINKOFF_TIMEOUT_MS: '1500',
    POSTING_INTERVAL_MS: '250',
    POSTING_RETRY_FIRST_MS: '250',
    POSTING_RETRY_CAP_MS: '2000',
    UNCONFIRMED_INTERVAL_MS: '500',
    UNCONFIRMED_FIRST_ASK_MS: '2000',
    UNCONFIRMED_ASK_CAP_MS: String(Math.min(30_000, Math.max(4_000, payments * 3))),
    // Longer than an Init can lie on its way to a bank that is starved: what is given up sooner may yet be made.
    UNCONFIRMED_FORGOTTEN_AFTER_MS: '15000',
    RECONCILIATION_NIGHTLY_HOUR: 'none',
    DATABASE_POOL_SIZE: '10',
    LOG_LEVEL: 'warn',
  };
}

/** The bank never gives a notification up, as in life: it repeats for weeks. */
export const BANK_SETTINGS: Environment = { SANDBOX_BANK_RETRY_MS: '1000', SANDBOX_BANK_TRIES: '1000' };

/** The stand-in commits this late and is never heard of: later than our time-out would be outside of what is promised. */
export const LATE_COMMIT_MS = 1_200;
