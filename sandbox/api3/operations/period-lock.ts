import { faultOf } from '../soap/soap-fault';
import type { BillingStore } from '../store/billing-store';

/** The accounting period before the lock date is closed for anything dated in it. */
export function isLocked(store: BillingStore, dateTime: string): boolean {
  return store.lockDate !== undefined && dateTime < store.lockDate;
}

export function refuseLocked(store: BillingStore, dateTime: string): void {
  if (isLocked(store, dateTime)) {
    throw faultOf('There is period lock. You cannot affect data earlier than $1', store.lockDate ?? '');
  }
}
