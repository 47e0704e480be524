import { HttpModule, HttpService } from '@nestjs/axios';
import { Global, Module } from '@nestjs/common';
import { Api3Billing } from '../billing/api3/api3.adapter';
import { Api3Cabinet } from '../billing/api3/api3-cabinet';
import { Api3Core } from '../billing/api3/api3-core';
import { API3_CABINET_OPERATION_NAMES, API3_OPERATION_NAMES } from '../billing/api3/operation-names';
import { BillingPort } from '../billing/billing.port';
import { CabinetPort } from '../billing/cabinet.port';
import { CabinetReads } from '../billing/cabinet-reads';
import { LBWEB_OPERATION_NAMES } from '../billing/lbweb-client/operation-names';
import { LbwebCabinet } from '../billing/lbweb-client/lbweb-cabinet';
import { UpstreamSessions } from '../billing/upstream-sessions.port';
import { AroundCabinet } from '../billing/wrappers/around-cabinet';
import type { CabinetOperationNames } from '../billing/wrappers/cabinet-operation-names';
import { GuardedBilling } from '../billing/wrappers/guarded-billing';
import { LastKnown } from '../billing/wrappers/last-known';
import { ObservedBilling } from '../billing/wrappers/observed-billing';
import type { Settings } from '../config/settings';
import { Metrics } from '../operations/metrics';
import { Clock } from '../shared/clock';
import { UpstreamGuard } from '../shared/upstream-guard';
import { observed } from '../shared/upstream-observer';
import { axiosOf } from './axios-of';
import { SETTINGS_IN_FORCE } from './ground.module';
import { observeUpstreams } from './upstream-observation';

const FAILURES_TO_OPEN = 5;
const HALF_OPEN_AFTER_MS = 5_000;
const QUEUE_PER_PLACE = 8;
/** Rows of answers that are remembered of billing, in each replica: some tens of megabytes. */
const REMEMBERED_ROWS = 100_000;

function core(settings: Settings, http: HttpService, clock: Clock, metrics: Metrics): Api3Core {
  return new Api3Core({
    url: settings.LANBILLING_API3_URL,
    managerLogin: settings.LANBILLING_MANAGER_LOGIN,
    managerPassword: settings.LANBILLING_MANAGER_PASSWORD,
    timeoutMs: settings.LANBILLING_TIMEOUT_MS,
    timeZone: settings.BUSINESS_TIME_ZONE,
    paymentClassId: settings.LANBILLING_PAYMENT_CLASS_ID,
    cashCode: settings.LANBILLING_CASH_CODE === 'none' ? null : Number(settings.LANBILLING_CASH_CODE),
    promisedPaymentForm: settings.LANBILLING_PROMISED_PAYMENT_FORM,
    axios: axiosOf(http),
    clock,
    observer: observeUpstreams(metrics),
  });
}

function guardOf(settings: Settings): UpstreamGuard {
  return new UpstreamGuard({
    failuresToOpen: FAILURES_TO_OPEN,
    halfOpenAfterMs: HALF_OPEN_AFTER_MS,
    maxConcurrent: settings.LANBILLING_CONCURRENCY,
    maxQueued: settings.LANBILLING_CONCURRENCY * QUEUE_PER_PLACE,
  });
}

function billing(settings: Settings, api3: Api3Core, metrics: Metrics): BillingPort {
  const operations = API3_OPERATION_NAMES;
  const observer = observeUpstreams(metrics);
  const inner = new ObservedBilling({ billing: new Api3Billing(api3), observer, operations });
  return new GuardedBilling({ billing: inner, guard: guardOf(settings), operations });
}

/** With a guard of its own: those who look on must not take the places of postings. */
function cabinet(
  settings: Settings,
  api3: Api3Core,
  money: BillingPort,
  sessions: UpstreamSessions,
  http: HttpService,
  clock: Clock,
  metrics: Metrics,
): CabinetPort {
  const { LBWEB_CLIENT_URL: lbwebUrl } = settings;
  if (settings.BILLING_UPSTREAM === 'api3' || lbwebUrl === undefined) {
    return around(new Api3Cabinet(api3), API3_CABINET_OPERATION_NAMES, settings, metrics);
  }
  const lbweb = new LbwebCabinet({
    baseUrl: lbwebUrl,
    urlForm: settings.LBWEB_CLIENT_URL_FORM,
    timeoutMs: settings.LBWEB_CLIENT_TIMEOUT_MS,
    timeZone: settings.BUSINESS_TIME_ZONE,
    axios: axiosOf(http),
    clock,
    sessions,
    ownerOf: (agreementId) => money.findOwner(agreementId),
  });
  return around(lbweb, LBWEB_OPERATION_NAMES, settings, metrics);
}

function around(
  inner: CabinetPort,
  operations: CabinetOperationNames,
  settings: Settings,
  metrics: Metrics,
): CabinetPort {
  const guard = guardOf(settings);
  const observer = observeUpstreams(metrics);
  const callOf = (call: keyof CabinetPort) => ({ upstream: 'billing', operation: operations[call] });
  const watched = new AroundCabinet(inner, (call, work) => observed(observer, callOf(call), work));
  return new AroundCabinet(watched, (call, work) => guard.run(callOf(call), work), {
    straight: ['checkHealth', 'signOut'],
  });
}

@Global()
@Module({
  // Billing stands in the provider's own network: no proxy lies between, whatever the environment says.
  imports: [HttpModule.register({ proxy: false })],
  providers: [
    { provide: Api3Core, useFactory: core, inject: [SETTINGS_IN_FORCE, HttpService, Clock, Metrics] },
    { provide: BillingPort, useFactory: billing, inject: [SETTINGS_IN_FORCE, Api3Core, Metrics] },
    {
      provide: CabinetPort,
      useFactory: cabinet,
      inject: [SETTINGS_IN_FORCE, Api3Core, BillingPort, UpstreamSessions, HttpService, Clock, Metrics],
    },
    {
      provide: CabinetReads,
      useFactory: (port: CabinetPort, clock: Clock, settings: Settings) =>
        new CabinetReads(
          port,
          new LastKnown({
            clock,
            staleForMs: settings.CABINET_STALE_SECONDS * 1_000,
            patienceMs: settings.CABINET_PATIENCE_MS,
            maxRows: REMEMBERED_ROWS,
          }),
        ),
      inject: [CabinetPort, Clock, SETTINGS_IN_FORCE],
    },
  ],
  exports: [BillingPort, CabinetPort, CabinetReads],
})
export class BillingModule {}
