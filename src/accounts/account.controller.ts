import { Controller, Get } from '@nestjs/common';
import { AllowedFor, CurrentSubscriber } from '../auth/access';
import type { Subscriber } from '../billing/cabinet.port';
import { CabinetReads } from '../billing/cabinet-reads';
import { accountView, type AccountView } from './account-view';

@Controller('account')
@AllowedFor('subscriber')
export class AccountController {
  constructor(private readonly reads: CabinetReads) {}

  /** Who the subscriber is, and his agreements. */
  @Get()
  async read(@CurrentSubscriber() subscriber: Subscriber): Promise<AccountView> {
    return accountView(await this.reads.account(subscriber));
  }
}
