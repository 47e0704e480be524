import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../config/settings';
import { dataSourceOptions, openDataSource } from '../database/data-source';
import { Clock, SystemClock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random, SystemRandom } from '../shared/random';

export const SETTINGS_IN_FORCE = Symbol('Settings');

/** Time, chance, identity, settings and the database: what everything else stands on. */
@Global()
@Module({})
export class GroundModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: GroundModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...dataSourceOptions(settings.DATABASE_URL, settings.DATABASE_POOL_SIZE),
            retryAttempts: 10,
            retryDelay: 1_000,
          }),
          dataSourceFactory: () => openDataSource(settings.DATABASE_URL, settings.DATABASE_POOL_SIZE),
        }),
      ],
      providers: [
        { provide: SETTINGS_IN_FORCE, useValue: settings },
        { provide: Clock, useClass: SystemClock },
        { provide: Random, useClass: SystemRandom },
        {
          provide: Ids,
          useFactory: (clock: Clock, random: Random) => new Ids(clock, random),
          inject: [Clock, Random],
        },
      ],
      exports: [SETTINGS_IN_FORCE, Clock, Random, Ids],
    };
  }
}
