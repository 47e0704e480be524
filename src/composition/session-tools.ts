import type { Audit } from '../audit/audit';
import { RefreshTokens } from '../auth/refresh-tokens';
import type { SessionTools } from '../auth/session-tools';
import type { SqlUnits } from '../database/sql-units';
import { UpstreamSeal } from '../auth/upstream-seal';
import type { Settings } from '../config/settings';
import type { Clock } from '../shared/clock';
import type { Ids } from '../shared/ids';
import type { Random } from '../shared/random';

export const SESSION_TOOLS = Symbol('SessionTools');

export function sessionTools(
  settings: Settings,
  units: SqlUnits,
  audit: Audit,
  clock: Clock,
  ids: Ids,
  random: Random,
): SessionTools {
  return {
    units,
    tokens: new RefreshTokens(settings.JWT_SECRET),
    seal: new UpstreamSeal(settings.JWT_SECRET, random),
    audit,
    lives: {
      refreshMs: settings.REFRESH_TOKEN_SECONDS * 1000,
      sessionMs: settings.SESSION_MAX_SECONDS * 1000,
      graceMs: settings.REFRESH_REUSE_GRACE_SECONDS * 1000,
    },
    clock,
    ids,
    random,
  };
}
