import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BillingPort, BillingRejection } from '../billing/billing.port';
import { Problem } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';
import { AllowedFor } from './access';
import { AuthProblems } from './auth-problems';
import { RefreshRequest, SignInRequest } from './session-requests';
import { SignInLimit } from './sign-in-limit';
import { Tokens, type TokenPair } from './tokens';

@Controller('sessions')
@AllowedFor('public')
export class SessionsController {
  constructor(
    private readonly billing: BillingPort,
    private readonly tokens: Tokens,
  ) {}

  /** Signs a subscriber in. The password is checked by billing and kept nowhere. */
  @Post()
  @UseGuards(SignInLimit)
  async signIn(@Body() body: SignInRequest, @Req() request: FastifyRequest): Promise<TokenPair> {
    try {
      const { uid } = await this.billing.verifyCredentials(body.login, body.password, request.ip);
      return this.tokens.issue(uid);
    } catch (error) {
      if (error instanceof Rejected && error.code === BillingRejection.invalidCredentials) {
        throw new Problem(AuthProblems.invalidCredentials);
      }
      throw error;
    }
  }

  @Post('refresh')
  @HttpCode(200)
  refresh(@Body() body: RefreshRequest): TokenPair {
    return this.tokens.issue(this.tokens.verify(body.refreshToken, 'refresh'));
  }
}
