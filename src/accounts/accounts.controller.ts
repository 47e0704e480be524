import { Controller, Get } from '@nestjs/common';
import { AllowedFor, SubscriberUid } from '../auth/access';
import { BillingPort, BillingRejection, type BillingAgreement } from '../billing/billing.port';
import { Problem, type ProblemKind } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';

interface AgreementView {
  readonly id: string;
  readonly number: string;
  readonly paymentCode: string | null;
  readonly balanceKopecks: number;
  readonly operatorName: string | null;
  readonly status: 'open' | 'closed';
}

interface AccountView {
  readonly uid: string;
  readonly login: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly agreements: readonly AgreementView[];
}

const ACCOUNT_NOT_FOUND: ProblemKind = {
  code: 'account_not_found',
  status: 404,
  title: { ru: 'Абонент не найден', en: 'Subscriber not found' },
  detail: { ru: 'Такого абонента в биллинге нет.', en: 'Billing has no such subscriber.' },
};

function agreementView(agreement: BillingAgreement): AgreementView {
  const { agreementId: id, number, paymentCode, balanceKopecks, operatorName, isOpen } = agreement;
  return { id, number, paymentCode, balanceKopecks, operatorName, status: isOpen ? 'open' : 'closed' };
}

@Controller('account')
@AllowedFor('subscriber')
export class AccountsController {
  constructor(private readonly billing: BillingPort) {}

  /** Who the subscriber is, and the agreements that can be topped up. */
  @Get()
  async read(@SubscriberUid() uid: string): Promise<AccountView> {
    try {
      const { login, fullName, email, phone, agreements } = await this.billing.getAccount(uid);
      return { uid, login, fullName, email, phone, agreements: agreements.map(agreementView) };
    } catch (error) {
      const isUnknown = error instanceof Rejected && error.code === BillingRejection.accountNotFound;
      throw isUnknown ? new Problem(ACCOUNT_NOT_FOUND, { cause: error }) : error;
    }
  }
}
