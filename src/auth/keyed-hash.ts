import { createHmac } from 'node:crypto';
import { deriveKey } from './derived-keys';

/** The login in the one spelling under which it is counted and hashed. */
export function spelledLogin(login: string): string {
  return login.trim().toLowerCase();
}

/**
 * Names for what must be recognised and not be read: logins and network addresses. There are few enough of them to try them
 * all against a plain hash; against this one that needs the service's secret too.
 */
export class KeyedHash {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = deriveKey(secret, 'keyed-hash');
  }

  /** 64 hexadecimal digits. */
  of(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('hex');
  }

  /** How the audit names a login; the same for every spelling of it. */
  ofLogin(login: string): string {
    return this.of(`login ${spelledLogin(login)}`);
  }
}
