import type { BillingOperationNames } from '../wrappers/billing-operation-names';
import type { CabinetOperationNames } from '../wrappers/cabinet-operation-names';
import type { Api3Operation } from './operations';

/** The core's operation behind each call of the billing port, for metrics and logs. */
export const API3_OPERATION_NAMES = {
  getAccount: 'getAccount',
  findOwner: 'getAgreements',
  getPosterId: 'Login',
  postPayment: 'ExternPayment',
  findPayment: 'ExternCheckPayment',
  listPayments: 'getPayments',
  cancelPayment: 'ExternCancelPayment',
  checkHealth: 'getVersion',
} as const satisfies BillingOperationNames & Record<string, Api3Operation>;

/** The core's operation that each call of the cabinet port is about; some ask others beside it. */
export const API3_CABINET_OPERATION_NAMES = {
  signIn: 'ClientLogin',
  signOut: 'Logout',
  getAccount: 'getAccount',
  getBalance: 'getRecommendedPayment',
  getServices: 'getVgroups',
  getHistory: 'getPayments',
  getPromisedPayment: 'getPPSettings',
  takePromisedPayment: 'PromisePayment',
  changePassword: 'updClientPass',
  recoverPassword: 'recoverPassword',
  checkHealth: 'getVersion',
} as const satisfies CabinetOperationNames & Record<string, Api3Operation>;
