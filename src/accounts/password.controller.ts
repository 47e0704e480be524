import { Body, Controller, HttpCode, Post, Put, UseGuards } from '@nestjs/common';
import { AllowedFor, Caller, CurrentSubscriber, type CallerFacts } from '../auth/access';
import { RecoveryLimit } from '../auth/sign-in-limit';
import type { Subscriber } from '../billing/cabinet.port';
import { ChangePassword } from './change-password';
import { ChangePasswordRequest, RecoverPasswordRequest } from './password.request';
import { RecoverPassword } from './recover-password';

@Controller('account')
export class PasswordController {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly recoverPassword: RecoverPassword,
  ) {}

  @Put('password')
  @AllowedFor('subscriber')
  @HttpCode(204)
  async change(
    @CurrentSubscriber() subscriber: Subscriber,
    @Caller() caller: CallerFacts,
    @Body() { currentPassword: current, newPassword: next }: ChangePasswordRequest,
  ): Promise<void> {
    await this.changePassword.execute(subscriber, caller, { current, next });
  }

  /** The same answer whether there is such a login or not. */
  @Post('password-recovery')
  @AllowedFor('public')
  @UseGuards(RecoveryLimit)
  @HttpCode(202)
  async recover(@Caller() caller: CallerFacts, @Body() { login }: RecoverPasswordRequest): Promise<void> {
    await this.recoverPassword.execute(login, caller);
  }
}
