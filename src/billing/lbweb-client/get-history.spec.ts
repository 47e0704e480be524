import type { DayRange } from '../cabinet.port';
import { CannedCabinet, page, type SeenRequest } from './canned-cabinet.contract';

const TITLES = ['Дата', 'Номер платежа', 'Договор', 'Состояние', 'Способ платежа', 'Сумма'];
const PAID = ['3 июля 2026', 'R-1', '001', 'Принят', 'Касса', '500,00&nbsp;руб'];

const cells = (values: readonly string[], attribute = 'data-label'): string =>
  `<tr class="row">${values.map((value, index) => `<td ${attribute}="${TITLES[index] ?? ''}">${value}</td>`).join('')}</tr>`;
const table = (rows: string): string => `<table class="panel-grid-statistics"><tbody>${rows}</tbody></table>`;
const row = (changed: Partial<Record<number, string>> = {}): string =>
  cells(PAID.map((value, index) => changed[index] ?? value));

const form = (from: string, to: string, agrmid = '0'): string => `<form action="/api.php" method="get">
  <input type="hidden" name="r" value="payment/history"><input type="hidden" name="step" value="1">
  <input name="params[1][dtfrom]" value="${from}"><input name="params[1][dtto]" value="${to}">
  <select name="params[1][agrmid]"><option value="0">Все</option><option value="1940" ${agrmid === '1940' ? 'selected' : ''}>001</option><option value="1941" ${agrmid === '1941' ? 'selected' : ''}>002</option></select></form>`;

const clock = {
  now: () => new Date('2026-07-15T09:00:00Z'),
  sleep: () => Promise.resolve(),
  after: () => new Date(),
};
const JULY = { from: '2026-07-01', to: '2026-07-15' };
const YEAR = { from: '2025-07-16', to: '2026-07-15' };

