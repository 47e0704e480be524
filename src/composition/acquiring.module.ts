import { readFileSync } from 'node:fs';
import { HttpModule, HttpService } from '@nestjs/axios';
import { Global, Module } from '@nestjs/common';
import { AcquirerPort } from '../acquiring/acquirer.port';
import { ObservedAcquirer } from '../acquiring/observed-acquirer';
import { createBankAgent } from '../acquiring/tinkoff/ca-bundle';
import { TinkoffAcquirer } from '../acquiring/tinkoff/tinkoff.adapter';
import type { Settings } from '../config/settings';
import { Metrics } from '../operations/metrics';
import { axiosOf } from './axios-of';
import { SETTINGS_IN_FORCE } from './ground.module';
import { observeUpstreams } from './upstream-observation';

/** Real clients of this bank allow 4 seconds to connect. */
const CONNECT_TIMEOUT_MS = 4_000;

function tinkoff(settings: Settings, http: HttpService, metrics: Metrics): AcquirerPort {
  const adapter = new TinkoffAcquirer({
    apiUrl: settings.TINKOFF_API_URL,
    terminalKey: settings.TINKOFF_TERMINAL_KEY,
    password: settings.TINKOFF_PASSWORD,
    notificationUrl: settings.TINKOFF_NOTIFICATION_URL,
    timeoutMs: settings.TINKOFF_TIMEOUT_MS,
    http: axiosOf(http),
  });
  return new ObservedAcquirer({ inner: adapter, observer: observeUpstreams(metrics) });
}

@Global()
@Module({
  imports: [
    HttpModule.registerAsync({
      useFactory: (settings: Settings) => ({
        httpsAgent: createBankAgent({
          extraCaPem:
            settings.TINKOFF_CA_FILE === undefined ? null : readFileSync(settings.TINKOFF_CA_FILE, 'utf8'),
          maxSockets: settings.TINKOFF_CONCURRENCY,
          connectTimeoutMs: CONNECT_TIMEOUT_MS,
        }),
      }),
      inject: [SETTINGS_IN_FORCE],
    }),
  ],
  providers: [
    { provide: AcquirerPort, useFactory: tinkoff, inject: [SETTINGS_IN_FORCE, HttpService, Metrics] },
  ],
  exports: [AcquirerPort],
})
export class AcquiringModule {}
