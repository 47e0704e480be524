import { Line } from './line';
import type { SimBank } from './sim-bank';
import type { SimBilling } from './sim-billing';
import { BANK_TIMEOUT_MS, BILLING_TIMEOUT_MS, SETTLE_MS } from './terms';

/** Bank and billing, and the lines to them. */
export class Upstreams {
  readonly bankLine = new Line({
    upstream: 'tinkoff',
    timeoutMs: BANK_TIMEOUT_MS,
    faults: (weather) => weather.bank,
    latestMs: () => BANK_TIMEOUT_MS,
  });
  readonly billingLine = new Line({
    upstream: 'billing',
    timeoutMs: BILLING_TIMEOUT_MS,
    faults: (weather) => weather.billing,
    latestMs: (weather) => (weather.isCoreUnruly ? SETTLE_MS * 8 : SETTLE_MS - 1_000),
  });

  constructor(
    readonly bank: SimBank,
    readonly billing: SimBilling,
  ) {}
}
