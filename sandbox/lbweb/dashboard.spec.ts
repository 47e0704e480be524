import { load } from 'cheerio';
import { attribute, balanceIn, found, textIn } from './testing/reading';
import type { TestBrowser } from './testing/test-browser';
import { TestCabinet } from './testing/test-cabinet';

/** The dashboard and its services, read by the selectors of lbweb facts 3 and 4. */

interface ServicesJson {
  readonly head: string[];
  readonly body: {
    login: { login: string };
    tarifdescr: unknown;
    rent: string;
    services: string[];
    state: { state: string };
  }[];
  readonly empty: string;
  readonly pager: string;
}

const AJAX = { 'x-requested-with': 'XMLHttpRequest' };

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

const dashboard = async (query = ''): Promise<string> =>
  (await browser.get(`/api.php?r=account/index${query}`)).body;

const servicesLinks = (html: string): string[] =>
  [...html.matchAll(/<a[^>]+class="show-vgroups"[^>]*>/g)].map(([tag]) => tag);

describe('dashboard', () => {
  it('in theme home is what one family of checkers reads', async () => {
    const html = await dashboard();
    expect(found(html, /<span[^>]+class="balance-home"[^>]*>([\s\S]*?)<\/span>/)).toBe('-66,67 руб');
    expect(found(html, /agreement__info[\s\S]*?<option[^>]*"selected">([\s\S]*?)<\/option>/)).toBe('001');
    expect(found(html, /<div[^>]+class="email-person person"[^>]*>([\s\S]*?)<\/div>/)).toBe(
      'ivanova@example.net',
    );
    expect(found(html, /<div[^>]+class="phone-person person"[^>]*>([\s\S]*?)<\/div>/)).toMatch(/^\+7900/);
    expect(found(html, /<div[^>]+class="name-person person"[^>]*>([\s\S]*?)<\/div>/)).toBe(
      'Иванова Мария Сергеевна',
    );
  });

  it('in theme home shows another agreement when it is chosen', async () => {
    const html = await dashboard('&agrmid=1941');
    const options = [...html.matchAll(/<option[^>]*>([^<]*)<\/option>/g)].map(([, number]) => number);
    expect(options).toEqual(['001', '002']);
    expect(found(html, /agreement__info[\s\S]*?<option[^>]*"selected">([\s\S]*?)<\/option>/)).toBe('002');
    expect(balanceIn(html)).toBe(120_00);
  });

  it('in theme panel is what the other client reads, by its own paths', async () => {
    await cabinet.settings({ theme: 'panel', notice: 'Работы <ночью>' });
    const page = load(await dashboard());
    const main = '#wrap-all > section > div.main';
    const inner = `${main} > div > div > div.content-panel > div > div > div.content-panel > div`;
    const balance = 'div.panel-form-item.panel-form-item-balance > div > div > span';
    const value = 'div.panel-form-item.panel-form-item-value > span';
    const all = (path: string): string[] =>
      page(path)
        .toArray()
        .map((element) => page(element).text());
    expect(all(`${inner} > div:nth-child(2) > ${balance}`)).toEqual(['-66,67\u00a0руб', '120,00\u00a0руб']);
    expect(all(`${inner} > div:nth-child(3) > ${value}`)).toEqual(['0,00\u00a0руб', '0,00\u00a0руб']);
    expect(all(`${inner} > div:nth-child(4) > ${value}`)[0]).toBe('ООО «Демо-Телеком»');
    const notice = page(`${main} > div > div.row > div.alert.alert-block.alert-info`);
    expect(notice.clone().children().remove().end().text()).toBe('Работы <ночью>');
  });

  it.each([
    ['table', /<strong>001<\/strong>/, /content-aside-name">Иванова Мария/, 'show-vgroups-1940'],
    ['tableTopUp', /<td class="first_col">001<\/td>/, /content-aside"><p>Иванова Мария/, '1940-show-vgroups'],
  ] as const)('in theme %s has a row for each agreement', async (theme, number, name, linkId) => {
    await cabinet.settings({ theme });
    const html = await dashboard();
    const rows = [...html.matchAll(/<tr class="agreements-grid-row-(\d+)">([\s\S]*?)<\/tr>/g)];
    expect(rows.map(([, agrmid]) => agrmid)).toEqual(['1940', '1941']);
    expect(html).toMatch(number);
    expect(html).toMatch(name);
    expect(html).toContain(`<a class="show-vgroups" id="${linkId}">`);
    expect(textIn(html)).toMatch(/Номер договора Оператор Баланс Услуги/);
    expect(balanceIn(html)).toBe(-66_67);
  });

  it.each([
    [{}, '1&nbsp;234&nbsp;567,89&nbsp;руб'],
    [{ entities: false }, '1\u00a0234\u00a0567,89\u00a0руб'],
    [{ thousands: 'blank', decimal: 'dot', currency: 'руб.' }, '1 234 567.89 руб.'],
    [{ thousands: 'none', currency: '' }, '1234567,89'],
    [{ thousands: 'narrow', currency: '₽' }, '1&#8239;234&#8239;567,89&#8239;₽'],
    [{ thousands: 'none', decimal: 'dot', currency: 'р.' }, '1234567.89 р.'],
  ] as const)('prints sums by %j', async (sums, text) => {
    await cabinet.billing('agreements/1940', { balanceKopecks: 123_456_789 });
    await cabinet.settings({ sums });
    const html = await dashboard();
    expect(html).toContain(`<span class="balance-home">${text}</span>`);
    expect(balanceIn(html)).toBe(123_456_789);
  });

  it('prints a debt with the other minus', async () => {
    await cabinet.settings({ sums: { minus: 'minus' } });
    const html = await dashboard();
    expect(html).toContain('\u221266,67');
    expect(balanceIn(html)).toBe(-66_67);
  });

  it('shows a payment that billing has just taken', async () => {
    await cabinet.billing('payments', { agrmid: 1940, amountKopecks: 100_00, receipt: 'A-1' });
    expect(balanceIn(await dashboard())).toBe(33_33);
  });

  it('belongs to whoever signed in', async () => {
    const other = await cabinet.signedIn('001950');
    expect((await other.get('/api.php?r=account/index')).body).toContain('Петров Олег');
    expect(await dashboard()).toContain('Иванова Мария');
  });
});

describe('services', () => {
  const ask = async (change: Record<string, string> = {}): Promise<{ status: number; body: string }> => {
    const [link = ''] = servicesLinks(await dashboard());
    const agrmid = /\d+/.exec(attribute(link, 'id') ?? '')?.[0] ?? '';
    const form = { agrmid, YII_CSRF_TOKEN: attribute(link, 'crf') ?? '', ...change };
    return browser.post(attribute(link, 'url') ?? '', form, AJAX);
  };
  const read = async (change: Record<string, string> = {}): Promise<ServicesJson> =>
    JSON.parse((await ask(change)).body) as ServicesJson;

  it('are asked for by the attributes of the link', async () => {
    const { head, body, pager } = await read();
    expect(head).toHaveLength(5);
    expect(pager).toBe('');
    const [internet] = body;
    expect(internet?.login.login).toBe('inet001940');
    expect(internet?.tarifdescr).toBe('<div>Интернет 100</div><div class="tar-curshape">100 Мбит/с</div>');
    expect(internet?.rent).toBe('600,00\u00a0руб');
    expect(internet?.services).toEqual(['Нет подключенных услуг']);
    expect(body.map(({ state }) => state.state)).toEqual(
      expect.arrayContaining(['Состояние: активен', 'Недостаточно средств']),
    );
  });

  it('have a link for every agreement, or for the one that is shown', async () => {
    const ids = async (): Promise<unknown[]> =>
      servicesLinks(await dashboard()).map((tag) => attribute(tag, 'id'));
    expect(await ids()).toEqual(['1940-show-vgroups', '1941-show-vgroups']);
    await cabinet.settings({ serviceLinks: 'shown' });
    expect(await ids()).toEqual(['1940-show-vgroups']);
  });

  it('come in other words and forms too', async () => {
    await cabinet.settings({
      tariffText: 'object',
      activeState: 'Действует',
      extraServices: ['Статический IP'],
    });
    const [first] = (await read()).body;
    expect(first).toMatchObject({
      tarifdescr: { descr: 'Интернет 100', shape: 100_000 },
      services: ['Статический IP'],
      state: { state: 'Действует' },
    });
    await cabinet.settings({ tariffText: 'text' });
    expect((await read()).body[0]?.tarifdescr).toBe('Интернет 100');
  });

  it('are not told of a stranger', async () => {
    expect(await read({ agrmid: '1950' })).toMatchObject({ body: [], empty: 'Нет учетных записей' });
  });

  it('need the token', async () => {
    expect((await ask({ YII_CSRF_TOKEN: 'wrong' })).status).toBe(400);
  });

  it('come page by page in the older form', async () => {
    await cabinet.settings({ servicesPageSize: 3 });
    const page = async (number: number): Promise<ServicesJson> => {
      const path = `/api.php?r=account/vgroups&agrmid=1940&page=${number}`;
      return JSON.parse((await browser.get(path, AJAX)).body) as ServicesJson;
    };
    const all = (await read()).body.map(({ login }) => login.login);
    const [first, second] = [await page(1), await page(2)];
    expect(first.body).toHaveLength(3);
    expect([...first.body, ...second.body].map(({ login }) => login.login)).toEqual(all);
    expect(first.pager).toContain('page=2');
  });

  it('are unauthorized for a guest', async () => {
    const guest = cabinet.browser();
    const asked = await guest.get('/api.php?r=account/vgroups&agrmid=1940', AJAX);
    expect([asked.status, asked.body]).toEqual([200, '{"unauthorized":true}']);
    const posted = await guest.post('/lbweb-client/account/vgroups', { agrmid: '1940' }, AJAX);
    expect(posted.body).toBe('{"unauthorized":true}');
  });
});
