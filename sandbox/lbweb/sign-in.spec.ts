import { alertIn, formIn } from './testing/reading';
import { signIn, signInPath, TestCabinet } from './testing/test-cabinet';

/** Sign-in as the clients of lbweb facts 2 do it, and everything that it can end in. */

let cabinet: TestCabinet;
beforeAll(async () => {
  cabinet = await TestCabinet.start();
});
afterEach(() => cabinet.reset());
afterAll(() => cabinet.stop());

describe.each(['query', 'path'] as const)('sign-in in the %s form', (form) => {
  const path = signInPath(form);
  const dashboard = form === 'query' ? '/api.php?r=account/index' : '/lbweb-client/account/index';

  it('sets both cookies and repeats the decoded token in the form', async () => {
    const browser = cabinet.browser();
    const page = await browser.get(path);
    const cookie = browser.jar.get('YII_CSRF_TOKEN') ?? '';
    const { action, fields } = formIn(page.body, /LoginForm/);
    expect(page.status).toBe(200);
    expect(cookie).toMatch(/%2B.*%2F/);
    expect(fields['YII_CSRF_TOKEN']).toBe(decodeURIComponent(cookie));
    expect(fields).toMatchObject({ 'LoginForm[login]': '', 'LoginForm[password]': '', yt0: 'Войти' });
    expect(action).toBe(path);
    expect([...browser.jar.keys()].filter((name) => name !== 'YII_CSRF_TOKEN')).toHaveLength(1);
    expect(browser.jar.has('PHPSESSID')).toBe(false);
    expect(page.body).not.toContain('logout');
  });

  it('leads to the dashboard with a new session cookie', async () => {
    const browser = cabinet.browser();
    const before = (await browser.get(path), new Map(browser.jar));
    const answer = await signIn(browser, '001940', 'demo', path);
    expect([answer.status, answer.location]).toEqual([302, dashboard]);
    const changed = [...browser.jar].filter(([name, value]) => before.get(name) !== value);
    expect(changed).toHaveLength(1);
    const page = await browser.get(dashboard);
    expect(page.status).toBe(200);
    expect(page.body).toContain(form === 'query' ? '?r=site/logout' : '/site/logout');
  });

  it('keeps all links of a page in its form', async () => {
    const browser = await cabinet.signedIn('001940', form);
    const { body } = await browser.get(dashboard);
    const links = [...body.matchAll(/ (?:href|action|url)="(\/[^"]*)"/g)].map(([, link = '']) => link);
    const own = form === 'query' ? /^\/api\.php/ : /^\/lbweb-client\//;
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !own.test(link))).toEqual([]);
  });

  it('sends guests to itself, and to the page they asked for afterwards', async () => {
    const browser = cabinet.browser();
    const wished = form === 'query' ? '/api.php?r=payment/index' : '/lbweb-client/payment/index';
    const turned = await browser.get(wished);
    expect([turned.status, turned.location]).toEqual([302, path]);
    expect((await signIn(browser, '001940', 'demo', path)).location).toBe(wished);
  });

  it('is skipped by whoever is signed in', async () => {
    const browser = await cabinet.signedIn('001940', form);
    expect((await browser.get(path)).location).toBe(dashboard);
  });

  it('ends with a sign-out, of the core too', async () => {
    const browser = await cabinet.signedIn('001940', form);
    const out = await browser.get(path.replace('login', 'logout'));
    expect([out.status, out.location]).toEqual([302, path]);
    expect((await browser.get(dashboard)).location).toBe(path);
    expect(await cabinet.billing('calls')).toMatchObject({ Logout: 1 });
  });
});