describe('the history in the cabinet', () => {
  let cabinet: CannedCabinet;
  beforeEach(async () => {
    cabinet = await new CannedCabinet().start();
  });
  afterEach(() => cabinet.stop());

  const read = (days: DayRange = JULY, agreementId = '1940') =>
    cabinet.adapter({ clock }).getHistory(cabinet.subscriber(), agreementId, days);
  const shows = (content: string): CannedCabinet => cabinet.on('GET payment/history', page(content));
  const asked = (): SeenRequest[] => cabinet.seen('GET payment/history');

  it('has the rows of the agreement and of the days, from the month three months ago on', async () => {
    shows(
      table(
        row() +
          row({ 2: '002' }) +
          row({ 0: '30 июня 2026', 1: 'early' }) +
          row({ 0: '15.07.2026 12:30', 1: '', 4: '- Терминал', 5: '-100.00' }),
      ),
    );
    expect(await read()).toEqual({
      entries: [
        {
          recordId: null,
          documentNumber: 'R-1',
          amountKopecks: 500_00,
          status: 'accepted',
          channel: 'Касса',
          paidOn: '2026-07-03',
          paidAt: null,
        },
        {
          recordId: null,
          documentNumber: null,
          amountKopecks: -100_00,
          status: 'accepted',
          channel: 'Терминал',
          paidOn: '2026-07-15',
          paidAt: new Date('2026-07-15T09:30:00Z'),
        },
      ],
      completeFrom: '2026-07-01',
    });
    expect((await read(YEAR)).completeFrom).toBe('2026-04-01');
  });

  it.each([
    ['Принят', 'accepted'],
    ['Аннулирован', 'cancelled'],
    ['Ауннулирован', 'cancelled'],
    ['Скорректирован', 'corrected'],
  ])('knows the state %s', async (text, status) => {
    shows(table(row({ 3: text })));
    expect(await read()).toMatchObject({ entries: [{ status }] });
  });

  it.each([
    ['a label by another name', table(cells(PAID, 'aria-label'))],
    [
      'a head instead of labels, and the older title',
      `<table class="panel-grid-statistics"><thead><tr>${TITLES.map((title) => `<th>${title.replace('Способ платежа', 'Менеджер')}</th>`).join('')}</tr></thead><tbody><tr>${PAID.map((value) => `<td>${value}</td>`).join('')}</tr></tbody><tfoot><tr><td colspan="6">Итого 1</td></tr></tfoot></table>`,
    ],
    ['a table of another class', table(row()).replace('panel-grid-statistics', 'grid')],
    ['the number behind its word', table(row({ 2: '<a href="#">Договор №001</a>' }))],
  ])('is read with %s', async (_what, content) => {
    shows(content);
    expect(await read()).toMatchObject({ entries: [{ documentNumber: 'R-1', channel: 'Касса' }] });
  });

  it.each([
    ['an empty table', table('')],
    ['a row that says so', table('<tr><td colspan="6">Нет данных</td></tr>')],
  ])('is empty for %s', async (_what, content) => {
    shows(content);
    expect((await read()).entries).toEqual([]);
  });

  it.each([
    ['no table', 'Платежи'],
    ['a table of something else', '<table><tr><td>1</td><td>2</td></tr></table>'],
    ['a note that says something else', table('<tr><td>Ошибка сервера</td></tr>')],
    ['an unknown state', table(row({ 3: 'Ожидает' }))],
    ['a date that is none', table(row({ 0: 'вчера' }))],
    ['a sum that is none', table(row({ 5: '' }))],
    ['a payment of nobody knows what agreement', table(row({ 2: '' }))],
    ['the number among other words', table(row({ 2: '001 (ООО Связь)' }))],
    ['a row without titles', table(`${row()}<tr><td>1</td><td>2</td></tr>`)],
  ])('is UpstreamChanged for %s', async (_what, content) => {
    shows(content);
    await expect(read()).rejects.toMatchObject({ name: 'UpstreamChanged', operation: 'payment/history' });
  });

  it('needs no column of agreements where there is but one', async () => {
    shows(table(row({ 2: '' })));
    const only = cabinet.subscriber({ agreements: [{ agreementId: '1940', number: '001' }] });
    expect((await cabinet.adapter({ clock }).getHistory(only, '1940', JULY)).entries).toHaveLength(1);
  });

  it('asks for earlier days by the form, and believes what the form shows then', async () => {
    cabinet.on('GET payment/history', ({ query }) => {
      const from = query.get('params[1][dtfrom]');
      if (from === null) return page(form('2026-04-01', '2026-07-15') + table(row()));
      return page(
        form(from, query.get('params[1][dtto]') ?? '', query.get('params[1][agrmid]') ?? '') +
          table(row({ 0: '1 августа 2025', 2: '' })),
      );
    });
    expect(await read(YEAR)).toMatchObject({ entries: [{ paidOn: '2025-08-01' }], completeFrom: YEAR.from });
    expect([...(asked()[1]?.query ?? [])]).toEqual([
      ['r', 'payment/history'],
      ['step', '1'],
      ['params[1][dtfrom]', '2025-07-16'],
      ['params[1][dtto]', '2026-07-15'],
      ['params[1][agrmid]', '1940'],
    ]);
  });

  it('writes dates as the form has them, and does not believe a form that goes its own way', async () => {
    shows(form('01.04.2026', '15.07.2026') + table(row()));
    expect(await read(YEAR)).toMatchObject({
      entries: [{ paidOn: '2026-07-03' }],
      completeFrom: '2026-04-01',
    });
    expect(asked()[1]?.query.get('params[1][dtfrom]')).toBe('16.07.2025');
  });

  it('asks for its agreement where the page shows another one, and takes no silence for nothing', async () => {
    shows(form('2026-04-01', '2026-07-15', '1941') + table(''));
    await expect(read()).rejects.toMatchObject({ name: 'UpstreamChanged' });
    shows(form('2026-04-01', '2026-06-30') + table(''));
    await expect(read()).rejects.toMatchObject({ name: 'UpstreamChanged' });
  });

  it('sends no form that belongs to something else', async () => {
    const strange = form('2026-04-01', '2026-07-15').replace(
      'value="payment/history"',
      'value="payment/cancel"',
    );
    shows(strange + table(row()));
    expect((await read(YEAR)).completeFrom).toBe('2026-04-01');
    expect(asked()).toHaveLength(1);
  });

  it('goes from page to page, and takes no row twice that moved on meanwhile', async () => {
    const pager =
      '<ul class="yiiPager"><a href="/api.php?r=payment/history&amp;Payment_page=2">2</a><a href="/api.php?r=payment/history&amp;Payment_page=3">3</a></ul>';
    const pages = [
      row({ 1: 'a' }) + row({ 1: 'b' }),
      row({ 1: 'b' }) + row({ 1: '' }),
      row({ 1: '' }) + row({ 1: 'c' }),
    ];
    cabinet.on('GET payment/history', ({ query }) =>
      page(table(pages[Number(query.get('Payment_page') ?? '1') - 1] ?? '') + pager),
    );
    const { entries } = await read();
    expect(entries.map(({ documentNumber }) => documentNumber)).toEqual(['a', 'b', null, null, 'c']);
  });

  it('does not go on for ever', async () => {
    cabinet.on('GET payment/history', ({ query }) => {
      const next = Number(query.get('page') ?? '1') + 1;
      return page(
        `${table(row({ 1: String(next) }))}<a href="/api.php?r=payment/history&page=${String(next)}">»</a>`,
      );
    });
    await expect(read()).rejects.toMatchObject({ upstreamCode: expect.stringContaining('too many pages') });
  });
});
