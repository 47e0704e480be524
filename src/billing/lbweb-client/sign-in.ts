import { Rejected } from '../../shared/upstream-errors';
import { leadsTo, type Addresses } from './addresses';
import { unavailable } from './failures';
import type { KeptSession } from './kept-session';
import { knock, type Credentials } from './knock';
import { readAgreements, type CabinetAgreements } from './read-agreements';
import { addressesOf, linksOf, type CabinetAddresses } from './signed-in';
import { signOut } from './sign-out';
import type { Visit } from './visit';

const operation = 'site/login';

export interface SignInContext {
  readonly visit: Visit;
  readonly addresses: Addresses;
  /** Asks billing whose agreement it is; null for nobody's. */
  readonly ownerOf: (agreementId: string) => Promise<string | null>;
}

/**
 * Signs a subscriber in and finds out who he is: the cabinet shows agreements but no uid, so billing is asked for the owner of the
 * first one. A session that led to nobody is ended again.
 * @throws Rejected `invalid_credentials`, `captcha_required`; Unavailable, also as `owner_unknown`
 */
export async function signIn(context: SignInContext, credentials: Credentials): Promise<KeptSession> {
  const { visit, addresses } = context;
  const to = await knock(visit, addresses, credentials);
  const links = leadsTo(to, 'account/index') ? { 'account/index': to.href } : undefined;
  const addressOf = addressesOf(addresses, links);
  try {
    return await introduced(context, credentials.login, addressOf);
  } catch (error) {
    await signOut(visit, addressOf('site/logout')).catch(() => undefined);
    throw error;
  }
}

async function introduced(
  { visit, ownerOf }: SignInContext,
  login: string,
  addressOf: CabinetAddresses,
): Promise<KeptSession> {
  const { page, agreements } = await firstPages(visit, addressOf);
  const [first] = agreements;
  const uid = first ? await ownerOf(first.agreementId) : null;
  if (uid === null) throw unavailable(operation, 'owner_unknown');
  return {
    uid,
    login,
    agreements: agreements.map(({ agreementId, number }) => ({ agreementId, number })),
    links: linksOf(page),
    cookies: visit.cookies.kept(),
  };
}

/** Being led back to the sign-in page here is no ended session: there was none. */
async function firstPages(visit: Visit, addressOf: CabinetAddresses): Promise<CabinetAgreements> {
  try {
    const read = await readAgreements(visit, addressOf);
    if (!read.page.hasSignOut) throw read.page.changed('sign-out link');
    return read;
  } catch (error) {
    if (error instanceof Rejected) throw unavailable(operation, 'not_signed_in');
    throw error;
  }
}
