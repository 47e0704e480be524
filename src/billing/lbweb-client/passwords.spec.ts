import { CannedCabinet, page, redirection, type CannedPage } from './canned-cabinet.contract';

const FORM = page(`<form action="/api.php?r=password/settings" method="post">
  <input type="hidden" name="YII_CSRF_TOKEN" value="t"><input type="password" name="pass">
  <input type="password" name="newpass"><input type="password" name="newpassconfirm"></form>`);
const SIGN_IN = page(
  '<form action="/api.php?r=site/login" method="post"><input name="LoginForm[login]"><input name="LoginForm[password]"></form>',
);
const alert = (text: string): CannedPage => page(`<div class="alert alert-error">${text}</div>`);

describe('a password in the cabinet', () => {
  let cabinet: CannedCabinet;
  beforeEach(async () => {
    cabinet = await new CannedCabinet().start();
    cabinet
      .on('GET password/index', FORM)
      .on('POST password/settings', redirection('/api.php?r=site/logout'))
      .on('GET site/logout', redirection('/api.php?r=site/login', ['LBSESSID=gone; path=/']))
      .on('GET site/login', SIGN_IN)
      .on('POST site/login', redirection('/api.php?r=account/index', ['LBSESSID=new; path=/']));
  });
  afterEach(() => cabinet.stop());

  const change = (passwords = { current: 'old-S3cret', next: 'n3w & <longer>' }) =>
    cabinet.adapter({ timeoutMs: 300 }).changePassword(cabinet.subscriber(), passwords);
  const sent = () => cabinet.seen('POST password/settings').map(({ form }) => Object.fromEntries(form));

  it('is changed by the form, and the subscriber signed in again by the new one', async () => {
    await change();
    expect(sent()).toEqual([
      {
        YII_CSRF_TOKEN: 't',
        pass: 'old-S3cret',
        newpass: 'n3w & <longer>',
        newpassconfirm: 'n3w & <longer>',
      },
    ]);
    expect(Object.fromEntries(cabinet.seen('POST site/login')[0]?.form ?? [])).toMatchObject({
      'LoginForm[login]': '001940',
      'LoginForm[password]': 'n3w & <longer>',
    });
    const kept = cabinet.sessions.saved.at(-1);
    expect(kept).toContain('"value":"new"');
    expect(kept).not.toMatch(/S3cret|n3w/);
  });

  it('is changed by a form that wraps its fields', async () => {
    cabinet.on('GET password/index', {
      body: (FORM.body as string).replace(/name="(pass|newpass|newpassconfirm)"/g, 'name="PasswordForm[$1]"'),
    });
    await change();
    expect(sent()[0]).toMatchObject({ 'PasswordForm[pass]': 'old-S3cret' });
  });

  it.each<[string, () => void]>([
    ['the page says so', () => cabinet.on('POST password/settings', page('<p>Пароль успешно изменён</p>'))],
    [
      'a page behind says so',
      () => {
        cabinet.on('POST password/settings', redirection('/api.php?r=password/index'));
        cabinet.on('GET password/index', (_request, nth) =>
          nth === 1 ? FORM : page('<div class="alert alert-success">Пароль изменен</div>'),
        );
      },
    ],
    [
      'the sign-in page takes the new one',
      () => cabinet.on('POST password/settings', redirection('/api.php?r=site/login')),
    ],
    ['it cannot be signed in afterwards', () => cabinet.on('GET site/login', { status: 502 })],
    ['it cannot be signed out afterwards', () => cabinet.on('GET site/logout', { hangUp: true })],
  ])('is changed when %s', async (_what, prepare) => {
    prepare();
    await change();
    expect(sent()).toHaveLength(1);
  });

  it.each<[string, string, CannedPage]>([
    ['err=1', 'invalid_credentials', redirection('/api.php?r=password/index&err=1')],
    ['err=2', 'password_refused', redirection('/api.php?r=password/index&err=2')],
    ['err=3', 'password_refused', redirection('/api.php?r=password/index&err=3')],
    ['a wrong one', 'invalid_credentials', alert('Вы указали неверный пароль')],
    ['two that differ', 'password_refused', alert('Пароли не совпадают')],
    ['a short one', 'password_refused', alert('Пароль слишком короткий')],
    ['few characters', 'password_refused', alert('Минимальная длина пароля 6 символов')],
  ])('is not changed for %s: %s', async (_what, code, answer) => {
    cabinet.on('POST password/settings', answer);
    await expect(change()).rejects.toMatchObject({ name: 'Rejected', code, operation: 'password/index' });
  });

  it('is refused behind a redirection as well', async () => {
    cabinet.on('POST password/settings', redirection('/api.php?r=password/index'));
    cabinet.on('GET password/index', (_request, nth) =>
      nth === 1 ? FORM : alert('Вы указали неверный пароль'),
    );
    await expect(change()).rejects.toMatchObject({ name: 'Rejected', code: 'invalid_credentials' });
  });

  it('is not even sent when it is empty', async () => {
    await expect(change({ current: '', next: 'longer' })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    await expect(change({ current: 'old', next: '' })).rejects.toMatchObject({ code: 'password_refused' });
    expect(cabinet.requests).toEqual([]);
  });

  it('was not changed when the session was over: the new one is not taken', async () => {
    cabinet.on('POST password/settings', redirection('/api.php?r=site/login'));
    cabinet.on('POST site/login', alert('Неверное имя пользователя или пароль'));
    await expect(change()).rejects.toMatchObject({ name: 'Rejected', code: 'session_ended' });
  });

  it.each<[string, () => void, string]>([
    ['no answer', () => cabinet.on('POST password/settings', { silent: true }), 'timeout'],
    ['a lost connection', () => cabinet.on('POST password/settings', { hangUp: true }), 'connection_lost'],
    ['a 502', () => cabinet.on('POST password/settings', { status: 502 }), 'bad_http_status'],
    ['a page that says nothing', () => cabinet.on('POST password/settings', FORM), 'unproven'],
    ['an alert that nobody knows', () => cabinet.on('POST password/settings', alert('Ошибка')), 'unproven'],
    ['an unknown number', () => cabinet.on('POST password/settings', redirection('/?err=7')), 'unproven'],
    [
      'a sign-in page that is down',
      () => {
        cabinet.on('POST password/settings', redirection('/api.php?r=site/login'));
        cabinet.on('GET site/login', { status: 502 });
      },
      'bad_http_status',
    ],
    [
      'a page behind that is down',
      () => cabinet.on('POST password/settings', redirection('/api.php?r=nowhere')),
      'bad_http_status',
    ],
  ])('is UnknownOutcome for %s', async (_what, prepare, code) => {
    prepare();
    const error: unknown = await change().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'UnknownOutcome', code });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toMatch(/S3cret|n3w/);
    expect(sent()).toHaveLength(1);
  });

  it.each([
    ['no form', 'Пароль'],
    ['no field for the current one', (FORM.body as string).replace('name="pass"', '')],
  ])('is UpstreamChanged with %s', async (_what, body) => {
    cabinet.on('GET password/index', page(body));
    await expect(change()).rejects.toMatchObject({ name: 'UpstreamChanged' });
    expect(sent()).toEqual([]);
  });

  describe('that is forgotten', () => {
    const recover = (login = '001940') => cabinet.adapter({ timeoutMs: 300 }).recoverPassword(login);
    const PAGE = page('<form method="post" action="/api.php?r=site/restore"><input name="login"></form>');

    it.each<[string, CannedPage]>([
      ['a redirection', redirection('/api.php?r=site/login')],
      ['a page', alert('Пользователь не найден')],
    ])('is asked for by the form, whatever it answers: %s', async (_what, answer) => {
      cabinet.on('GET site/restore', PAGE).on('POST site/restore', answer);
      await recover();
      expect(cabinet.seen('POST site/restore').map(({ form }) => form.get('login'))).toEqual(['001940']);
    });

    it.each<[string, CannedPage]>([
      ['no such page', { status: 404 }],
      ['a page that is not for guests', redirection('/api.php?r=site/login')],
      ['a picture', page('<form><input name="login"><input name="captcha"></form>')],
    ])('is not supported with %s', async (_what, answer) => {
      cabinet.on('GET site/restore', answer);
      await expect(recover()).rejects.toMatchObject({ name: 'Rejected', code: 'not_supported' });
    });

    it('is Unavailable or unknown where the cabinet is down', async () => {
      cabinet.on('GET site/restore', { status: 502 });
      await expect(recover()).rejects.toMatchObject({ name: 'Unavailable' });
      cabinet.on('GET site/restore', page('Сайт переехал'));
      await expect(recover()).rejects.toMatchObject({ name: 'UpstreamChanged' });
      cabinet.on('GET site/restore', PAGE).on('POST site/restore', { hangUp: true });
      await expect(recover()).rejects.toMatchObject({ name: 'UnknownOutcome' });
    });
  });
});
