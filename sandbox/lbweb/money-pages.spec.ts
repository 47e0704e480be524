import {
  alertIn,
  attribute,
  decoded,
  formIn,
  historyIn,
  kopecksIn,
  panelValueIn,
  textIn,
} from './testing/reading';
import type { PageSeen, TestBrowser } from './testing/test-browser';
import { TestCabinet } from './testing/test-cabinet';

/** History, totals and the wizard of the bank, read by the selectors of lbweb facts 5. */

const NOW = Date.now();
const MOSCOW_TODAY = new Date(NOW + 3 * 3_600_000).toISOString().slice(0, 10);
const HISTORY = '/api.php?r=payment/history';

let cabinet: TestCabinet;
let browser: TestBrowser;
beforeAll(async () => {
  cabinet = await TestCabinet.start();
});
beforeEach(async () => {
  browser = await cabinet.signedIn('001950');
});
afterEach(() => cabinet.reset());
afterAll(() => cabinet.stop());

const post = (receipt: string, amountKopecks: number, more: object = {}): Promise<{ recordid: number }> =>
  cabinet.billing('payments', { agrmid: 1950, amountKopecks, receipt, ...more });
const history = async (query = ''): Promise<Record<string, string>[]> =>
  historyIn((await browser.get(HISTORY + query)).body);
const numbers = async (query = ''): Promise<(string | undefined)[]> =>
  (await history(query)).map((row) => row['Номер платежа']);

describe('payment history', () => {
  it('shows what billing has, newest first, in labelled cells', async () => {
    await post('A-1', 500_00);
    await post('A-2', 1234_50);
    const [newest, before] = await history();
    expect(newest).toMatchObject({ 'Номер платежа': 'A-2', Договор: '003', Состояние: 'Принят' });
    expect(kopecksIn(newest?.['Сумма'] ?? '')).toBe(1234_50);
    expect(before?.['Номер платежа']).toBe('A-1');
    const methods = [newest, before].map((row) => row?.['Способ платежа']);
    expect(methods.toSorted()).toEqual([expect.stringMatching(/^- \S/), expect.stringMatching(/^[^-]/)]);
  });

  it.each([
    ['words', /^\d{1,2} [а-я]+ \d{4}$/],
    ['wordsWithYear', /^\d{1,2} [а-я]+ \d{4} г\.$/],
    ['numeric', /^\d\d\.\d\d\.\d{4}$/],
  ] as const)('prints days in %s', async (historyDates, form) => {
    await cabinet.settings({ historyDates });
    await post('A-1', 500_00);
    expect((await history())[0]?.['Дата']).toMatch(form);
  });

  it.each(['Аннулирован', 'Ауннулирован'] as const)(
    'spells a cancelled payment %s',
    async (cancelledWord) => {
      await cabinet.settings({ cancelledWord });
      const { recordid } = await post('A-1', 500_00);
      await cabinet.billing(`payments/${recordid}`, { status: 2 });
      expect((await history())[0]?.['Состояние']).toBe(cancelledWord);
    },
  );

  it.each(['data-label', 'aria-label', 'data-th-label'] as const)(
    'labels its cells by %s',
    async (historyLabel) => {
      await cabinet.settings({ historyLabel, methodColumn: 'Менеджер' });
      await post('A-1', 500_00);
      const { body } = await browser.get(HISTORY);
      expect(body).toContain(`<td ${historyLabel}="Менеджер">`);
      expect(historyIn(body)[0]).toHaveProperty('Менеджер');
    },
  );

  it('comes by pages whose links keep the period', async () => {
    await cabinet.settings({ historyPageSize: 2 });
    for (const number of [1, 2, 3]) await post(`A-${number}`, 100_00);
    const query = `&step=1&params[1][dtfrom]=${MOSCOW_TODAY}&params[1][agrmid]=1950`;
    const first = await browser.get(HISTORY + query);
    expect(historyIn(first.body).map((row) => row['Номер платежа'])).toEqual(['A-3', 'A-2']);
    const next = /<li class="next"><a href="([^"]*)"/.exec(first.body)?.[1] ?? '';
    const second = await browser.get(decoded(next));
    expect(historyIn(second.body).map((row) => row['Номер платежа'])).toEqual(['A-1']);
    expect(second.body).not.toContain('class="next"');
  });

  it('takes a period and an agreement by its form, and shows what it has taken', async () => {
    await post('A-1', 100_00, { paydate: '2026-01-15 12:00:00' });
    const form = formIn((await browser.get(HISTORY)).body, /dtfrom/);
    const query = new URLSearchParams({
      ...form.fields,
      'params[1][dtfrom]': '15.01.2026',
      'params[1][dtto]': '2026-01-15',
      'params[1][agrmid]': '1950',
    });
    const { body } = await browser.get(`${form.action}?${query.toString()}`);
    const shown = formIn(body, /dtfrom/).fields;
    expect([shown['params[1][dtfrom]'], shown['params[1][dtto]']]).toEqual(['2026-01-15', '2026-01-15']);
    expect(historyIn(body).map((row) => row['Номер платежа'])).toContain('A-1');
    const tooLate = '&params[1][dtfrom]=2026-01-16&params[1][dtto]=2026-01-16';
    expect(await numbers(tooLate)).not.toContain('A-1');
  });

  it('begins three months back and ignores what is no day', async () => {
    const { fields } = formIn((await browser.get(`${HISTORY}&params[1][dtfrom]=yesterday`)).body, /dtfrom/);
    expect(fields['params[1][dtfrom]']).toMatch(/^\d{4}-\d\d-01$/);
    expect(fields['params[1][dtto]']).toBe(MOSCOW_TODAY);
  });

  it('is empty without a row that has a class', async () => {
    const { body } = await browser.get(`${HISTORY}&params[1][dtfrom]=2020-01-01&params[1][dtto]=2020-01-02`);
    expect(historyIn(body)).toEqual([]);
    expect(textIn(body)).toContain('Нет результатов');
  });
});

