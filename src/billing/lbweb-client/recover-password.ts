import { CabinetRejection } from '../cabinet.port';
import type { Addresses } from './addresses';
import { rejected } from './failures';
import { filledIn, formsWith, namesLike } from './forms';
import type { Visit } from './visit';

const operation = 'site/restore';

const LOGIN = /(?:^|\[)login\]?$/i;
const CAPTCHA = /captcha|verifycode/i;

/**
 * Asks the cabinet to send a forgotten password's letter. What it says to it is not looked at: whether a login exists is nobody's
 * business.
 * @throws Rejected `not_supported` when the cabinet has no such page, or asks for the text of a picture; Unavailable; UnknownOutcome
 */
export async function recoverPassword(visit: Visit, addresses: Addresses, login: string): Promise<void> {
  const page = await visit.pageIfAny(addresses.of(operation), operation, { asGuest: true });
  const notSupported = rejected(operation, CabinetRejection.notSupported);
  // A page that is not for guests leads to the sign-in page.
  if (!page || page.has('input[name="LoginForm[password]"]')) throw notSupported;
  const form = formsWith(page, LOGIN)[0];
  if (!form) throw page.changed('recovery form');
  if ([...form.controls.keys()].some((name) => CAPTCHA.test(name))) throw notSupported;
  const [name = ''] = namesLike(form, LOGIN);
  await visit.act(filledIn(form, [[name, login]]), operation);
}
