import { numberFrom, portFrom, textFrom } from '../shared/environment';

export interface BankSettings {
  readonly host: string;
  readonly port: number;
  /** The address in payment links; without it, the one that the stand-in listens on. */
  readonly publicUrl: string | undefined;
  readonly terminalKey: string;
  readonly password: string;
  /** Where notifications go when Init names no address, as set for a terminal in the merchant's cabinet. */
  readonly defaultNotificationUrl: string | undefined;
  /** Stands for the bank's hour between two tries of a notification. */
  readonly retryMs: number;
  readonly maxTries: number;
  /** How long the bank waits for the reply to a notification, and the payer with it. */
  readonly replyTimeoutMs: number;
}

export const DEMO_TERMINAL_KEY = '1700000000001DEMO';
export const DEMO_PASSWORD = 'demo$Secret';

export function settingsFromEnvironment(): BankSettings {
  return {
    host: textFrom('SANDBOX_HOST', '127.0.0.1'),
    port: portFrom('SANDBOX_BANK_PORT', 3001),
    publicUrl: textFrom('SANDBOX_BANK_PUBLIC_URL', '').replace(/\/$/, '') || undefined,
    terminalKey: textFrom('TINKOFF_TERMINAL_KEY', DEMO_TERMINAL_KEY),
    password: textFrom('TINKOFF_PASSWORD', DEMO_PASSWORD),
    defaultNotificationUrl: textFrom('SANDBOX_BANK_NOTIFICATION_URL', '') || undefined,
    retryMs: numberFrom('SANDBOX_BANK_RETRY_MS', 1000, { min: 1, max: 3_600_000 }),
    maxTries: numberFrom('SANDBOX_BANK_TRIES', 24, { min: 1, max: 1000 }),
    replyTimeoutMs: 10_000,
  };
}
