import { HttpModule, HttpService } from '@nestjs/axios';
import { Global, Module } from '@nestjs/common';
import { Api3Billing } from '../billing/api3/api3.adapter';
import { API3_OPERATION_NAMES } from '../billing/api3/operation-names';
import { BillingPort } from '../billing/billing.port';
import { GuardedBilling } from '../billing/wrappers/guarded-billing';
import { ObservedBilling } from '../billing/wrappers/observed-billing';
import type { Settings } from '../config/settings';
import { Metrics } from '../operations/metrics';
import { Clock } from '../shared/clock';
import { UpstreamGuard } from '../shared/upstream-guard';
import { axiosOf } from './axios-of';
import { SETTINGS_IN_FORCE } from './ground.module';
import { observeUpstreams } from './upstream-observation';

const FAILURES_TO_OPEN = 5;
const HALF_OPEN_AFTER_MS = 5_000;
const QUEUE_PER_PLACE = 8;

function api3(settings: Settings, http: HttpService, clock: Clock, metrics: Metrics): BillingPort {
  const observer = observeUpstreams(metrics);
  const adapter = new Api3Billing({
    url: settings.LANBILLING_API3_URL,
    managerLogin: settings.LANBILLING_MANAGER_LOGIN,
    managerPassword: settings.LANBILLING_MANAGER_PASSWORD,
    timeoutMs: settings.LANBILLING_TIMEOUT_MS,
    timeZone: settings.BUSINESS_TIME_ZONE,
    paymentClassId: settings.LANBILLING_PAYMENT_CLASS_ID,
    cashCode: settings.LANBILLING_CASH_CODE === 'none' ? null : Number(settings.LANBILLING_CASH_CODE),
    axios: axiosOf(http),
    clock,
    observer,
  });
  const billing = new ObservedBilling({ billing: adapter, observer, operations: API3_OPERATION_NAMES });
  const guard = new UpstreamGuard({
    failuresToOpen: FAILURES_TO_OPEN,
    halfOpenAfterMs: HALF_OPEN_AFTER_MS,
    maxConcurrent: settings.LANBILLING_CONCURRENCY,
    maxQueued: settings.LANBILLING_CONCURRENCY * QUEUE_PER_PLACE,
  });
  return new GuardedBilling({ billing, guard, operations: API3_OPERATION_NAMES });
}

@Global()
@Module({
  // Billing stands in the provider's own network: no proxy lies between, whatever the environment says.
  imports: [HttpModule.register({ proxy: false })],
  providers: [
    { provide: BillingPort, useFactory: api3, inject: [SETTINGS_IN_FORCE, HttpService, Clock, Metrics] },
  ],
  exports: [BillingPort],
})
export class BillingModule {}
