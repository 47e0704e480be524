import type { Audit } from '../audit/audit';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { Random } from '../shared/random';
import type { RefreshTokens } from './refresh-tokens';
import type { SqlUnits } from '../database/sql-units';
import type { UpstreamSeal } from './upstream-seal';

export interface SessionLives {
  /** Life of a refresh token, from each refresh anew. */
  readonly refreshMs: number;
  /** Life of a session at most. */
  readonly sessionMs: number;
  /** How long an exchanged refresh token gets the same answer again. */
  readonly graceMs: number;
}

/** What sessions are made of. */
export interface SessionTools {
  readonly units: SqlUnits;
  readonly tokens: RefreshTokens;
  readonly seal: UpstreamSeal;
  readonly audit: Audit;
  readonly lives: SessionLives;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
}

/** A session with the refresh token that continues it. */
export interface ContinuedSession {
  readonly id: string;
  readonly uid: string;
  readonly refreshToken: string;
  /** When the refresh token is of no more use. */
  readonly refreshUntil: Date;
}

/** When a refresh token that is made now is of no more use. */
export function refreshUntil({ clock, lives }: SessionTools, endsAt: Date): Date {
  return new Date(Math.min(clock.after(lives.refreshMs).getTime(), endsAt.getTime()));
}
