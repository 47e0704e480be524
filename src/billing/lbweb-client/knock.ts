import type { Rejected } from '../../shared/upstream-errors';
import { BillingRejection } from '../billing.port';
import { CabinetRejection } from '../cabinet.port';
import { errorOf } from './alerts';
import { decoded, isSignIn, type Addresses } from './addresses';
import type { HttpAnswer } from './cabinet-http';
import { rejected, unavailable } from './failures';
import { filledIn, type Form, type Submission } from './forms';
import { asksForPicture, openSignIn, signInFormOf, TOKEN } from './sign-in-form';
import { isRedirection, type Visit } from './visit';

const operation = 'site/login';

/** How the cabinet says that login or password are wrong. Any other alert is trouble of its own. */
const WRONG_CREDENTIALS = /пользовател|логин|парол/;
/** Characters that neither keyboards type nor forms carry unchanged. */
const UNSENDABLE = /[\p{Cc}\p{Cs}]/u;

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/**
 * Sends the sign-in form. Success is a redirection away from the sign-in page, and still has to be proven by the page behind it;
 * only an alert about login or password is a refusal. Status 400 is as well what Yii answers to a wrong token.
 * @returns where the redirection leads
 * @throws Rejected `invalid_credentials`, also for what no form carries, `captcha_required`; Unavailable
 */
export async function knock(visit: Visit, addresses: Addresses, credentials: Credentials): Promise<URL> {
  const { login, password } = credentials;
  if (login === '' || password === '' || UNSENDABLE.test(login + password)) throw wrongCredentials();
  const form = await openSignIn(visit, addresses);
  if (asksForPicture(form)) throw rejected(operation, CabinetRejection.captchaRequired);
  const answer = await visit.signInPost(submissionOf(visit, form, credentials));
  if (!isRedirection(answer)) throw refusalOf(visit, answer);
  if (answer.location === null || isSignIn(answer.location)) throw unavailable(operation, 'not_signed_in');
  const to = addresses.within(answer.location, answer.url);
  if (to === null) throw unavailable(operation, 'foreign_address');
  return to;
}

function submissionOf(visit: Visit, form: Form, { login, password }: Credentials): Submission {
  const sent = new Map(form.fields);
  const cookie = visit.cookies.valueOf(TOKEN, form.page.url);
  const field = sent.get(TOKEN);
  if (field !== undefined && cookie === null) {
    // Older cabinets leave it to a script to make the cookie of the field.
    visit.cookies.take([`${TOKEN}=${encodeURIComponent(field)}; path=/`], form.page.url);
  }
  return filledIn(form, [
    ...(field === undefined && cookie !== null ? ([[TOKEN, decoded(cookie)]] as const) : []),
    ['LoginForm[login]', login],
    ['LoginForm[password]', password],
    ...(sent.has('yt0') ? [] : ([['yt0', 'Войти']] as const)),
  ]);
}

/** Why there was no redirection. */
function refusalOf(visit: Visit, answer: HttpAnswer): Error {
  const page = visit.pageOf(answer, operation, { asGuest: true });
  const error = errorOf(page);
  if (WRONG_CREDENTIALS.test(error)) return wrongCredentials();
  const form = signInFormOf(page);
  if (form && asksForPicture(form)) return rejected(operation, CabinetRejection.captchaRequired);
  return error === '' ? page.changed('sign-in answer') : unavailable(operation, 'sign_in_refused');
}

function wrongCredentials(): Rejected {
  return rejected(operation, BillingRejection.invalidCredentials);
}
