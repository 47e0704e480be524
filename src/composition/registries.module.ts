import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Settings } from '../config/settings';
import { SqlUnits } from '../database/sql-units';
import { Columns } from '../registries/lines/headings';
import { RegistryClock } from '../registries/lines/moments';
import { LoadRegistry } from '../registries/load-registry';
import { RegistriesController, RegistryLimit } from '../registries/registries.controller';
import { BusinessDays } from '../shared/business-days';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { SETTINGS_IN_FORCE } from './ground.module';

/** The bank's registries, as finance uploads them. */
@Module({
  controllers: [RegistriesController],
  providers: [
    {
      provide: SqlUnits,
      useFactory: (dataSource: DataSource, clock: Clock, random: Random) =>
        new SqlUnits(dataSource, clock, random),
      inject: [DataSource, Clock, Random],
    },
    {
      provide: RegistryLimit,
      useFactory: (settings: Settings): RegistryLimit => ({ maxBytes: settings.REGISTRY_MAX_BYTES }),
      inject: [SETTINGS_IN_FORCE],
    },
    {
      provide: LoadRegistry,
      useFactory: (units: SqlUnits, clock: Clock, ids: Ids, settings: Settings) =>
        new LoadRegistry(units, clock, ids, {
          columns: new Columns(settings.REGISTRY_COLUMNS),
          clock: new RegistryClock(new BusinessDays(settings.BUSINESS_TIME_ZONE)),
          terminal: settings.TINKOFF_TERMINAL_KEY,
          terminals: new Map(Object.entries(settings.REGISTRY_TERMINALS)),
          maxRows: settings.REGISTRY_MAX_ROWS,
        }),
      inject: [SqlUnits, Clock, Ids, SETTINGS_IN_FORCE],
    },
  ],
})
export class RegistriesModule {}
