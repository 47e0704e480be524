import { CoreFault, CoreUnreachable } from '../core/core-errors';
import { CoreSession } from '../core/core-session';
import { signInAtCore } from '../core/sign-in';
import { TROUBLE } from '../html/error-pages';
import { MAX_LENGTH, signInPage } from '../pages/sign-in-form';
import type { SignedIn } from '../sessions/php-sessions';
import type { Answer, Page, Visit } from '../visit';

/** Why the form is not even shown to the core, in the words of Yii's validators. */
function complaint({ form, cabinet: { settings } }: Visit): string | undefined {
  const login = form.get('LoginForm[login]') ?? '';
  const password = form.get('LoginForm[password]') ?? '';
  if (login === '') return 'Необходимо заполнить поле «Логин».';
  if (password === '') return 'Необходимо заполнить поле «Пароль».';
  if (login.length > MAX_LENGTH) return `Логин слишком длинный (Максимум: ${MAX_LENGTH} симв.).`;
  if (password.length > MAX_LENGTH) return `Пароль слишком длинный (Максимум: ${MAX_LENGTH} симв.).`;
  // Nobody can read the picture, so that no text is the right one.
  if (settings.captcha) return 'Неправильный код проверки.';
  return undefined;
}

function welcome(visit: Visit, signedIn: SignedIn): Answer {
  const { cabinet, session, links } = visit;
  const to = session.returnTo ?? links.to('account/index');
  cabinet.sessions.end(session);
  visit.session = cabinet.sessions.begin(visit.address, signedIn);
  visit.core = new CoreSession(cabinet.core, signedIn.sessnum);
  return { kind: 'redirect', to };
}

async function signIn(visit: Visit): Promise<Answer> {
  const { cabinet, form, address } = visit;
  const { status } = cabinet.settings.signInRefusal;
  const login = form.get('LoginForm[login]') ?? '';
  const refuse = (text: string): Answer => signInPage(visit, { login, text, status });
  const invalid = complaint(visit);
  if (invalid !== undefined) return refuse(invalid);
  const password = form.get('LoginForm[password]') ?? '';
  try {
    const signedIn = await signInAtCore(cabinet.core, { login, password, ip: address });
    return signedIn ? welcome(visit, { login, ...signedIn }) : refuse('Неверное имя пользователя или пароль');
  } catch (error) {
    const isTrouble = error instanceof CoreUnreachable || error instanceof CoreFault;
    if (!isTrouble || cabinet.settings.errorPageStatus !== 200) throw error;
    return signInPage(visit, { login, text: TROUBLE, status: 200 });
  }
}

/** lbweb facts 2. */
export const siteLogin: Page = {
  forGuests: true,
  answer: (visit) => {
    if (visit.session.signedIn) return { kind: 'redirect', to: visit.links.to('account/index') };
    return visit.isPost && visit.form.has('LoginForm[login]') ? signIn(visit) : signInPage(visit);
  },
};
