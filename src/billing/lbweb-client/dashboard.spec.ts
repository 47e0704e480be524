import { UpstreamChanged } from '../../shared/upstream-errors';
import { pageWith } from './canned-page.contract';
import { readDashboard } from './dashboard';

const read = (content: string) => readDashboard(pageWith(content));

const HOME = `
<div class="person-info">
  <div class="name-person person"><i class="icon"></i> Иванова&nbsp;Мария &amp; Ко </div>
  <div class="email-person person"><b>E-mail:</b> ivanova@example.net</div>
  <div class="phone-person person">Телефон: +7 (900) 000-00-00</div>
</div>
<div class="agreement__info"><select name="agreement">
  <option value="1940" selected="selected">001</option><option value="1941">002</option>
</select></div>
<span class="balance-home">&minus;66,67&nbsp;руб</span>
<a class="show-vgroups" href="#" url="/api.php?r=account/vgroups" crf="t" id="1940-show-vgroups">Услуги</a>`;

const panelRows = (rows: string): string => `
<div id="wrap-all"><section><div class="main"><div><div><div class="content-panel"><div><div>
<div class="content-panel"><div><div>${rows}</div></div></div>
</div></div></div></div></div></div></section></div>`;

const PANEL = panelRows(`
<div><div class="label">Договор</div><div class="panel-form-item panel-form-item-value"><span>001</span></div></div>
<div><div class="panel-form-item panel-form-item-balance"><div><div><span>-66,67 руб.</span></div></div></div></div>
<div><div class="label">Кредит</div><div class="panel-form-item panel-form-item-value"><span>300,05 руб.</span></div></div>
<div><div class="label">Оператор</div><div class="panel-form-item panel-form-item-value"><span>ООО &quot;Связь&quot;</span></div></div>`);

const TABLE = (first: string): string => `
<span class="content-aside-name">Иванова Мария</span>
<table class="layout"><tr><td><table>
<thead><tr><th>Номер договора</th><th>Оператор</th><th>Баланс</th><th>Услуги</th></tr></thead>
<tbody><tr class="odd agreements-grid-row-1940"><td class="first_col">001</td><td>ООО Связь</td><td>${first}</td><td><a class="show-vgroups" id="show-vgroups-1940">Показать</a></td></tr>
<tr class="agreements-grid-row-1941"><td><strong>002</strong></td><td>ООО Связь</td><td><a href="/?r=payment/pay">120,00</a></td><td></td></tr></tbody>
</table></td></tr></table>`;

describe('the dashboard', () => {
  it('of the current theme shows one agreement with its id, and the numbers of all', () => {
    expect(read(HOME)).toEqual({
      profile: { fullName: 'Иванова Мария & Ко', email: 'ivanova@example.net', phone: '+7 (900) 000-00-00' },
      agreements: [
        {
          agreementId: '1940',
          number: '001',
          balanceKopecks: -66_67,
          creditKopecks: null,
          operatorName: null,
        },
      ],
      numbers: ['001', '002'],
    });
  });

  it('of the panel theme shows credit and operator, and does not say whether there are other agreements', () => {
    expect(read(PANEL)).toEqual({
      profile: { fullName: null, email: null, phone: null },
      agreements: [
        {
          agreementId: null,
          number: '001',
          balanceKopecks: -66_67,
          creditKopecks: 300_05,
          operatorName: 'ООО "Связь"',
        },
      ],
      numbers: [],
    });
  });

  it('of the panel theme is read by place where rows have no labels, and not where a label says otherwise', () => {
    const bare = (text: string): string =>
      `<div><div class="panel-form-item panel-form-item-value"><span>${text}</span></div></div>`;
    const balance =
      '<div><div class="panel-form-item panel-form-item-balance"><div><div><span>5</span></div></div></div></div>';
    expect(read(panelRows(bare('001') + balance + bare('10,00') + bare('Связь'))).agreements).toEqual([
      { agreementId: null, number: null, balanceKopecks: 500, creditKopecks: 1_000, operatorName: 'Связь' },
    ]);
    const other = PANEL.replace('Кредит', 'Рекомендуемый платёж').replace('Оператор', 'Адрес');
    expect(read(other).agreements).toMatchObject([{ creditKopecks: null, operatorName: null }]);
  });

  it('of the panel theme with several panels needs their numbers', () => {
    const second = PANEL.replace('001', '002').replace('-66,67', '120,00');
    expect(read(PANEL + second)).toMatchObject({
      agreements: [{ number: '001' }, { number: '002', balanceKopecks: 120_00 }],
      numbers: ['001', '002'],
    });
    expect(() => read(PANEL + second.replace('Договор', 'Тариф'))).toThrow(UpstreamChanged);
  });

  it.each([
    ['a link to the payments', '<a href="/?r=payment/pay">-66,67&#160;руб.</a>'],
    ['a text before a link', '-66,67 руб. (<a href="/?r=payment/index">Пополнить баланс</a>)'],
  ])('of older themes is a table with balances as %s', (_what, first) => {
    expect(read(TABLE(first))).toMatchObject({
      profile: { fullName: 'Иванова Мария' },
      agreements: [
        { agreementId: '1940', number: '001', balanceKopecks: -66_67, operatorName: 'ООО Связь' },
        { agreementId: '1941', number: '002', balanceKopecks: 120_00 },
      ],
      numbers: ['001', '002'],
    });
  });

  it.each([
    ['no balance at all', 'Добро пожаловать'],
    ['a balance in a script alone', '<script>"<span class=balance-home>5</span>"</script>'],
    ['an empty balance', HOME.replace('&minus;66,67&nbsp;руб', '')],
    ['a balance that is no sum', HOME.replace('&minus;66,67', 'нет данных')],
    ['two balances that differ', `${HOME}<span class="balance-home">5</span>`],
    ['a panel without a sum', PANEL.replace('-66,67 руб.', '…')],
    ['a row without a number', TABLE('5').replace('<strong>002</strong>', '')],
    ['a row without a balance', TABLE('')],
  ])('is UpstreamChanged with %s', (_what, content) => {
    expect(() => read(content)).toThrow(UpstreamChanged);
  });

  it('tells the form of an unknown page by a fingerprint, without a word of it', () => {
    const codeOf = (content: string): string => {
      try {
        read(content);
      } catch (error) {
        return String((error as UpstreamChanged).upstreamCode);
      }
      return '';
    };
    const unknown = (name: string, id: number): string =>
      `<main class="new-home"><h1 id="x${String(id)}">${name}</h1><ul><li class="agreement-${String(id)}">5</li></ul></main>`;
    expect(codeOf(unknown('Иванова', 1940))).toMatch(/^no balance [0-9a-f]{12}$/);
    expect(codeOf(unknown('Петров', 2))).toBe(codeOf(unknown('Иванова', 1940)));
    expect(codeOf(unknown('Петров', 2).replace('main', 'div'))).not.toBe(codeOf(unknown('Петров', 2)));
  });
});
