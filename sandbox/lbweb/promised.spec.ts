import { alertIn, formIn, historyIn, kopecksIn, panelValueIn } from './testing/reading';
import type { PageSeen, TestBrowser } from './testing/test-browser';
import { TestCabinet } from './testing/test-cabinet';

/** The wizard of promised payments (lbweb facts 5.3) over the rules of the core beneath. */

const ROUTE = '/api.php?r=payment/promised';

let cabinet: TestCabinet;
beforeAll(async () => {
  cabinet = await TestCabinet.start();
});
afterEach(() => cabinet.reset());
afterAll(() => cabinet.stop());

const stepTwo = (browser: TestBrowser, agrmid: number): Promise<PageSeen> =>
  browser.get(`${ROUTE}&step=2&params[2][agrmid]=${agrmid}`);

async function take(browser: TestBrowser, agrmid: number, sum: string): Promise<PageSeen> {
  const form = formIn((await stepTwo(browser, agrmid)).body, /sum/);
  const fields = { ...form.fields, 'params[3][sum]': sum };
  const answer =
    form.method === 'post'
      ? await browser.post(form.action, fields)
      : await browser.get(`${form.action}?${new URLSearchParams(fields).toString()}`);
  expect(answer.location).toBe(ROUTE);
  return browser.follow(answer);
}

const granted = async (): Promise<number> =>
  (await cabinet.billing<Record<string, number>>('calls'))['ClientPromisePayment'] ?? 0;

describe.each(['get', 'post'] as const)('promised payment by %s', (wizardForms) => {
  beforeEach(() => cabinet.settings({ wizardForms }));

  it('is offered within bounds, taken, and listed', async () => {
    const browser = await cabinet.signedIn('001950');
    const { body } = await stepTwo(browser, 1950);
    expect(kopecksIn(panelValueIn(body, /Минимальная сумма платежа/) ?? '')).toBe(100_00);
    expect(kopecksIn(panelValueIn(body, /Максимальная сумма платежа/) ?? '')).toBe(500_00);
    expect(panelValueIn(body, /Срок действия платежа/)).toMatch(/^\d{1,2} [а-я]+ \d{4}$/);
    expect(alertIn((await take(browser, 1950, '200')).body, 'success')).toBe(
      'Обещанный платеж успешно проведен',
    );
    const listed = historyIn((await stepTwo(browser, 1950)).body);
    const [active] = listed.filter((row) => row['Оплачен'] === 'Действует');
    expect(kopecksIn(active?.['Сумма'] ?? '')).toBe(200_00);
    expect(Object.keys(active ?? {})).toEqual(['Запрошен', 'Срок действия платежа', 'Сумма', 'Оплачен']);
  });

  it.each([
    ['99,99', 'Сумма должна быть больше 100,00 руб'],
    ['500.01', 'Сумма должна быть меньше 500,00 руб'],
    ['', 'Сумма должна быть больше'],
  ])('is refused for a sum of "%s"', async (sum, message) => {
    const browser = await cabinet.signedIn('001950');
    expect(alertIn((await take(browser, 1950, sum)).body, 'error')).toContain(message);
    expect(await granted()).toBe(0);
  });
});

describe('promised payment', () => {
  const LINK = `${ROUTE}&step=3&params[2][agrmid]=1950&params[3][sum]=100`;

  it('is executed by a mere link, which a client must never follow', async () => {
    const browser = await cabinet.signedIn('001950');
    expect((await browser.get(LINK)).location).toBe(ROUTE);
    expect(await granted()).toBe(1);
  });

  it('is not executed by a link where forms are posted', async () => {
    await cabinet.settings({ wizardForms: 'post' });
    const browser = await cabinet.signedIn('001950');
    expect((await browser.get(LINK)).location).toBe(ROUTE);
    expect(await granted()).toBe(0);
  });

  it.each([
    ['001980', 1980, 'Недостаточный возраст договора'],
    ['002000', 3000, 'Слишком большая задолженность'],
    ['001990', 1990, 'Обещанный платеж недоступен. Обратитесь к менеджеру'],
    ['001950', 1940, 'Договор не найден'],
  ])('of %s is not to be had: %s, %s', async (login, agrmid, message) => {
    const browser = await cabinet.signedIn(login);
    const turned = await stepTwo(browser, agrmid);
    expect(turned.location).toBe(ROUTE);
    expect(alertIn((await browser.follow(turned)).body, 'error')).toBe(message);
  });

  it('is refused a second time, even by a link', async () => {
    const browser = await cabinet.signedIn('001950');
    await browser.get(LINK);
    const again = await browser.follow(await browser.get(LINK));
    expect(alertIn(again.body, 'error')).toContain('Обещанный платеж недоступен');
    expect(await granted()).toBe(1);
  });
});
