import { inspect } from 'node:util';
import { Unavailable } from '../../shared/upstream-errors';
import { CannedCabinet, page, redirection, type CannedPage } from './canned-cabinet.contract';
import { readSession } from './kept-session';

const TOKEN = 'a+b/c==';
const FORM = (extra = ''): CannedPage => ({
  ...page(`<form action="/api.php?r=site/login" method="post">
    <input type="hidden" value="${TOKEN}" name="YII_CSRF_TOKEN" />
    <input name="LoginForm[login]" type="text" /><input name="LoginForm[password]" type="password" />
    <input type="checkbox" name="LoginForm[rememberMe]" value="1" />${extra}
    <input type="submit" name="yt0" value="Войти" /></form>`),
  headers: {
    'set-cookie': [
      `YII_CSRF_TOKEN=${encodeURIComponent(TOKEN)}; path=/`,
      'LBSESSID=guest; path=/; HttpOnly',
      'theirs=1; Domain=example.com; path=/',
    ],
  },
});

const DASHBOARD = page(`<div class="agreement__info"><select>
  <option value="1940" selected="selected">001</option></select></div>
  <span class="balance-home">-66,67&nbsp;руб</span>
  <a class="show-vgroups" id="1940-show-vgroups" url="/api.php?r=account/vgroups" crf="x">Услуги</a>
  <a href="/api.php?r=payment/history">История</a>`);

const alert = (text: string): CannedPage => ({
  body: (FORM().body as string).replace(
    '<form',
    `<div class="alert alert-block alert-error "><a class="close">×</a>${text}</div><form`,
  ),
});

