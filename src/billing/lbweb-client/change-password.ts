import { Rejected, UnknownOutcome, UpstreamError } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import { CabinetRejection } from '../cabinet.port';
import { errorOf } from './alerts';
import { decoded, isSignIn, type Addresses } from './addresses';
import { rejected, sessionEnded, unknownOutcome } from './failures';
import { filledIn, formWith, namesLike, type Form } from './forms';
import { knock } from './knock';
import type { Page } from './page';
import type { SignedIn } from './signed-in';
import { signOut } from './sign-out';

const operation = 'password/index';

/** Fields by how their names end; the current version may wrap them in the name of a form. */
const CURRENT = /(?:^|\[)pass\]?$/i;
const NEXT = /(?:^|\[)newpass\]?$/i;
const AGAIN = /(?:^|\[)newpassconfirm\]?$/i;

/** The cabinet's numbers and texts for what is wrong. Source: the vendor's cabinet of 2014. */
const WRONG_CURRENT = /указали неверный пароль|неверный (?:текущий|старый) пароль/;
const REFUSED =
  /пароли не совпадают|парол[а-я]* .*(?:корот|симв|длин|прост|сложн)|(?:корот|минимальн)[а-я]* .*парол/;
const DONE = /парол[а-я]* (?:был )?(?:успешно )?(?:изменен|сменен|обновлен)/;

/**
 * Changes the subscriber's password by the cabinet's form, once. The cabinet signs him out afterwards, so he is signed in again with
 * the new password, under the same session of ours.
 * @throws Rejected `invalid_credentials` for the current password, `password_refused` for the next, `session_ended`; Unavailable;
 *   UnknownOutcome for every answer that says neither yes nor no
 */
export async function changePassword(
  signedIn: SignedIn,
  addresses: Addresses,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  if (current === '') throw rejected(operation, BillingRejection.invalidCredentials);
  if (next === '') throw rejected(operation, CabinetRejection.passwordRefused);
  const { visit, addressOf } = signedIn;
  const page = await visit.page(addressOf(operation), operation);
  const form = formWith(page, NEXT, 'password form');
  const answer = await visit.act(
    filledIn(form, [
      [fieldOf(form, CURRENT), current],
      [fieldOf(form, NEXT), next],
      [fieldOf(form, AGAIN), next],
    ]),
    operation,
  );
  if (answer.kind === 'page') judge(answer.page);
  else await afterwards(signedIn, addresses, { to: answer.to, next });
}

/** Follows the redirection that the cabinet answers with. */
async function afterwards(
  { visit, kept }: SignedIn,
  addresses: Addresses,
  { to, next }: { readonly to: URL; readonly next: string },
): Promise<void> {
  const signInAgain = (): Promise<URL> => knock(visit, addresses, { login: kept.login, password: next });
  const number = /[?&/]err[=/](\d)/.exec(decoded(to.href))?.[1];
  if (number !== undefined) throw refusalOfNumber(number);
  if (to.href.includes('logout')) {
    // It is done. What follows only spares the subscriber to sign in himself.
    await signOut(visit, to)
      .then(signInAgain)
      .catch(() => undefined);
    return;
  }
  try {
    // Signed out because it is done, or not let in because the session was over: the new password tells.
    if (isSignIn(to.href)) await signInAgain();
    else judge(await visit.page(to, operation));
  } catch (error) {
    throw proven(error);
  }
}

function fieldOf(form: Form, name: RegExp): string {
  const [only, ...others] = namesLike(form, name);
  if (only === undefined || others.length > 0) throw form.page.changed('password form');
  return only;
}

/** Returns when the page says that it is done. */
function judge(page: Page): void {
  const error = errorOf(page);
  if (WRONG_CURRENT.test(error)) throw rejected(operation, BillingRejection.invalidCredentials);
  if (REFUSED.test(error)) throw rejected(operation, CabinetRejection.passwordRefused);
  if (error === '' && DONE.test(page.words())) return;
  throw unknownOutcome(operation, 'unproven', page.changed('password answer').upstreamCode);
}

function refusalOfNumber(number: string): Error {
  if (number === '1') return rejected(operation, BillingRejection.invalidCredentials);
  if (number === '2' || number === '3') return rejected(operation, CabinetRejection.passwordRefused);
  return unknownOutcome(operation, 'unproven');
}

/** What an error on the way back says of the change itself. */
function proven(error: unknown): unknown {
  if (!(error instanceof UpstreamError) || isOwn(error)) return error;
  const isRefused = error instanceof Rejected && error.code === BillingRejection.invalidCredentials;
  return isRefused ? sessionEnded(operation) : unknownOutcome(operation, error.code, error.upstreamCode);
}

/** Judged by this call itself, not by one of its way back. */
function isOwn(error: UpstreamError): boolean {
  const isVerdict = error instanceof Rejected && error.code !== CabinetRejection.sessionEnded;
  return error.operation === operation && (isVerdict || error instanceof UnknownOutcome);
}
