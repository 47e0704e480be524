import { CannedCabinet, json, page, redirection } from './canned-cabinet.contract';

const HOME = (vgroups = '1940'): string => `<div class="agreement__info"><select>
<option>001</option><option selected="selected">002</option></select></div>
<span class="balance-home">120,00 руб</span><a class="show-vgroups" id="${vgroups}-show-vgroups">Услуги</a>`;

const link = (id: string, text: string, route = 'payment/promised', step = '2'): string =>
  `<a href="/api.php?r=${route}&amp;step=${step}&amp;params%5B2%5D%5Bagrmid%5D=${id}">${text}</a>`;

describe('all agreements of an account', () => {
  let cabinet: CannedCabinet;
  beforeEach(async () => {
    cabinet = await new CannedCabinet().start();
  });
  afterEach(() => cabinet.stop());

  const account = () => cabinet.adapter().getAccount(cabinet.subscriber());
  const shown = async () =>
    (await account()).agreements.map(({ agreementId, number, balanceKopecks }) => [
      agreementId,
      number,
      balanceKopecks,
    ]);
  const BOTH = [
    ['1940', '001', -66_67],
    ['1941', '002', 120_00],
  ];

  const LISTS: readonly (readonly [string, string])[] = [
    [
      'a table with a head',
      `<table><tr><th>Номер договора</th><th>Баланс</th><th></th></tr>
       <tr><td><strong>001</strong></td><td>-66,67&nbsp;руб</td><td>${link('1940', 'Выбрать')}</td></tr>
       <tr><td>№ 002</td><td>1,00 руб</td><td>${link('1941', 'Выбрать')}</td></tr></table>`,
    ],
    [
      'a table with labelled cells',
      `<table><tr><td data-label="Договор">${link('1940', '001')}</td><td data-label="Баланс">−66.67</td></tr>
       <tr><td data-label="Договор">${link('1941', '002')}</td><td data-label="Баланс">5</td></tr></table>`,
    ],
    [
      'blocks of text',
      `<div class="list"><div class="item">Договор <b>001</b> <span>Баланс:</span> <span>-66,67 руб.</span> ${link('1940', 'Далее')}</div>
       <div class="item">Договор <b>002</b> <span>Баланс:</span> <span>9,00 руб.</span> ${link('1941', 'Далее')}</div></div>`,
    ],
    [
      'links alone',
      `<ul><li>${link('1940', '001 (баланс: -66,67 руб.)')}</li><li>${link('1941', '002 (баланс: 7,00 руб.)')}</li></ul>`,
    ],
    [
      'a select in a form',
      `<form action="/api.php"><input type="hidden" name="r" value="payment/promised"><input type="hidden" name="step" value="2">
       <select name="params[2][agrmid]"><option value="1940">001 (-66,67 руб.)</option><option value="1941">002 (3,00 руб.)</option></select></form>`,
    ],
  ];

  it.each(LISTS)('come from dashboard and wizard together: %s', async (_what, list) => {
    cabinet.on('GET account/index', page(HOME('1941'))).on('GET payment/promised', page(list));
    // The dashboard's word about the agreement that it shows goes before the wizard's.
    expect((await shown()).toSorted()).toEqual(BOTH);
  });

  it('come from another wizard where the first one does not list them', async () => {
    cabinet
      .on('GET account/index', page(HOME('1941')))
      .on(
        'GET payment/tinkoff',
        page((LISTS[0]?.[1] ?? '').replaceAll('payment/promised', 'payment/tinkoff')),
      );
    expect((await shown()).toSorted()).toEqual(BOTH);
    cabinet.on('GET payment/promised', page('Обещанный платеж недоступен'));
    expect((await shown()).toSorted()).toEqual(BOTH);
  });

  it('need no wizard where the dashboard shows the only one', async () => {
    cabinet.on('GET account/index', page(HOME('1941').replace('<option>001</option>', '')));
    expect(await shown()).toEqual([['1941', '002', 120_00]]);
    expect(cabinet.seen('GET payment/promised')).toEqual([]);
  });

  it('are paired without a number where there is but one on either side', async () => {
    cabinet
      .on(
        'GET account/index',
        page('<div><div><div class="panel-form-item-balance"><span>5,00</span></div></div></div>'),
      )
      .on('GET payment/promised', page(`<p>Договор</p>${link('1940', '001')}`));
    expect(await shown()).toEqual([['1940', '001', 500]]);
  });

  it('are paired where the wizard passes over its first step', async () => {
    cabinet
      .on(
        'GET account/index',
        page('<div class="agreement__info"><option>001</option></div><i class="balance-home">5</i>'),
      )
      .on(
        'GET payment/promised',
        page('<form><input type="hidden" name="params[2][agrmid]" value="1940"></form>'),
      );
    expect(await shown()).toEqual([['1940', '001', 500]]);
  });

  it.each([
    [
      'one is listed nowhere',
      `<table><tr><th>Договор</th><th>Баланс</th></tr><tr><td>${link('1941', '002')}</td><td>5</td></tr></table>`,
    ],
    [
      'one is listed without a balance',
      `<ul><li>${link('1940', '001')}</li><li>${link('1941', '002')}</li></ul>`,
    ],
    ['one has a number that the dashboard does not know', (LISTS[0]?.[1] ?? '').replace('001', '003')],
    [
      'the column of balances has none, though another column has a sum',
      `<table><tr><th>Договор</th><th>Баланс</th><th>Кредит</th></tr><tr><td>${link('1940', '001')}</td><td>нет</td><td>7,00 руб.</td></tr>
       <tr><td>${link('1941', '002')}</td><td>5</td><td>7,00 руб.</td></tr></table>`,
    ],
    ['links lead to another step', (LISTS[0]?.[1] ?? '').replaceAll('step=2', 'step=3')],
    [
      'links lead out of the cabinet',
      (LISTS[0]?.[1] ?? '').replaceAll('href="/', 'href="https://evil.example/'),
    ],
  ])('are UpstreamChanged when %s', async (_what, list) => {
    cabinet.on('GET account/index', page(HOME('1941'))).on('GET payment/promised', page(list));
    await expect(account()).rejects.toMatchObject({ name: 'UpstreamChanged', code: 'upstream_changed' });
  });

  it('are not guessed while a wizard is down', async () => {
    cabinet.on('GET account/index', page(HOME('1941'))).on('GET payment/promised', { status: 502 });
    await expect(account()).rejects.toMatchObject({ code: 'bad_http_status', upstreamCode: 'HTTP 502' });
  });

  it('have contacts from the profile where the dashboard shows none', async () => {
    cabinet
      .on('GET account/index', page(HOME('1941').replace('<option>001</option>', '')))
      .on(
        'GET profile/index',
        page(
          '<form><input name="phone" value="1"><input name="mobile" value=" +79 "><input name="email" value="a@b.ru"></form>',
        ),
      );
    expect(await account()).toMatchObject({ uid: '940', login: '001940', email: 'a@b.ru', phone: '+79' });
    cabinet.on('GET profile/index', redirection('/api.php?r=account/index'));
    expect(await account()).toMatchObject({ email: null, phone: null });
    cabinet.on('GET profile/index', json({}));
    await expect(account()).rejects.toMatchObject({ code: 'malformed_answer' });
  });

  it('tell the balance of each, and know no other', async () => {
    cabinet.on('GET account/index', page(HOME('1941'))).on('GET payment/promised', page(LISTS[0]?.[1] ?? ''));
    const adapter = cabinet.adapter();
    const maria = cabinet.subscriber();
    expect(await adapter.getBalance(maria, '1940')).toEqual({
      agreementId: '1940',
      number: '001',
      isOpen: true,
      balanceKopecks: -66_67,
      creditKopecks: null,
      promisedCreditKopecks: null,
      recommendedPaymentKopecks: null,
    });
    await expect(adapter.getBalance(maria, '1950')).rejects.toMatchObject({
      name: 'Rejected',
      code: 'agreement_not_found',
    });
  });
});
