import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { AllowedFor } from '../auth/access';
import { LedgerStore } from '../ledger/ledger-store.port';
import { isUuid } from '../shared/http/parameters';
import { PAYMENT_NOT_FOUND } from '../shared/problem/payment-not-found';
import { Problem } from '../shared/problem/problem';
import { AskBank } from './ask-bank';

/** Asks the bank about one payment now, for operators. */
@Controller('payments')
@AllowedFor('ops')
export class RefreshController {
  constructor(
    private readonly store: LedgerStore,
    private readonly askBank: AskBank,
  ) {}

  @Post(':id/refresh')
  @HttpCode(200)
  async refresh(
    @Param('id') id: string,
  ): Promise<{ id: string; status: string; lastBankStatus: string | null }> {
    const payment = await this.find(id);
    await this.askBank.execute(payment, null);
    const { status, lastBankStatus } = await this.find(id);
    return { id, status, lastBankStatus };
  }

  private async find(id: string) {
    const payment = isUuid(id) ? await this.store.read((unit) => unit.payments.find(id)) : null;
    if (!payment) throw new Problem(PAYMENT_NOT_FOUND);
    return payment;
  }
}
