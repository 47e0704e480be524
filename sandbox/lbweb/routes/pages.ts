import type { RouteName } from '../addresses/routes';
import type { Page } from '../visit';
import { accountIndex } from './account-index';
import { accountVgroups } from './account-vgroups';
import { invoiceIndex } from './invoice-index';
import { invoiceInfo } from './invoice-info';
import { passwordIndex, passwordSettings } from './password';
import { paymentHistory } from './payment-history';
import { paymentIndex, paymentPay } from './payment-index';
import { paymentPromised } from './payment-promised';
import { paymentFail, paymentSuccess } from './payment-return';
import { paymentTinkoff } from './payment-tinkoff';
import { profileIndex, profileSave } from './profile';
import { siteIndex } from './site-index';
import { siteLogin } from './site-login';
import { siteLogout } from './site-logout';
import { siteRestore } from './site-restore';

export const PAGES: Readonly<Record<RouteName, Page>> = {
  'site/index': siteIndex,
  'site/login': siteLogin,
  'site/logout': siteLogout,
  'site/restore': siteRestore,
  'account/index': accountIndex,
  'account/vgroups': accountVgroups,
  'invoice/index': invoiceIndex,
  'invoice/info': invoiceInfo,
  'password/index': passwordIndex,
  'password/settings': passwordSettings,
  'payment/index': paymentIndex,
  'payment/history': paymentHistory,
  'payment/pay': paymentPay,
  'payment/promised': paymentPromised,
  'payment/tinkoff': paymentTinkoff,
  'payment/success': paymentSuccess,
  'payment/fail': paymentFail,
  'profile/index': profileIndex,
  'profile/save': profileSave,
};
