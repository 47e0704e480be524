import { ROUTES, type RouteName } from './addresses/routes';
import { Links } from './addresses/links';
import { THEMES } from './settings/cabinet-settings';
import { TestCabinet } from './testing/test-cabinet';

/** Every page in every form and theme: it is there, it is whole, and the core understands what it was asked. */

let cabinet: TestCabinet;
beforeAll(async () => {
  cabinet = await TestCabinet.start();
});
afterEach(() => cabinet.reset());
afterAll(() => cabinet.stop());

const REDIRECTS: readonly RouteName[] = [
  'site/index',
  'site/login',
  'payment/pay',
  'payment/success',
  'payment/fail',
  'profile/save',
];
const OPEN: readonly RouteName[] = ['site/index', 'site/login', 'site/logout', 'site/restore'];

/** Tags that are opened and never closed, or the other way round. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(?<!\/)>/g)) {
    if (['img', 'meta', 'input'].includes(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return [...open, `/${name}`];
  }
  return open;
}

describe.each(['query', 'path'] as const)('in the %s form', (form) => {
  const links = new Links(form);

  it.each(THEMES)('every page of theme %s is whole', async (theme) => {
    await cabinet.settings({ theme, notice: 'Работы ночью' });
    const browser = await cabinet.signedIn('001940', form);
    for (const route of ROUTES.filter((name) => name !== 'site/logout')) {
      const { status, body } = await browser.get(links.to(route));
      expect([route, status]).toEqual([route, REDIRECTS.includes(route) ? 302 : 200]);
      if (status === 200 && route !== 'account/vgroups') {
        expect(body).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
        expect([route, unbalanced(body)]).toEqual([route, []]);
        expect(body).toContain(links.to('site/logout').replace('&', '&amp;'));
      }
    }
    expect(await cabinet.billing('rejected')).toEqual([]);
  });

  it('a guest is led to the sign-in from every other page, by GET and POST', async () => {
    for (const route of ROUTES.filter((name) => !OPEN.includes(name))) {
      const got = await cabinet.browser().get(links.to(route));
      const posted = await cabinet.browser().post(links.to(route), {});
      expect([route, got.status, got.location]).toEqual([route, 302, links.to('site/login')]);
      expect([route, posted.status, posted.location]).toEqual([route, 302, links.to('site/login')]);
      const asked = await cabinet.browser().get(links.to(route), { 'x-requested-with': 'XMLHttpRequest' });
      expect(asked.body).toBe('{"unauthorized":true}');
    }
    expect(await cabinet.billing('calls')).toEqual({});
  });
});
