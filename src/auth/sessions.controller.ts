import { Body, Controller, Delete, HttpCode, Ip, Post, UseGuards } from '@nestjs/common';
import type { Subscriber } from '../billing/cabinet.port';
import { Problem } from '../shared/problem/problem';
import { AllowedFor, CurrentSubscriber, EvenAfterSignOut } from './access';
import { AuthProblems } from './auth-problems';
import { RefreshRequest, SignInRequest } from './session-requests';
import { SessionRefresh } from './session-refresh';
import { SignIn } from './sign-in';
import { SignInLimit } from './sign-in-limit';
import { SignOut } from './sign-out';
import { Tokens, type TokenPair } from './tokens';

@Controller('sessions')
@AllowedFor('public')
export class SessionsController {
  constructor(
    private readonly signingIn: SignIn,
    private readonly refreshing: SessionRefresh,
    private readonly signingOut: SignOut,
    private readonly tokens: Tokens,
  ) {}

  @Post()
  @UseGuards(SignInLimit)
  signIn(@Body() { login, password }: SignInRequest, @Ip() address: string): Promise<TokenPair> {
    return this.signingIn.execute({ login, password, address });
  }

  @Post('refresh')
  @HttpCode(200)
  async refresh(@Body() { refreshToken }: RefreshRequest, @Ip() address: string): Promise<TokenPair> {
    return this.tokens.pairFor(await this.refreshing.execute(refreshToken, address));
  }

  /** Ends the session of the access token; again is no error. */
  @Delete('current')
  @HttpCode(204)
  @AllowedFor('subscriber')
  @EvenAfterSignOut()
  async signOut(@CurrentSubscriber() { uid, sessionId }: Subscriber, @Ip() address: string): Promise<void> {
    if (sessionId === null) throw new Problem(AuthProblems.insufficientScope);
    await this.signingOut.execute({ uid, sessionId }, address);
  }
}