describe('sign-in', () => {
  it('begins at the root too', async () => {
    const browser = cabinet.browser();
    expect((await browser.get('/')).location).toBe('/api.php?r=site/login');
    expect((await browser.get('/lbweb-client/')).location).toBe('/lbweb-client/site/login');
  });

  it.each([
    ['001940', 'wrong'],
    ['nobody', 'demo'],
    ['', 'demo'],
    ['x'.repeat(61), 'demo'],
  ])('shows itself again with an alert for %s / %s', async (login, password) => {
    const browser = cabinet.browser();
    const answer = await signIn(browser, login, password);
    expect([answer.status, answer.location]).toEqual([200, undefined]);
    expect(answer.body).toContain('<div class="alert alert-block alert-error ">');
    expect(alertIn(answer.body, 'error')).toMatch(/пользовател|логин|парол/i);
    expect(answer.body).not.toContain('logout');
    expect(formIn(answer.body, /LoginForm/).fields['LoginForm[password]']).toBe('');
  });

  it('can refuse with another status and as older cabinets do', async () => {
    await cabinet.settings({ signInRefusal: { status: 401, markup: 'summary' } });
    const answer = await signIn(cabinet.browser(), '001940', 'wrong');
    expect(answer.status).toBe(401);
    expect(answer.body).toMatch(
      /Необходимо исправить следующие ошибки:<\/p>\s*<ul><li>Неверное имя пользователя или пароль/,
    );
  });

  it.each([{ YII_CSRF_TOKEN: 'wrong' }, { YII_CSRF_TOKEN: '' }])(
    'answers 400 to a token %j',
    async (token) => {
      const browser = cabinet.browser();
      const { action, fields } = formIn((await browser.get(signInPath('query'))).body, /LoginForm/);
      const form = { ...fields, 'LoginForm[login]': '001940', 'LoginForm[password]': 'demo', ...token };
      expect((await browser.post(action, form)).status).toBe(400);
    },
  );

  it('answers 400 without the cookie of the token, and takes one that the client sets itself', async () => {
    const browser = cabinet.browser();
    const { action, fields } = formIn((await browser.get(signInPath('query'))).body, /LoginForm/);
    const form = { ...fields, 'LoginForm[login]': '001940', 'LoginForm[password]': 'demo' };
    browser.jar.delete('YII_CSRF_TOKEN');
    expect((await browser.post(action, form)).status).toBe(400);
    browser.jar.set('YII_CSRF_TOKEN', encodeURIComponent(fields['YII_CSRF_TOKEN'] ?? ''));
    expect((await browser.post(action, form)).status).toBe(302);
  });

  it('needs no token where the cabinet has CSRF off', async () => {
    await cabinet.settings({ csrf: false });
    const form = { 'LoginForm[login]': '001940', 'LoginForm[password]': 'demo' };
    expect((await cabinet.browser().post(signInPath('query'), form)).status).toBe(302);
  });

  it('with a captcha lets nobody in and does not ask the core', async () => {
    await cabinet.settings({ captcha: true });
    const browser = cabinet.browser();
    const page = await browser.get(signInPath('query'));
    expect(page.body).toMatch(/src="data:image\/png;base64,/);
    expect(formIn(page.body, /LoginForm/).fields).toHaveProperty(['LoginForm[captcha]']);
    const answer = await signIn(browser, '001940', 'demo');
    expect(answer.status).toBe(200);
    expect(alertIn(answer.body, 'error')).not.toMatch(/пользовател|логин|парол/i);
    expect(await cabinet.billing('calls')).toEqual({});
  });

  it('can be redirected by path alone', async () => {
    await cabinet.settings({ redirects: 'relative' });
    const answer = await fetch(`${cabinet.url}/api.php?r=account/index`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/api.php?r=site/login');
    await cabinet.settings({ redirects: 'absolute' });
    const again = await fetch(`${cabinet.url}/api.php?r=account/index`, { redirect: 'manual' });
    expect(again.headers.get('location')).toBe(`${cabinet.url}/api.php?r=site/login`);
  });

  it.each([
    [200, 200],
    [500, 500],
  ] as const)('with the core down is trouble, not a refusal: %s', async (errorPageStatus, status) => {
    await cabinet.settings({ errorPageStatus });
    await cabinet.billing('faults', { down: true });
    const answer = await signIn(cabinet.browser(), '001940', 'demo');
    expect(answer.status).toBe(status);
    expect(answer.location).toBeUndefined();
    expect(answer.body).toContain('Сервис временно недоступен');
    expect(answer.body).not.toContain('logout');
  });

  it('sends a forgotten password and says so on its page', async () => {
    const browser = cabinet.browser();
    const { action, fields } = formIn((await browser.get('/api.php?r=site/restore')).body, /name="login"/);
    const answer = await browser.post(action, { ...fields, login: '001940' });
    expect(answer.location).toBe('/api.php?r=site/login');
    expect(alertIn((await browser.follow(answer)).body, 'success')).toContain('отправлен');
    expect(await cabinet.billing('calls')).toEqual({ restoreClientPasswd: 1 });
  });
});
