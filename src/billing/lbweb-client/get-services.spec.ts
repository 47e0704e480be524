import { CannedCabinet, json, page, redirection } from './canned-cabinet.contract';

const CURRENT = page(
  `<a class="show-vgroups" href="#" url="/api.php?r=account/vgroups&amp;agrmid=1940" crf="to%2Bken" id="1940-show-vgroups">Услуги</a>`,
);
const OLDER = page('<a class="show-vgroups" href="javascript:void(0)" id="show-vgroups-1940">Показать</a>');

const row = (changed: object = {}): object => ({
  login: {
    login: 'inet1',
    actions: [{ href: '/api.php?r=tarif&params%5B2%5D%5Bvgid%5D=501', text: 'Сменить' }],
  },
  tarifdescr: '<div>Интернет&nbsp;100</div><div class="tar-curshape">100 Мбит/с</div>',
  rent: '600,00 руб.',
  services: ['Нет подключенных услуг'],
  state: { state: 'Состояние: активен', link: null },
  ...changed,
});
const list = (rows: readonly object[], more: object = {}) =>
  json({
    head: ['Учётная запись', 'Тариф', 'Плата', 'Услуги', 'Состояние'],
    body: rows,
    empty: 'Нет',
    ...more,
  });

describe('services in the cabinet', () => {
  let cabinet: CannedCabinet;
  beforeEach(async () => {
    cabinet = await new CannedCabinet().start();
    cabinet.on('GET account/index', CURRENT);
  });
  afterEach(() => cabinet.stop());

  const services = (agreementId = '1940') => cabinet.adapter().getServices(cabinet.subscriber(), agreementId);

  it('are asked for as the script of a current page does it', async () => {
    cabinet.on('POST account/vgroups', list([row()]));
    expect(await services()).toEqual([
      {
        serviceId: '501',
        login: 'inet1',
        tariffName: 'Интернет 100',
        kind: 'internet',
        state: 'active',
        monthlyPriceKopecks: 600_00,
        description: '100 Мбит/с',
        extras: [],
      },
    ]);
    const [request] = cabinet.seen('POST account/vgroups');
    expect([...(request?.form ?? [])]).toEqual([
      ['agrmid', '1940'],
      ['YII_CSRF_TOKEN', 'to+ken'],
    ]);
    expect(request?.headers).toMatchObject({
      'x-requested-with': 'XMLHttpRequest',
      referer: `${cabinet.url}api.php?r=account/index`,
      cookie: 'LBSESSID=abc',
    });
  });

  it("of another agreement than the page's are asked for by the page's link", async () => {
    cabinet.on('POST account/vgroups', list([]));
    expect(await services('1941')).toEqual([]);
    const [request] = cabinet.seen('POST account/vgroups');
    expect(request?.form.get('agrmid')).toBe('1941');
    expect(request?.query.get('agrmid')).toBe('1941');
  });

  it.each([OLDER, page('no link at all')])(
    'are asked for by GET where there is no token, page by page',
    async (dashboard) => {
      const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((login) => row({ login }));
      cabinet.on('GET account/index', dashboard).on('GET account/vgroups', ({ query }) => {
        const number = Math.min(2, Number(query.get('page') ?? '1'));
        return list(rows.slice(5 * number - 5, 5 * number), {
          pager: '<a href="/?r=account/vgroups&page=2">2</a>',
        });
      });
      expect((await services()).map(({ login }) => login)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
      expect(cabinet.seen('GET account/vgroups').map(({ query }) => query.get('page'))).toEqual([
        null,
        '2',
        '3',
      ]);
      expect(cabinet.seen('GET account/vgroups')[0]?.query.get('agrmid')).toBe('1940');
    },
  );

  it('are not cut short where a pager promises more than comes', async () => {
    cabinet.on('POST account/vgroups', list([row()], { pager: '?page=2 ?page=3' }));
    await expect(services()).rejects.toMatchObject({ name: 'UpstreamChanged' });
  });

  it('may be a full page and no more', async () => {
    cabinet.on('POST account/vgroups', list(['a', 'b', 'c', 'd', 'e'].map((login) => row({ login }))));
    expect(await services()).toHaveLength(5);
    expect(cabinet.seen('POST account/vgroups')[1]?.form.get('page')).toBe('2');
  });

  it.each<[string, object, object]>([
    [
      'a tariff in plain text',
      { tarifdescr: 'Цифровое ТВ &quot;Базовый&quot;' },
      { tariffName: 'Цифровое ТВ "Базовый"', description: null, kind: 'tv' },
    ],
    [
      'a tariff as an object',
      { tarifdescr: { descr: 'Домашний', shape: '50 Мбит/с' } },
      { tariffName: 'Домашний', description: '50 Мбит/с', kind: 'internet' },
    ],
    [
      'a speed that is a bare number',
      { tarifdescr: { descr: 'Домашний', shape: 51200 } },
      { description: null },
    ],
    ['a login in plain text', { login: 'tel&amp;1' }, { login: 'tel&1', serviceId: null }],
    [
      'two ids',
      { login: { login: 'x', actions: [{ href: '?vgid=1' }, { href: '?vgid=2' }] } },
      { serviceId: null },
    ],
    [
      'extras',
      { services: ['<b>Статический</b> адрес', '', 'Нет подключённых услуг'] },
      { extras: ['Статический адрес'] },
    ],
    ['no word about extras', { services: undefined }, { extras: [] }],
    ['no fee', { rent: '' }, { monthlyPriceKopecks: null }],
    ['a fee of nothing', { rent: '0,00&nbsp;руб.' }, { monthlyPriceKopecks: 0 }],
    ['a fee of thousands', { rent: '<span>1&nbsp;200,50</span> руб.' }, { monthlyPriceKopecks: 1_200_50 }],
    [
      'a state in HTML',
      { state: { state: '<span class="x">Недостаточно средств</span>' } },
      { state: 'blocked_by_balance' },
    ],
    ['a state that nobody has seen', { state: 'Приостановлен' }, { state: 'unknown' }],
  ])('are read with %s', async (_what, changed, expected) => {
    cabinet.on('POST account/vgroups', list([row(changed)]));
    expect(await services()).toMatchObject([expected]);
  });

  it.each<[string, unknown]>([
    ['no list', { head: [] }],
    ['an error', { error: 'x' }],
    ['a row without a tariff', { body: [row({ tarifdescr: '<div></div>' })] }],
    ['a row without a state', { body: [row({ state: null })] }],
    ['a fee that is no sum', { body: [row({ rent: 'по запросу' })] }],
    ['an array', []],
    ['nothing', null],
  ])('are UpstreamChanged for %s', async (_what, answer) => {
    cabinet.on('POST account/vgroups', json(answer));
    await expect(services()).rejects.toMatchObject({
      name: 'UpstreamChanged',
      operation: 'account/vgroups',
      upstreamCode: expect.stringMatching(/^services [0-9a-f]{12}$/),
    });
  });

  it('end with the session', async () => {
    cabinet.on('POST account/vgroups', json({ unauthorized: true }));
    await expect(services()).rejects.toMatchObject({ name: 'Rejected', code: 'session_ended' });
    cabinet.on('POST account/vgroups', redirection('/api.php?r=site/login'));
    await expect(services()).rejects.toMatchObject({ code: 'session_ended' });
  });

  it('are Unavailable for a page where JSON belongs, and for a link that leads elsewhere', async () => {
    cabinet.on('POST account/vgroups', page('Ошибка'));
    await expect(services()).rejects.toMatchObject({ code: 'malformed_answer' });
    for (const url of ['https://evil.example/?r=account/vgroups', '/api.php?r=site/logout']) {
      cabinet.on('GET account/index', page(`<a class="show-vgroups" crf="t" id="1940-x" url="${url}">x</a>`));
      await expect(services()).rejects.toMatchObject({ code: 'upstream_changed' });
    }
  });
});
