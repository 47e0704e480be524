import { kopecks } from '../../shared/money';
import { CannedCabinet, page, redirection, type CannedPage } from './canned-cabinet.contract';

const ROUTE = 'payment/promised';
const HOME = `/api.php?r=${ROUTE}`;
const LIST = page(
  `<ul><li><a href="${HOME}&amp;step=2&amp;params[2][agrmid]=1940">001</a></li><li><a href="${HOME}&amp;step=2&amp;params[2][agrmid]=1941">002</a></li></ul>`,
);
const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${value}">`;

const PANEL = `<div><span>Максимальная сумма платежа</span><span>500,00&nbsp;руб.</span></div>
<div><span>Срок действия платежа:</span><span>до 29 июля 2026 г.</span></div>
<div><span>Минимальная сумма платежа</span><span>100,00&nbsp;руб.</span></div>`;
const FIELDS = `${hidden('r', ROUTE)}${hidden('step', '3')}${hidden('params[2][agrmid]', '1940')}`;
const FORM = `<form action="/api.php">${FIELDS}<input name="params[3][sum]" type="text"><input type="submit" value="OK"></form>`;
const POST_FORM = FORM.replace('<form', '<form method="post"')
  .replace('/api.php', HOME)
  .replace('</form>', `${hidden('YII_CSRF_TOKEN', 't=')}</form>`);
const OFFER = page(PANEL + FORM);
const TERMS = { minKopecks: 100_00, maxKopecks: 500_00, dueOn: '2026-07-29', feeKopecks: null };

const promise = (state: string, sum = '300,05 руб.'): string =>
  `<tr><td data-label="Запрошен">24 июля 2026</td><td data-label="Срок действия платежа">29.07.2026</td><td data-label="Сумма">${sum}</td><td data-label="Оплачен">${state}</td></tr>`;
const promises = (...rows: string[]): string => `<table>${rows.join('')}</table>`;
const alert = (text: string, kind = 'error'): CannedPage =>
  page(
    `<div class="alert alert-block alert-${kind}">${text}</div>${LIST.body as string}`.replace(
      /<\/?html>|<!DOCTYPE html>/g,
      '',
    ),
  );

