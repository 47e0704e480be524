import type { BillingOperationNames } from '../wrappers/billing-operation-names';
import type { Api3Operation } from './operations';

/** The core's operation behind each port call, for metrics and logs. */
export const API3_OPERATION_NAMES = {
  verifyCredentials: 'ClientLogin',
  getAccount: 'getAccount',
  getPosterId: 'Login',
  postPayment: 'ExternPayment',
  findPayment: 'ExternCheckPayment',
  listPayments: 'getPayments',
  cancelPayment: 'ExternCancelPayment',
  checkHealth: 'getVersion',
} as const satisfies BillingOperationNames & Record<string, Api3Operation>;
