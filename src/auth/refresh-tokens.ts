import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './derived-keys';

const TOKEN = /^rt_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;
const HALF = 16;

/** A refresh token of ours, whatever became of its session. */
export interface RefreshToken {
  /** `rt_<id of the session>_<secret>` */
  readonly text: string;
  readonly sessionId: string;
  /** What is stored in the place of the token: 64 hexadecimal digits. */
  readonly hash: string;
}

function secretOf({ text }: RefreshToken): Buffer {
  return Buffer.from(text.slice(-43), 'base64url');
}

/**
 * The texts of refresh tokens. Half of a secret is chance, half a mark by which we know our own: a token that was made up
 * ends nobody's session, one that was used up does.
 *
 * The successor of a token follows from the token, our secret and a salt, so that whoever repeats a refresh gets the same
 * answer while the database holds nothing but the salt and hashes.
 */
export class RefreshTokens {
  private readonly markKey: Buffer;
  private readonly chainKey: Buffer;

  constructor(secret: string) {
    this.markKey = deriveKey(secret, 'refresh-token-mark');
    this.chainKey = deriveKey(secret, 'refresh-token-chain');
  }

  /** @param chance 16 random bytes */
  first(sessionId: string, chance: Uint8Array): RefreshToken {
    const secret = Buffer.concat([chance, this.markOf(sessionId, chance)]);
    return {
      text: `rt_${sessionId.replaceAll('-', '')}_${secret.toString('base64url')}`,
      sessionId,
      hash: createHash('sha256').update(secret).digest('hex'),
    };
  }

  /** The one that a token is exchanged for. */
  next(token: RefreshToken, salt: string): RefreshToken {
    const chance = createHmac('sha256', this.chainKey)
      .update(`${token.sessionId} ${salt} `)
      .update(secretOf(token))
      .digest()
      .subarray(0, HALF);
    return this.first(token.sessionId, chance);
  }

  /** Null when we never made it. */
  read(text: string): RefreshToken | null {
    const [, ...parts] = TOKEN.exec(text) ?? [];
    const secret = Buffer.from(parts.pop() ?? '', 'base64url');
    if (secret.length !== 2 * HALF) return null;
    const sessionId = parts.join('-');
    const chance = secret.subarray(0, HALF);
    if (!timingSafeEqual(secret.subarray(HALF), this.markOf(sessionId, chance))) return null;
    return this.first(sessionId, chance);
  }

  private markOf(sessionId: string, chance: Uint8Array): Buffer {
    return createHmac('sha256', this.markKey)
      .update(`${sessionId} `)
      .update(chance)
      .digest()
      .subarray(0, HALF);
  }
}
