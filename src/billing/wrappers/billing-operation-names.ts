import type { BillingPort } from '../billing.port';

/** The upstream's own name of the operation behind each call of the port. Every adapter has a list of its own. */
export type BillingOperationNames = Readonly<Record<keyof BillingPort, string>>;
