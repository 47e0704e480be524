import { alertIn, formIn } from './testing/reading';
import type { PageSeen, TestBrowser } from './testing/test-browser';
import { signIn, TestCabinet } from './testing/test-cabinet';

/** Password and profile (lbweb facts 6). */

let cabinet: TestCabinet;
let browser: TestBrowser;
beforeAll(async () => {
  cabinet = await TestCabinet.start();
});
beforeEach(async () => {
  browser = await cabinet.signedIn();
});
afterEach(() => cabinet.reset());
afterAll(() => cabinet.stop());

async function change(fields: Record<string, string>, from = 'password/index'): Promise<PageSeen> {
  const form = formIn((await browser.get(`/api.php?r=${from}`)).body, /newpassconfirm/);
  expect([form.action, form.method]).toEqual(['/api.php?r=password/settings', 'post']);
  return browser.post(form.action, { ...form.fields, ...fields });
}

describe('password', () => {
  it.each(['password/index', 'password/settings'])('is changed from %s and signs out', async (from) => {
    const answer = await change({ pass: 'demo', newpass: 'secret7', newpassconfirm: 'secret7' }, from);
    expect(answer.location).toBe('/api.php?r=site/logout');
    expect((await browser.follow(answer)).body).toContain('LoginForm[login]');
    expect((await signIn(cabinet.browser(), '001940', 'demo')).status).toBe(200);
    expect((await signIn(cabinet.browser(), '001940', 'secret7')).status).toBe(302);
  });

  it.each([
    [1, 'Вы указали неверный пароль', { pass: 'wrong', newpass: 'secret7', newpassconfirm: 'secret7' }],
    [2, 'Пароли не совпадают', { pass: 'demo', newpass: 'secret7', newpassconfirm: 'secret8' }],
    [3, 'Пароль должен содержать', { pass: 'demo', newpass: 'short', newpassconfirm: 'short' }],
  ])('is refused with code %s: %s', async (code, message, fields) => {
    const answer = await change(fields);
    expect(answer.location).toBe(`/api.php?r=password/settings&err=${code}`);
    expect(alertIn((await browser.follow(answer)).body, 'error')).toContain(message);
  });

  it('needs the token', async () => {
    const fields = { pass: 'demo', newpass: 'secret7', newpassconfirm: 'secret7', YII_CSRF_TOKEN: 'x' };
    expect((await change(fields)).status).toBe(400);
    expect((await signIn(cabinet.browser(), '001940', 'demo')).status).toBe(302);
  });
});

describe('profile', () => {
  it('shows what is saved', async () => {
    const form = formIn((await browser.get('/api.php?r=profile/index')).body, /name="mobile"/);
    expect(form.action).toBe('/api.php?r=profile/save');
    expect(form.fields).toMatchObject({ email: 'ivanova@example.net', phone: '' });
    const saved = await browser.post(form.action, {
      ...form.fields,
      email: 'new@example.net',
      phone: '2-12-85',
    });
    const page = await browser.follow(saved);
    expect(alertIn(page.body, 'success')).toBe('Изменения сохранены');
    expect(formIn(page.body, /name="mobile"/).fields).toMatchObject({
      email: 'new@example.net',
      phone: '2-12-85',
      mobile: form.fields['mobile'],
    });
  });
});
