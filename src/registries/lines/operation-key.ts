import { createHash } from 'node:crypto';
import type { RegistryLine } from '../../books/registry-line';

type Identity = Pick<
  RegistryLine,
  'terminal' | 'acquirerPaymentId' | 'orderId' | 'operation' | 'operatedAt' | 'amountKopecks'
>;

/** What an operation is known by when another registry brings it again: SHA-256 in hex. Equal ones of one file are counted apart. */
export function operationKey(line: Identity): string {
  const { terminal, acquirerPaymentId, orderId, operation, operatedAt, amountKopecks } = line;
  const name = acquirerPaymentId === null ? `order:${orderId ?? ''}` : `payment:${acquirerPaymentId}`;
  const parts = [terminal, name, operation, operatedAt.toISOString(), amountKopecks];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
