export type SessionEnd = 'signed_out' | 'refresh_token_reused' | 'password_changed';

/** A session of a subscriber as it is stored. */
export interface SubscriberSession {
  readonly id: string;
  readonly uid: string;
  /** Hash of the refresh token that is good now. */
  readonly refreshHash: string;
  /** Hash of the one that was exchanged for it, and what the exchange was salted with. */
  readonly previous: { readonly hash: string; readonly salt: string; readonly rotatedAt: Date } | null;
  readonly createdAt: Date;
  /** When it is over unless it is refreshed before; never after `endsAt`. */
  readonly refreshUntil: Date;
  /** When it is over, however often it is refreshed. */
  readonly endsAt: Date;
  /** When it was ended before its time. */
  readonly endedAt: Date | null;
}

/** How a refresh token stands to its session. */
export type TokenStanding = 'current' | 'just_exchanged' | 'used_up' | 'expired' | 'over';

export function standingOf(
  session: SubscriberSession,
  tokenHash: string,
  now: Date,
  graceMs: number,
): TokenStanding {
  if (session.endedAt !== null) return 'over';
  if (now >= session.refreshUntil) return 'expired';
  if (tokenHash === session.refreshHash) return 'current';
  const { previous } = session;
  const isFresh = previous !== null && now.getTime() < previous.rotatedAt.getTime() + graceMs;
  return isFresh && tokenHash === previous.hash ? 'just_exchanged' : 'used_up';
}