describe('signing in to the cabinet', () => {
  let cabinet: CannedCabinet;
  beforeEach(async () => {
    cabinet = await new CannedCabinet().start();
    cabinet
      .on('GET site/login', FORM())
      .on('POST site/login', redirection('/api.php?r=account/index', ['LBSESSID=mine; path=/; HttpOnly']))
      .on('GET account/index', DASHBOARD)
      .on('GET site/logout', redirection('/api.php?r=site/login'));
  });
  afterEach(() => cabinet.stop());

  const signIn = (password = 'demo', login = '001940') => cabinet.adapter().signIn({ login, password });

  it('sends the form as a browser would, and keeps cookies, login, agreements and links', async () => {
    const { uid, upstreamSession } = await signIn('d+ё & "x"');
    expect(uid).toBe('940');
    expect(readSession(upstreamSession ?? '')).toEqual({
      uid: '940',
      login: '001940',
      agreements: [{ agreementId: '1940', number: '001' }],
      links: {
        'site/logout': `${cabinet.url}api.php?r=site/logout`,
        'payment/history': `${cabinet.url}api.php?r=payment/history`,
      },
      cookies: [
        expect.objectContaining({ key: 'LBSESSID', value: 'mine', httpOnly: true }),
        expect.objectContaining({ key: 'YII_CSRF_TOKEN', value: 'a%2Bb%2Fc%3D%3D' }),
      ],
    });
    expect(upstreamSession).not.toContain('d+');
    const [post] = cabinet.seen('POST site/login');
    expect([...(post?.form ?? [])]).toEqual([
      ['YII_CSRF_TOKEN', TOKEN],
      ['yt0', 'Войти'],
      ['LoginForm[login]', '001940'],
      ['LoginForm[password]', 'd+ё & "x"'],
    ]);
    expect(post?.headers).toMatchObject({
      referer: `${cabinet.url}api.php?r=site/login`,
      origin: cabinet.url.slice(0, -1),
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      cookie: expect.stringContaining('YII_CSRF_TOKEN=a%2Bb%2Fc%3D%3D'),
    });
    expect(post?.headers.cookie).not.toContain('theirs');
    expect(cabinet.seen('GET account/index')[0]?.headers.cookie).toContain('LBSESSID=mine');
  });

  it('takes the token of the cookie where the form has none, and makes the cookie where only the form has it', async () => {
    cabinet.on('GET site/login', {
      ...FORM(),
      body: (FORM().body as string).replace(/<input type="hidden"[^>]*>/, ''),
    });
    await signIn();
    expect(cabinet.seen('POST site/login')[0]?.form.get('YII_CSRF_TOKEN')).toBe(TOKEN);
    cabinet.on('GET site/login', { body: FORM().body as string });
    await signIn();
    expect(cabinet.seen('POST site/login')[1]?.headers.cookie).toContain('YII_CSRF_TOKEN=a%2Bb%2Fc%3D%3D');
  });

  it.each([
    ['an alert about the name', alert('Неверное имя пользователя или пароль')],
    ['an alert about the login', alert('Неправильный логин')],
    [
      'the list of older cabinets',
      page(
        `<form method="post"><div><p>Необходимо исправить следующие ошибки:</p><ul><li>Неверное имя пользователя или пароль.</li></ul></div></form>`,
      ),
    ],
    [
      'the same list beside its words',
      page(
        `<p>Необходимо исправить следующие ошибки:</p>\n<ul><li>Неверное имя пользователя или пароль.</li></ul>`,
      ),
    ],
  ])('is invalid_credentials for %s', async (_what, answer) => {
    cabinet.on('POST site/login', answer);
    await expect(signIn()).rejects.toMatchObject({ name: 'Rejected', code: 'invalid_credentials' });
  });

  it.each([
    ['no password', '001940', ''],
    ['no login', '', 'demo'],
    ['a login that no form carries', '00\u00001940', 'demo'],
    ['half a character', '001940', '\ud800'],
  ])('is invalid_credentials for %s, without a question', async (_what, login, password) => {
    await expect(signIn(password, login)).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(cabinet.requests).toEqual([]);
  });

  it.each(['LoginForm[captcha]', 'LoginForm[verifyCode]'])('gives up before the picture %s', async (name) => {
    cabinet.on('GET site/login', FORM(`<img src="data:image/png;base64,xx"><input name="${name}">`));
    await expect(signIn()).rejects.toMatchObject({ name: 'Rejected', code: 'captcha_required' });
    expect(cabinet.seen('POST site/login')).toEqual([]);
  });

  it('gives up when the answer asks for a picture', async () => {
    cabinet.on('POST site/login', FORM('<input name="LoginForm[captcha]">'));
    await expect(signIn()).rejects.toMatchObject({ code: 'captcha_required' });
  });

  it.each<[string, CannedPage, string]>([
    ['status 400, which a wrong token has as well', { status: 400, body: 'x' }, 'bad_http_status'],
    ['status 401', { ...alert('Неверный пароль'), status: 401 }, 'bad_http_status'],
    ['status 502', { status: 502, body: '<html></html>' }, 'bad_http_status'],
    ['another alert', alert('Сервис недоступен'), 'sign_in_refused'],
    [
      'an alert that is not shown',
      page('<div class="alert-error" style="display: none">Неверный пароль</div>'),
      'upstream_changed',
    ],
    ['the sign-in page again, silent', FORM(), 'upstream_changed'],
    ['a page of somebody signed in, without a redirection', DASHBOARD, 'upstream_changed'],
    ['a redirection to the sign-in page', redirection('/api.php?r=site%2Flogin'), 'not_signed_in'],
    ['a redirection to nowhere', { status: 302 }, 'not_signed_in'],
    ['a redirection to another host', redirection('http://evil.example/account/index'), 'foreign_address'],
    [
      'half a page',
      { body: '<html><body><div class="alert alert-error">Неверный пароль</div>' },
      'malformed_answer',
    ],
  ])('is Unavailable for %s', async (_what, answer, code) => {
    cabinet.on('POST site/login', answer);
    await expect(signIn()).rejects.toMatchObject({ code });
    await expect(signIn()).rejects.toBeInstanceOf(Unavailable);
  });

  it.each<[string, string, CannedPage, string]>([
    ['a sign-in page that is down', 'GET site/login', { status: 503 }, 'bad_http_status'],
    ['a sign-in page without a form', 'GET site/login', page('Технические работы'), 'upstream_changed'],
    [
      'a form that leads away',
      'GET site/login',
      { body: (FORM().body as string).replace('/api.php?r=site/login', 'https://evil.example/') },
      'upstream_changed',
    ],
    [
      'a dashboard that leads back',
      'GET account/index',
      redirection('/api.php?r=site/login'),
      'not_signed_in',
    ],
    [
      'a dashboard without a way out',
      'GET account/index',
      { body: (DASHBOARD.body as string).replace('logout', 'x') },
      'upstream_changed',
    ],
    ['a dashboard without agreements', 'GET account/index', page('Добро пожаловать'), 'upstream_changed'],
  ])('is Unavailable for %s', async (_what, name, answer, code) => {
    cabinet.on(name, answer);
    await expect(signIn()).rejects.toMatchObject({ code });
  });

  it('follows the sign-in page where the cabinet keeps it, and goes where the answer leads', async () => {
    cabinet
      .on('GET site/login', redirection('/lk/?r=site/other'))
      .on('GET site/other', FORM())
      .on('POST site/login', redirection('/lk/?r=account/index&from=login'));
    await signIn();
    expect(cabinet.seen('GET account/index')[0]?.query.get('from')).toBe('login');
  });

  it('is Unavailable when nobody owns the agreement or billing is away, and leaves no session behind', async () => {
    const nobody = cabinet.adapter({ ownerOf: () => Promise.resolve(null) });
    await expect(nobody.signIn({ login: '001940', password: 'demo' })).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'owner_unknown',
    });
    const away = new Unavailable({ upstream: 'billing', operation: 'getAgreements', code: 'timeout' });
    const lost = cabinet.adapter({ ownerOf: () => Promise.reject(away) });
    await expect(lost.signIn({ login: '001940', password: 'demo' })).rejects.toBe(away);
    expect(cabinet.seen('GET site/logout')).toHaveLength(2);
  });

  it('keeps passwords out of errors and of the adapter', async () => {
    const wrecks: CannedPage[] = [
      { hangUp: true },
      { silent: true },
      { status: 500, body: 'S3cret' },
      alert('S3cret'),
    ];
    for (const wreck of wrecks) {
      cabinet.on('POST site/login', wreck);
      const adapter = cabinet.adapter({ timeoutMs: 150 });
      const error: unknown = await adapter
        .signIn({ login: '001940', password: 'S3cret' })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Unavailable);
      const seen = inspect([error, adapter], { depth: 20, showHidden: true }) + JSON.stringify(error);
      expect(seen).not.toMatch(/S3cret|001940/);
    }
  });

  it('ends the session, also one that is over', async () => {
    const adapter = cabinet.adapter();
    const subscriber = cabinet.subscriber({
      links: { 'site/logout': `${cabinet.url}api.php?r=site/logout&t=1` },
    });
    await adapter.signOut(subscriber);
    expect(cabinet.seen('GET site/logout')[0]?.query.get('t')).toBe('1');
    await adapter.signOut({ uid: '940', sessionId: 'unknown' });
    await adapter.signOut({ uid: '940', sessionId: null });
    cabinet.on('GET site/logout', { status: 502 });
    await expect(adapter.signOut(subscriber)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
