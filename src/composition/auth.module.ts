import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { ThrottlerModule } from '@nestjs/throttler';
import { DataSource } from 'typeorm';
import { ApiKeys } from '../auth/api-keys';
import { AuthGuard } from '../auth/auth.guard';
import { SIGN_IN_LIMITS } from '../auth/sign-in-limit';
import { Tokens } from '../auth/tokens';
import type { Settings } from '../config/settings';
import { Clock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { Random } from '../shared/random';
import { SETTINGS_IN_FORCE } from './ground.module';

@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      useFactory: (settings: Settings) => ({ secret: settings.JWT_SECRET }),
      inject: [SETTINGS_IN_FORCE],
    }),
    ThrottlerModule.forRoot(SIGN_IN_LIMITS),
  ],
  providers: [
    {
      provide: Tokens,
      useFactory: (jwt: JwtService, settings: Settings, clock: Clock) =>
        new Tokens(
          jwt,
          { accessSeconds: settings.ACCESS_TOKEN_SECONDS, refreshSeconds: settings.REFRESH_TOKEN_SECONDS },
          clock,
        ),
      inject: [JwtService, SETTINGS_IN_FORCE, Clock],
    },
    {
      provide: ApiKeys,
      useFactory: (dataSource: DataSource, clock: Clock, ids: Ids, random: Random) =>
        new ApiKeys(dataSource, clock, ids, random),
      inject: [DataSource, Clock, Ids, Random],
    },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Tokens, ApiKeys, ThrottlerModule],
})
export class AuthModule {}
