import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '../shared/random';
import { deriveKey } from './derived-keys';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^v1:([A-Za-z0-9_-]+)$/;

/**
 * Seals the upstream's own session of a subscriber, which is as good as his password while it lasts. A sealed text opens
 * for the session that it was sealed for and no other.
 */
export class UpstreamSeal {
  private readonly key: Buffer;

  constructor(
    secret: string,
    private readonly random: Random,
  ) {
    this.key = deriveKey(secret, 'upstream-session');
  }

  seal(sessionId: string, text: string): string {
    const nonce = this.random.bytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce).setAAD(Buffer.from(sessionId));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `v1:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /** Null for what was not sealed by us for this session. */
  open(sessionId: string, sealed: string): string | null {
    const bytes = Buffer.from(FORM.exec(sealed)?.[1] ?? '', 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(sessionId))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}
