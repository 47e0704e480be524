import { hkdfSync } from 'node:crypto';

/** What a key derived from the service's secret serves. One key never serves two of these. */
export type KeyPurpose = 'refresh-token-mark' | 'refresh-token-chain' | 'upstream-session' | 'keyed-hash';

/** A key of 256 bits for one purpose: from it nobody learns the secret or the key of another purpose. */
export function deriveKey(secret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `billing-adapter ${purpose}`, 32));
}