describe('a promised payment in the cabinet', () => {
  let cabinet: CannedCabinet;
  let second: CannedPage;
  let third: CannedPage;
  let first: CannedPage;
  let flash: CannedPage | null;
  beforeEach(async () => {
    [first, second, third, flash] = [
      LIST,
      OFFER,
      redirection(HOME),
      alert('Обещанный платёж успешно проведён', 'success'),
    ];
    cabinet = await new CannedCabinet().start();
    let isDone = false;
    const step: Parameters<CannedCabinet['on']>[1] = ({ query, form }) => {
      const number = form.get('step') ?? query.get('step') ?? '1';
      if (number === '2') return second;
      if (number === '3') {
        isDone = true;
        return third;
      }
      return isDone && flash ? flash : first;
    };
    cabinet.on(`GET ${ROUTE}`, step).on(`POST ${ROUTE}`, step);
  });
  afterEach(() => cabinet.stop());

  const state = (agreementId = '1940') =>
    cabinet.adapter().getPromisedPayment(cabinet.subscriber(), agreementId);
  const take = (sum = 300_05, agreementId = '1940') =>
    cabinet.adapter({ timeoutMs: 300 }).takePromisedPayment(cabinet.subscriber(), agreementId, kopecks(sum));
  const acts = () =>
    cabinet.requests.filter(({ query, form }) => (form.get('step') ?? query.get('step')) === '3');

  describe('that can be had', () => {
    it.each([
      ['in spans', PANEL],
      [
        'in a table',
        '<table><tr><td>Максимальная сумма платежа</td><td>500,00 руб</td></tr><tr><td>Срок действия платежа</td><td>29.07.2026</td></tr><tr><td>Минимальная сумма платежа</td><td>100</td></tr></table>',
      ],
      [
        'under a head',
        '<table><tr><th>Минимальная сумма платежа</th><th>Максимальная сумма платежа</th><th>Срок действия платежа</th></tr><tr><td>100</td><td>500</td><td>29.07.2026</td></tr></table>',
      ],
      [
        'in lines',
        '<p>Максимальная сумма платежа: 500,00 р.</p><p>Минимальная сумма платежа: 100,00 р.</p><p>Срок действия платежа: 29.07.2026</p>',
      ],
      ['above old promises', `${promises(promise('Оплачен').replace('29.07.2026', '01.01.2020'))}${PANEL}`],
    ])('has terms %s', async (_what, content) => {
      second = page(content + FORM);
      expect(await state()).toEqual({ terms: TERMS, refusal: null, active: null });
      expect(acts()).toEqual([]);
    });

    it('is asked for on the page itself where there is nothing to choose', async () => {
      first = OFFER;
      expect(await state()).toMatchObject({ terms: TERMS });
      expect(cabinet.requests).toHaveLength(1);
    });

    it.each([
      ['the largest sum alone', PANEL.replaceAll('Минимальная', 'Иная')],
      ['a term that is no date', PANEL.replace('29 июля 2026 г.', 'пяти дней')],
      ['a sum that is none', PANEL.replace('500,00', 'пятьсот')],
      ['a page about something else', '<p>Тарифы</p>'],
    ])('is UpstreamChanged with %s', async (_what, content) => {
      second = page(content + FORM);
      await expect(state()).rejects.toMatchObject({ name: 'UpstreamChanged', operation: ROUTE });
    });
  });

  describe('that cannot be had', () => {
    it('is active', async () => {
      second = page(promises(promise('Оплачен', '1,00'), promise('Действует')));
      expect(await state()).toEqual({
        terms: null,
        refusal: 'already_active',
        active: { amountKopecks: 300_05, takenOn: '2026-07-24', dueOn: '2026-07-29' },
      });
      await expect(take()).rejects.toMatchObject({ code: 'promise_refused', reference: 'already_active' });
    });

    it.each<[string, string, CannedPage]>([
      ['last_overdue', 'list', page(promises(promise('Просрочен')))],
      ['agreement_too_young', 'alert', alert('Недостаточный возраст договора')],
      ['debt_too_large', 'alert', alert('Слишком большая задолженность')],
      ['not_offered', 'alert', alert('Обещанный платёж недоступен. Обратитесь к менеджеру')],
      ['not_offered', 'text', page('<p>Обещанный платеж недоступен. Обратитесь к менеджеру</p>')],
    ])('is %s by a %s', async (refusal, _by, content) => {
      second = content;
      expect(await state()).toEqual({ terms: null, refusal, active: null });
      await expect(take()).rejects.toMatchObject({
        name: 'Rejected',
        code: 'promise_refused',
        reference: refusal,
      });
      expect(acts()).toEqual([]);
    });

    it('is said on the first page already', async () => {
      first = page('<div class="alert-error">Обещанный платеж недоступен. Обратитесь к менеджеру</div>');
      expect(await state()).toMatchObject({ refusal: 'not_offered' });
    });

    it('is UpstreamChanged by an alert that nobody knows, and by paid promises alone', async () => {
      second = alert('Внутренняя ошибка');
      await expect(state()).rejects.toMatchObject({ name: 'UpstreamChanged' });
      second = page(promises(promise('Оплачен')));
      await expect(state()).rejects.toMatchObject({ name: 'UpstreamChanged' });
    });

    it('is UpstreamChanged where an own agreement is not listed among others', async () => {
      first = page(`<a href="${HOME}&step=2&params[2][agrmid]=1941">002</a>`);
      await expect(state()).rejects.toMatchObject({ name: 'UpstreamChanged' });
    });

    it('goes by no link that leads beyond the second step', async () => {
      first = page(`<a href="${HOME}&step=3&params[2][agrmid]=1940&params[3][sum]=500">001</a>`);
      await expect(take()).rejects.toMatchObject({ name: 'UpstreamChanged' });
      expect(acts()).toEqual([]);
    });
  });

  describe('that is taken', () => {
    it('is sent once by the form, in the way of the form', async () => {
      await take();
      expect(acts().map(({ name, query }) => [name, [...query]])).toEqual([
        [
          `GET ${ROUTE}`,
          [
            ['r', ROUTE],
            ['step', '3'],
            ['params[2][agrmid]', '1940'],
            ['params[3][sum]', '300.05'],
          ],
        ],
      ]);
      expect(acts()[0]?.headers.connection).toBe('close');
    });

    it('is posted where the form is, with its token', async () => {
      second = page(PANEL + POST_FORM);
      await take(500_00);
      expect(acts().map(({ name, form }) => [name, Object.fromEntries(form)])).toEqual([
        [
          `POST ${ROUTE}`,
          { r: ROUTE, step: '3', 'params[2][agrmid]': '1940', YII_CSRF_TOKEN: 't=', 'params[3][sum]': '500' },
        ],
      ]);
    });

    it('finds the one open field whatever it is called', async () => {
      second = page(PANEL + FORM.replace('params[3][sum]" type="text"', 'params[3][amount]" type="number"'));
      await take(100_00);
      expect(acts()[0]?.query.get('params[3][amount]')).toBe('100');
    });

    it('is done also when the answer itself says so', async () => {
      third = page('<p>Обещанный платеж успешно проведен</p>');
      await take();
      expect(acts()).toHaveLength(1);
    });

    it.each([99_99, 500_01, -1, 0])('is not sent for %d kopecks', async (sum) => {
      await expect(take(sum)).rejects.toMatchObject({ name: 'Rejected', code: 'promise_sum_out_of_bounds' });
      expect(acts()).toEqual([]);
    });

    it.each([
      ['no form', ''],
      ['two forms', FORM + FORM],
      ['a form of another agreement', FORM.replace('1940', '1941')],
      ['a form of no agreement', FORM.replace('[agrmid]', '[x]')],
      ['a form of another step', FORM.replace('value="3"', 'value="4"')],
      ['a form of another route', FORM.replace(`value="${ROUTE}"`, 'value="payment/cards"')],
      ['a form that leads away', FORM.replace('action="', 'action="https://evil.example')],
      [
        'two open fields',
        FORM.replace('[sum]', '[a]').replace('</form>', '<input name="params[3][b]"></form>'),
      ],
    ])('is not sent by %s', async (_what, form) => {
      second = page(PANEL + form);
      await expect(take()).rejects.toMatchObject({ name: 'UpstreamChanged' });
      expect(acts()).toEqual([]);
    });

    it.each<[string, string, string | undefined]>([
      ['Сумма должна быть больше 100,00 руб.', 'promise_sum_out_of_bounds', undefined],
      ['Сумма должна быть меньше 500,00 руб.', 'promise_sum_out_of_bounds', undefined],
      ['Слишком большая задолженность', 'promise_refused', 'debt_too_large'],
      ['Обещанный платеж недоступен. Обратитесь к менеджеру', 'promise_refused', 'not_offered'],
    ])('is refused by the flash "%s"', async (text, code, reference) => {
      flash = alert(text);
      await expect(take()).rejects.toMatchObject({ name: 'Rejected', code, reference });
    });

    it('is session_ended where the cabinet lets nobody in', async () => {
      third = redirection('/api.php?r=site/login');
      await expect(take()).rejects.toMatchObject({ name: 'Rejected', code: 'session_ended' });
    });

    it.each<[string, () => void, string]>([
      ['a connection that is lost', () => (third = { hangUp: true }), 'connection_lost'],
      ['no answer', () => (third = { silent: true }), 'timeout'],
      ['a 502', () => (third = { status: 502 }), 'bad_http_status'],
      ['a 400', () => (third = { status: 400 }), 'bad_http_status'],
      ['a 404', () => (third = { status: 404 }), 'bad_http_status'],
      [
        'half a page',
        () => (third = { body: '<html>Обещанный платеж успешно проведен' }),
        'malformed_answer',
      ],
      ['a page that says nothing', () => (third = page('Спасибо')), 'unproven'],
      [
        'a redirection out of the cabinet',
        () => (third = redirection('https://evil.example/')),
        'foreign_address',
      ],
      ['a redirection to nowhere', () => (third = { status: 302 }), 'foreign_address'],
      ['a first page without a flash', () => (flash = null), 'unproven'],
      ['a flash that nobody knows', () => (flash = alert('Внутренняя ошибка')), 'unproven'],
      [
        'a flash of both',
        () => (flash = page('<p class="alert-error">x</p><p>Обещанный платеж успешно проведен</p>')),
        'unproven',
      ],
      ['a first page that is down', () => (flash = { status: 500 }), 'bad_http_status'],
      [
        'a session that ends behind it',
        () => (flash = redirection('/api.php?r=site/login')),
        'session_ended',
      ],
    ])('is UnknownOutcome for %s, and never sent again', async (_what, prepare, code) => {
      prepare();
      await expect(take()).rejects.toMatchObject({ name: 'UnknownOutcome', code, operation: ROUTE });
      expect(acts()).toHaveLength(1);
    });
  });

  it.each(['1950', '', '001;', '01940'])('knows no agreement %j', async (agreementId) => {
    cabinet.on(
      'GET account/index',
      page(
        '<div class="agreement__info"><option>001</option></div><i class="balance-home">5</i><a class="show-vgroups" id="1940-x"></a>',
      ),
    );
    await expect(state(agreementId)).rejects.toMatchObject({ name: 'Rejected', code: 'agreement_not_found' });
    await expect(take(300_00, agreementId)).rejects.toMatchObject({ code: 'agreement_not_found' });
  });
});
