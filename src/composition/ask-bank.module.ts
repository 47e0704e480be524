import { Module } from '@nestjs/common';
import { AcquirerPort } from '../acquiring/acquirer.port';
import type { Settings } from '../config/settings';
import { BankStatuses } from '../ledger/bank-statuses';
import { Orders } from '../ledger/orders';
import { Clock } from '../shared/clock';
import { AskBank } from '../unconfirmed/ask-bank';
import { SETTINGS_IN_FORCE } from './ground.module';

@Module({
  providers: [
    {
      provide: AskBank,
      useFactory: (
        acquirer: AcquirerPort,
        bankStatuses: BankStatuses,
        orders: Orders,
        clock: Clock,
        settings: Settings,
      ) => new AskBank(acquirer, bankStatuses, orders, clock, settings.UNCONFIRMED_FORGOTTEN_AFTER_MS),
      inject: [AcquirerPort, BankStatuses, Orders, Clock, SETTINGS_IN_FORCE],
    },
  ],
  exports: [AskBank],
})
export class AskBankModule {}
