import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { World } from '../support/world';
import { startChromium } from './chromium';
import { makeClosableDay, registryOf, type ClosableDay } from './closable-day';
import { Visitor } from './visitor';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
const REFUSED = 'Failed to load resource: the server responded with a status of 401 (Unauthorized)';

// Goal: a person of finance closes a day in a real browser, on the page of the built service between the stand-ins: registry,
// reconciliation, a discrepancy that was planted, closing, and opening again by two. The browser has nothing to complain of.
describe('the finance page', () => {
  let world: World;
  let browser: Browser;
  let day: ClosableDay;
  let keys: Record<'anna' | 'boris' | 'ops', string>;
  let url: string;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = await startChromium();
    world = await World.start({
      env: {
        DAY_SETTLE_MINUTES: '0',
        RECONCILIATION_GRACE_MINUTES: '0',
        RECONCILIATION_NIGHTLY_HOUR: 'none',
        RECONCILIATION_INTERVAL_MS: '200',
      },
    });
    url = world.replicas[0]?.url ?? '';
    const keyOf = async (scope: string, name: string): Promise<string> =>
      (await world.apiKey(scope, name))['x-api-key'] ?? '';
    keys = {
      anna: await keyOf('finance', 'anna'),
      boris: await keyOf('finance', 'boris'),
      ops: await keyOf('ops', 'on-duty'),
    };
    day = await makeClosableDay(world);
    const [record] = await world.billing.paymentsOf(day.payments[0]!.orderId);
    await world.billing.tamper(record!.recordid, { amount: '433.00' });
    visitor = await Visitor.open(browser, url);
    await visitor.goto({ day: day.day, from: day.day, to: day.day });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  const page = () => visitor.page;
  const dialog = () => page().getByRole('dialog');
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const state = () => page().locator('h1 + .badge').innerText();

  async function confirm(name: string): Promise<void> {
    await dialog().last().getByRole('button', { name, exact: true }).click();
  }

  async function reconcile(): Promise<void> {
    const before = (await world.rows('SELECT id FROM reconciliations')).length;
    await button('Сверить день').click();
    await confirm('Сверить день');
    await dialog().waitFor({ state: 'detached' });
    await visitor.settled();
    await page().getByRole('table', { name: 'Сверки', exact: true }).waitFor();
    await page().getByText('Закончена', { exact: true }).nth(before).waitFor();
    await visitor.settled();
  }

  it('is public files without data, under a policy that lets nothing in', async () => {
    const answer = await fetch(`${url}/finance`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/html; charset=utf-8',
    });
    const html = await answer.text();
    expect(html).not.toMatch(/<script(?! type="module" src=)|<style|style=|onload=|https?:/);
    const script = await fetch(`${url}/finance/main.mjs`);
    expect(script.headers.get('content-type')).toMatch(/\/javascript/);
    expect(script.headers.get('content-security-policy')).toBe(POLICY);
    const slash = await fetch(`${url}/finance/`, { redirect: 'manual' });
    expect([slash.status, slash.headers.get('location')]).toEqual([301, '../finance']);
    const outside = await fetch(`${url}/finance/%2e%2e/finance-page.js`);
    expect(outside.status).toBe(404);
  });

  it('lets nobody in by a wrong key, and tells a right one without the scope from it', async () => {
    await visitor.signIn('ba_wrong');
    await page().getByText('Ключ не подошёл').waitFor();
    await visitor.signIn(keys.ops);
    await page().getByText('Этого ключа мало').waitFor();
    expect(visitor.complaints.splice(0)).toEqual([
      REFUSED,
      REFUSED.replace('401 (Unauthorized)', '403 (Forbidden)'),
    ]);
    await visitor.shoot('sign-in');
    await visitor.signIn(keys.anna);
    await page().getByRole('navigation').waitFor();
  });

  it('takes a registry, and names the line that it could not read', async () => {
    await visitor.section('Реестры банка');
    const buffer = await registryOf(world, day);
    const upload = async (): Promise<void> => {
      await page()
        .getByLabel('Выберите файл')
        .setInputFiles({ name: 'реестр.csv', mimeType: 'text/csv', buffer });
      await button('Загрузить').click();
    };
    await upload();
    await page().getByText('Файл «реестр.csv» загружен').waitFor();
    await visitor.settled();
    const [registry] = await visitor.rows('Загруженные реестры');
    expect(registry?.slice(0, 5)).toEqual(['реестр.csv', inRussian(day.day), '5', '1', 'Прочитан']);
    await button('1').click();
    const [fault] = await visitor.rows('Плохие строки');
    expect(fault?.slice(0, 2)).toEqual(['7', expect.stringContaining('Неизвестный тип операции')]);
    await visitor.shoot('registry-faults');
    await button('Закрыть окно').click();
    await upload();
    await page().getByText('ничего не изменилось').waitFor();
  });

  it('shows the totals of the day from three sides, and why it cannot be closed yet', async () => {
    await visitor.section('День');
    expect(await state()).toBe('Открыт');
    const gross = '15 479,49 ₽';
    const rows = Object.fromEntries(
      (await visitor.rows('Итоги дня')).map(([name = '', ...cells]) => [name, cells]),
    );
    expect(rows['Леджер']?.slice(0, 3)).toEqual(['5', gross, '0,00 ₽']);
    expect(rows['Реестр банка']).toEqual(['5', gross, '0,00 ₽', '309,57 ₽', '15 169,92 ₽']);
    expect(rows['Леджер минус реестр']?.slice(0, 2)).toEqual(['0', '0,00 ₽']);
    expect(rows['Леджер минус биллинг']?.slice(0, 2)).toEqual(['0', '0,00 ₽']);
    await page().getByText('Терминалов без сверки, начатой после конца дня: 1.').waitFor();
    expect(await button('Закрыть день').isDisabled()).toBe(true);
  });

  it('reconciles the day, and shows the discrepancy that was planted', async () => {
    await reconcile();
    const [found, ...others] = await visitor.rows('Расхождения');
    expect(others).toEqual([]);
    expect(found).toEqual([
      'Сумма отличается',
      inRussian(day.day),
      day.payments[0]?.orderId,
      '433,33 ₽',
      '433,33 ₽',
      '433,00 ₽',
      'Ждёт решения',
      'Никто',
    ]);
    const [, ...short] = (await visitor.rows('Итоги дня')).at(-1) ?? [];
    expect(short.slice(0, 2)).toEqual(['0', '0,33 ₽']);
    await page().getByText('Расхождений дня, которые не устранены и не объяснены: 1.').waitFor();
    await visitor.shoot('day-open');
  });

  it('explains a discrepancy, and keeps who does what about it', async () => {
    await button('Сумма отличается').click();
    await dialog().getByText('Верной считайте сумму, которую принял банк.').waitFor();
    await button('Назначить').click();
    await dialog().last().getByLabel('Ответственный').fill('<b>Анна</b>');
    await confirm('Назначить');
    await dialog().getByRole('definition').filter({ hasText: '<b>Анна</b>' }).waitFor();
    await button('Комментировать').click();
    await dialog().last().getByLabel('Комментарий').fill('Спросила кассу');
    await confirm('Комментировать');
    await dialog().getByRole('cell', { name: 'Спросила кассу' }).waitFor();
    await visitor.shoot('discrepancy');
    await button('Закрыть с объяснением').click();
    await confirm('Закрыть с объяснением');
    expect(await dialog().count()).toBe(2);
    await dialog().last().getByLabel('Объяснение').fill('Касса исправит запись сегодня');
    await confirm('Закрыть с объяснением');
    await dialog().locator('.badge').filter({ hasText: 'Объяснено' }).waitFor();
    const events = (await visitor.rows('История')).map(([, event, who]) => [event, who]);
    expect(events).toEqual([
      ['Найдено', 'сервис'],
      ['Назначено', 'anna'],
      ['Комментарий', 'anna'],
      ['Объяснено', 'anna'],
    ]);
    await button('Закрыть окно').click();
  });

  it('closes the day after asking, and shows its seal', async () => {
    await visitor.section('Период');
    await visitor.section('День');
    await page().getByText('День можно закрыть').waitFor();
    await button('Закрыть день').click();
    await confirm('Отмена');
    expect(await world.rows('SELECT sequence FROM day_seals')).toEqual([]);
    await button('Закрыть день').click();
    await confirm('Закрыть день');
    await page().getByText('Печать дня').waitFor();
    await visitor.settled();
    expect(await state()).toBe('Закрыт');
    const [seal] = await world.rows<{ hash: string }>('SELECT hash FROM day_seals');
    expect(await page().getByText(seal!.hash).count()).toBe(1);
    await page().getByText('Под печатью', { exact: true }).waitFor();
    await button('Проверить печать').click();
    await page()
      .getByText(/^Печать цела: проверено строк \d+$/)
      .waitFor();
    await button('Закрыть окно').click();
    await visitor.shoot('day-closed');
  });

  it('gives reports and the act as files', async () => {
    const download = async (name: string): Promise<{ name: string; bytes: Buffer }> => {
      const [file] = await Promise.all([page().waitForEvent('download'), button(name).click()]);
      return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
    };
    const act = await download('Акт сверки');
    expect(act.name).toMatch(/\.xlsx$/);
    expect(act.bytes.subarray(0, 2).toString()).toBe('PK');
    await visitor.section('Отчёты');
    const csv = await download('Скачать: Платежи, CSV');
    expect(csv.name).toMatch(/\.csv$/);
    for (const { orderId } of day.payments) expect(csv.bytes.toString('utf8')).toContain(orderId);
    for (const report of ['Сводка', 'Расчёты с банком', 'Сверка', 'Исправления']) {
      const { bytes } = await download(`Скачать: ${report}, XLSX`);
      expect(bytes.subarray(0, 2).toString()).toBe('PK');
    }
    const summary = await download('Скачать: Сводка, JSON');
    expect(JSON.parse(summary.bytes.toString('utf8'))).toMatchObject({ from: day.day, to: day.day });
  });

  it('draws the period, to be walked through by keys and read as a table', async () => {
    await visitor.section('Период');
    const figures = await page().locator('.figures dd').allInnerTexts();
    expect(figures.map((text) => text.replaceAll('\u00a0', ' '))).toEqual(['15 479,49 ₽', '5', '83,3 %']);
    const charts = page().getByRole('figure');
    expect(await charts.getByRole('heading').allInnerTexts()).toEqual([
      'Оплачено по дням',
      'Доля оплаченных заказов',
      'Время от подтверждения до зачисления',
    ]);
    expect(await page().locator('path.bar').count()).toBe(1);
    const times = charts.nth(2);
    await times.locator('.plot').focus();
    await page().keyboard.press('End');
    await times.locator('.tip').getByText('Медиана: 1,4\u00a0с').waitFor();
    await visitor.shoot('period');
    await times.getByText('Таблицей').click();
    await times.getByRole('cell', { name: '1,4\u00a0с' }).first().waitFor();
  });

  it('has every other section, empty where there is nothing', async () => {
    await visitor.section('Расхождения');
    await page().getByLabel('Состояние').selectOption('Исправлено');
    await page().getByText('С таким отбором расхождений нет').waitFor();
    await page().getByLabel('Состояние').selectOption('Объяснено');
    await button('Сумма отличается').waitFor();
    await visitor.section('Невыясненные деньги');
    await page()
      .getByText(/^Невыясненных денег нет$/)
      .waitFor();
    await visitor.section('Выплаты');
    await page().getByText('Выписок ещё не загружали').waitFor();
    await button('English').click();
    await page().getByRole('heading', { name: 'Payouts', level: 1 }).waitFor();
    await button('Русский').click();
    await page().getByRole('heading', { name: 'Выплаты', level: 1 }).waitFor();
  });

  it('opens the day again only for two persons, and forgets a key with the tab', async () => {
    await visitor.section('День');
    await button('Попросить открыть день').click();
    await dialog().getByLabel('Причина').fill('Банк прислал исправленный реестр');
    await confirm('Попросить открыть день');
    await page().getByText('Просят открыть день снова').waitFor();
    await page().reload();
    await page().getByLabel('Ключ').waitFor();
    await visitor.signIn(keys.boris);
    await button('Подтвердить открытие').click();
    await dialog().getByText('Запросил anna.').waitFor();
    await confirm('Подтвердить открытие');
    await page().getByText('Открыт повторно').first().waitFor();
    await visitor.settled();
    const [link] = await world.rows(
      'SELECT actor, second_actor FROM day_seals ORDER BY sequence DESC LIMIT 1',
    );
    expect(link).toEqual({ actor: 'key:anna', second_actor: 'key:boris' });
  });

  it('fits a telephone', async () => {
    const phone = await Visitor.open(browser, url, 390);
    await phone.goto({ day: day.day, from: day.day, to: day.day });
    await phone.signIn(keys.anna);
    for (const name of ['День', 'Период', 'Расхождения', 'Реестры банка', 'Выплаты', 'Отчёты']) {
      await phone.section(name);
      expect([name, await phone.overflow()]).toEqual([name, 0]);
      if (name === 'День') await phone.shoot('telephone');
    }
    expect([phone.complaints, phone.strangers]).toEqual([[], []]);
    await phone.close();
  });

  it('has asked nobody but the service, told no key in an address, and left the browser nothing to complain of', () => {
    expect(visitor.complaints).toEqual([]);
    expect(visitor.strangers).toEqual([]);
    expect(visitor.addresses.length).toBeGreaterThan(50);
    expect(visitor.addresses.filter((address) => /ba_/.test(address))).toEqual([]);
  });
});

const inRussian = (day: string): string => day.split('-').reverse().join('.');
