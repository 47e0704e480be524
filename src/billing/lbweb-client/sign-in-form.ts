import type { Addresses } from './addresses';
import { formsWith, type Form } from './forms';
import type { Page } from './page';
import type { Visit } from './visit';

const LOGIN_FIELD = /^LoginForm\[login\]$/;
/** Yii's own name and the cabinet's; a page that asks for either is not for programs. */
const CAPTCHA = /captcha|verifycode/i;
export const TOKEN = 'YII_CSRF_TOKEN';

/**
 * The sign-in page as a guest gets it, with its form. Whatever asks for the text of a picture is left to the caller.
 * @throws Unavailable; UpstreamChanged when the page has no such form
 */
export async function openSignIn(visit: Visit, addresses: Addresses): Promise<Form> {
  const page = await visit.page(addresses.of('site/login'), 'site/login', { asGuest: true });
  const form = signInFormOf(page);
  if (!form) throw page.changed('sign-in form');
  return form;
}

/** The form with fields for login and password; null on another page. */
export function signInFormOf(page: Page): Form | null {
  const form = formsWith(page, LOGIN_FIELD)[0];
  return form?.controls.has('LoginForm[password]') ? form : null;
}

export function asksForPicture(form: Form): boolean {
  return [...form.controls.keys()].some((name) => CAPTCHA.test(name));
}