describe('totals of the month', () => {
  it('have a panel for each agreement', async () => {
    await post('A-1', 500_00);
    const { recordid } = await post('A-2', 100_00);
    await cabinet.billing(`payments/${recordid}`, { status: 2 });
    const { body } = await browser.get('/lbweb-client/invoice/info');
    expect(kopecksIn(panelValueIn(body, /платежи в текущем месяце/) ?? '')).toBeGreaterThanOrEqual(500_00);
    expect(kopecksIn(panelValueIn(body, /[Рр]асход\S* в текущем месяце/) ?? '')).toBe(0);
    expect((await browser.get('/api.php?r=invoice/index')).body).toContain('r=invoice/info');
  });
});

describe('the wizard of the bank', () => {
  const links = (html: string): string[] =>
    [...html.matchAll(/<a[^>]*>Выбрать<\/a>/g)].map(([tag]) => attribute(tag, 'href') ?? '');

  it.each([
    ['/api.php?r=payment/tinkoff', '/api.php?r=payment/tinkoff&step=2&params%5B2%5D%5Bagrmid%5D=1950'],
    ['/lbweb-client/payment/tinkoff', '/lbweb-client/payment/tinkoff?step=2&params%5B2%5D%5Bagrmid%5D=1950'],
  ])('at %s begins with the agreements', async (path, link) => {
    const { body } = await browser.get(path);
    expect(links(body)).toEqual([link]);
    expect(textIn(body)).toMatch(/003 -486,09 руб Выбрать/);
    const { body: second } = await browser.get(link);
    const { fields } = formIn(second, /autopayment/);
    expect(fields).toMatchObject({ step: '3', 'params[2][agrmid]': '1950', 'params[3][sum]': '' });
  });

  it('is open at its second step, and ends before the bank', async () => {
    const { body } = await browser.get('/api.php?r=payment/tinkoff&step=2&params[2][agrmid]=1950');
    const form = formIn(body, /autopayment/);
    const query = new URLSearchParams({ ...form.fields, 'params[3][sum]': '100,50' });
    const end = await browser.get(`${form.action}?${query.toString()}`);
    expect(textIn(end.body)).toContain('Договор 003, сумма 100,50 руб. Здесь открылась бы форма банка');
    expect(await cabinet.billing<object>('calls')).not.toHaveProperty('insPrePayment');
  });

  it.each([
    ['&step=2&params[2][agrmid]=1940', 'Договор не найден'],
    ['&step=3&params[2][agrmid]=1950&params[3][sum]=-1', 'Неверная сумма'],
  ])('goes back to the beginning from %s', async (query, message) => {
    const turned = await browser.get(`/api.php?r=payment/tinkoff${query}`);
    expect(turned.location).toBe('/api.php?r=payment/tinkoff');
    expect(alertIn((await browser.follow(turned)).body, 'error')).toContain(message);
  });

  it.each([
    ['payment/success', 'success'],
    ['payment/fail', 'error'],
  ] as const)('comes back by %s with a message that is said once', async (route, kind) => {
    const back = await browser.get(`/api.php?r=${route}`);
    expect(back.location).toBe('/api.php?r=payment/index');
    const menu: PageSeen = await browser.follow(back);
    expect(alertIn(menu.body, kind)).toMatch(/Платеж/);
    expect(menu.body).toContain('r=payment/history');
    expect(alertIn((await browser.get('/api.php?r=payment/index')).body, kind)).toBeUndefined();
  });
});
