import { Module } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { SqlUnits } from '../database/sql-units';
import { BankStatementsController, StatementLimit } from '../payouts/bank-statements.controller';
import { PayoutRules } from '../payouts/payout-rules';
import { Payouts } from '../payouts/payouts';
import { PayoutsController } from '../payouts/payouts.controller';
import { FeeCheck } from '../payouts/tariff/fee-check';
import { FeeCheckController } from '../payouts/tariff/fee-check.controller';
import { Tariff } from '../payouts/tariff/tariff';
import { UploadStatement } from '../payouts/upload-statement';
import { BusinessDays } from '../shared/business-days';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { SETTINGS_IN_FORCE } from './ground.module';

/** The provider's bank statement against the bank's registries, and the fees against the tariff. */
@Module({
  controllers: [BankStatementsController, PayoutsController, FeeCheckController],
  providers: [
    {
      provide: PayoutRules,
      useFactory: (settings: Settings) =>
        new PayoutRules({
          payers: settings.PAYOUT_PAYERS,
          purposeWords: settings.PAYOUT_PURPOSE_WORDS,
          accounts: settings.PAYOUT_ACCOUNTS,
        }),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: StatementLimit,
      useFactory: (settings: Settings): StatementLimit => ({ maxBytes: settings.BANK_STATEMENT_MAX_BYTES }),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: UploadStatement,
      useFactory: (units: SqlUnits, rules: PayoutRules, settings: Settings, clock: Clock, ids: Ids) =>
        new UploadStatement(units, rules, settings.BANK_STATEMENT_COLUMNS, clock, ids),
      inject: [SqlUnits, PayoutRules, SETTINGS_IN_FORCE, Clock, Ids],
    },
    {
      provide: Payouts,
      useFactory: (units: SqlUnits, rules: PayoutRules, settings: Settings, clock: Clock) =>
        new Payouts(
          units,
          rules,
          new BusinessDays(settings.BUSINESS_TIME_ZONE),
          settings.PAYOUT_PATIENCE_WORKING_DAYS,
          clock,
        ),
      inject: [SqlUnits, PayoutRules, SETTINGS_IN_FORCE, Clock],
    },
    {
      provide: FeeCheck,
      useFactory: (units: SqlUnits, settings: Settings) =>
        new FeeCheck(units, new Tariff(settings.TINKOFF_TARIFF), settings.FEE_TOLERANCE_KOPECKS),
      inject: [SqlUnits, SETTINGS_IN_FORCE],
    },
  ],
  exports: [Payouts, FeeCheck],
})
export class PayoutsModule {}
