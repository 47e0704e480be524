import { z } from 'zod';
import type { KeptCookie } from './cabinet-cookies';

const KEPT = z.object({
  version: z.literal(1),
  uid: z.string(),
  login: z.string(),
  agreements: z.array(z.object({ agreementId: z.string(), number: z.string() })),
  links: z.record(z.string(), z.string()),
  cookies: z.array(
    z.object({
      key: z.string(),
      value: z.string(),
      domain: z.string(),
      path: z.string(),
      hostOnly: z.boolean(),
      secure: z.boolean(),
      httpOnly: z.boolean(),
      expires: z.string().nullable(),
    }),
  ),
});

/** An agreement by its two names: the number that people know is all that some pages show. */
export interface KnownAgreement {
  readonly agreementId: string;
  readonly number: string;
}

/** A signed-in subscriber's session in the cabinet, as it is kept beside ours. No password is in it. */
export interface KeptSession {
  /** Billing's id of the account; the cabinet itself never shows it. */
  readonly uid: string;
  readonly login: string;
  /** What the pages showed at sign-in. */
  readonly agreements: readonly KnownAgreement[];
  /** Addresses of routes, as the dashboard linked to them. */
  readonly links: Readonly<Record<string, string>>;
  readonly cookies: readonly KeptCookie[];
}

export function writeSession({ uid, login, agreements, links, cookies }: KeptSession): string {
  return JSON.stringify({ version: 1, uid, login, agreements, links, cookies });
}

/** Null for what is no session of this adapter: it was kept by another one, or by another version. */
export function readSession(text: string): KeptSession | null {
  try {
    const { uid, login, agreements, links, cookies } = KEPT.parse(JSON.parse(text));
    return { uid, login, agreements, links, cookies };
  } catch {
    return null;
  }
}
