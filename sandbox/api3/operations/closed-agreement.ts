import { faultOf } from '../soap/soap-fault';
import type { BillingStore } from '../store/billing-store';
import type { Agreement } from '../store/records';

export function refuseClosed(store: BillingStore, agreement: Agreement): void {
  if (!store.isClosed(agreement)) return;
  throw faultOf(
    'Agreement(agrm_id = $1) removed or terminated. Operation is not available.',
    agreement.agrmid,
  );
}
