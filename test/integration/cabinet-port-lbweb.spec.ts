import { describeCabinetPort } from '../../src/billing/cabinet-port.contract';
import { PASSWORD, signedIn } from '../../src/billing/cabinet-contract/stage.contract';
import type { CabinetPort, Subscriber } from '../../src/billing/cabinet.port';
import { kopecks } from '../../src/shared/money';
import { Unavailable } from '../../src/shared/upstream-errors';
import { openLbwebStage, type LbwebStage } from './cabinet-stages/lbweb-stage';

/** A cabinet as unlike the usual one as a cabinet may be. */
const OLDER = {
  theme: 'table',
  sums: { thousands: 'narrow', decimal: 'dot', minus: 'minus', currency: 'р.', entities: false },
  historyDates: 'numeric',
  historyLabel: 'aria-label',
  historyPageSize: 4,
  methodColumn: 'Менеджер',
  cancelledWord: 'Ауннулирован',
  activeState: 'Действует',
  tariffText: 'object',
  servicesPageSize: 2,
  signInRefusal: { status: 200, markup: 'summary' },
  wizardForms: 'post',
  errorPageStatus: 200,
  rotateCookies: true,
  redirects: 'relative',
} as const;

describeCabinetPort('by lbweb-client, addresses of the query form', () =>
  openLbwebStage({ urlForm: 'query' }),
);
describeCabinetPort('by lbweb-client, addresses of the path form and an older cabinet', () =>
  openLbwebStage({ urlForm: 'path', settings: OLDER }),
);

describe('the adapter of the cabinet', () => {
  let stage: LbwebStage;
  let maria: Subscriber;
  beforeAll(async () => {
    stage = await openLbwebStage({ urlForm: 'query' });
  });
  beforeEach(async () => {
    await stage.reset();
    maria = await signedIn(stage, '001940');
  });
  afterAll(() => stage.close());

  const MONTH = { from: '2026-10-25', to: '2026-11-24' };
  const YEAR = { from: '2025-11-25', to: '2026-11-24' };

  // Each page is a wait for the subscriber, and one call of the core or more.
  const COSTS: readonly (readonly [
    string,
    Readonly<Record<string, number>>,
    (cabinet: CabinetPort) => Promise<unknown>,
  ])[] = [
    [
      'signIn',
      { 'site/login': 2, 'account/index': 1, 'payment/promised': 1 },
      (cabinet) => cabinet.signIn({ login: '001940', password: PASSWORD, address: null }),
    ],
    ['signOut', { 'site/logout': 1 }, (cabinet) => cabinet.signOut(maria)],
    ['getAccount', { 'account/index': 1, 'payment/promised': 1 }, (cabinet) => cabinet.getAccount(maria)],
    [
      'getBalance',
      { 'account/index': 1, 'payment/promised': 1 },
      (cabinet) => cabinet.getBalance(maria, '1940'),
    ],
    [
      'getServices',
      { 'account/index': 1, 'account/vgroups': 1 },
      (cabinet) => cabinet.getServices(maria, '1940'),
    ],
    [
      'getHistory of the usual months',
      { 'payment/history': 2 },
      (cabinet) => cabinet.getHistory(maria, '1941', MONTH),
    ],
    ['getPromisedPayment', { 'payment/promised': 2 }, (cabinet) => cabinet.getPromisedPayment(maria, '1940')],
    [
      'takePromisedPayment',
      { 'payment/promised': 4 },
      (cabinet) => cabinet.takePromisedPayment(maria, '1940', kopecks(300_00)),
    ],
    [
      'changePassword',
      { 'password/index': 1, 'password/settings': 1, 'site/logout': 1, 'site/login': 2 },
      (cabinet) => cabinet.changePassword(maria, { current: PASSWORD, next: 'longer-one' }),
    ],
    ['recoverPassword', { 'site/restore': 2 }, (cabinet) => cabinet.recoverPassword('001940')],
    ['checkHealth', { 'site/login': 1 }, (cabinet) => cabinet.checkHealth()],
  ];

  it.each(COSTS)('asks for these pages in %s: %j', async (_name, cost, call) => {
    await stage.control('reset', {});
    await call(stage.cabinet);
    expect(await stage.calls()).toEqual(cost);
  });

  it.each([
    ['home', null, null],
    ['panel', 0, expect.any(String)],
    ['table', null, expect.any(String)],
    ['tableTopUp', null, expect.any(String)],
  ])('reads the theme %s, with the credit %p and the operator %p', async (theme, credit, operator) => {
    await stage.control('settings', { theme });
    const { agreements, ...profile } = await stage.cabinet.getAccount(maria);
    expect(profile).toMatchObject({ uid: '940', login: '001940', isArchived: false });
    expect(agreements).toEqual([
      expect.objectContaining({
        agreementId: '1940',
        number: '001',
        balanceKopecks: -66_67,
        operatorName: operator,
      }),
      expect.objectContaining({ agreementId: '1941', number: '002', balanceKopecks: 120_00 }),
    ]);
    expect(await stage.cabinet.getBalance(maria, '1940')).toMatchObject({
      balanceKopecks: -66_67,
      creditKopecks: credit,
      promisedCreditKopecks: null,
    });
    expect(await stage.cabinet.getServices(maria, '1940')).toHaveLength(4);
    expect(await stage.cabinet.getServices(maria, '1941')).toEqual(expect.any(Array));
  });

  it.each(['html', 'text', 'object'])('reads tariffs that come as %s, extras and all', async (tariffText) => {
    await stage.control('settings', { tariffText, extraServices: ['Аренда роутера', 'Статический адрес'] });
    const services = await stage.cabinet.getServices(maria, '1940');
    expect(services[0]).toMatchObject({
      tariffName: 'Интернет 100',
      kind: 'internet',
      extras: ['Аренда роутера', 'Статический адрес'],
    });
  });

  it.each(['words', 'wordsWithYear', 'numeric'])(
    'reads a whole year of payments with dates as %s',
    async (historyDates) => {
      await stage.control('settings', { historyDates, historyPageSize: 7 });
      const history = await stage.cabinet.getHistory(maria, '1940', YEAR);
      expect(history.completeFrom).toBe(YEAR.from);
      expect(history.entries).toHaveLength(32);
    },
  );

  it('goes on where every page changes the cookies, whatever is asked at once', async () => {
    await stage.control('settings', { rotateCookies: true });
    const { cabinet } = stage;
    await Promise.all([
      cabinet.getAccount(maria),
      cabinet.getBalance(maria, '1941'),
      cabinet.getServices(maria, '1940'),
      cabinet.getHistory(maria, '1940', MONTH),
      cabinet.takePromisedPayment(maria, '1940', kopecks(300_00)),
    ]);
    expect(await cabinet.getPromisedPayment(maria, '1940')).toMatchObject({
      active: { amountKopecks: 300_00 },
    });
  });

  it('finds the services of an agreement that the dashboard does not show', async () => {
    await stage.control('settings', { serviceLinks: 'shown', csrf: false });
    const oleg = await signedIn(stage, '002000');
    expect(await stage.cabinet.getServices(oleg, '3000')).toHaveLength(2);
    expect(await stage.cabinet.getServices(maria, '1941')).toEqual(expect.any(Array));
  });

  it('says session_ended to every call once the session is over, be it only for the script of a page', async () => {
    const { cabinet } = stage;
    await stage.control('faults', { 'account/vgroups': { expireSession: 1 } });
    await expect(cabinet.getServices(maria, '1940')).rejects.toMatchObject({ code: 'session_ended' });
    for (const call of [
      cabinet.getAccount(maria),
      cabinet.getHistory(maria, '1940', MONTH),
      cabinet.takePromisedPayment(maria, '1940', kopecks(300_00)),
      cabinet.changePassword(maria, { current: PASSWORD, next: 'longer-one' }),
    ]) {
      await expect(call).rejects.toMatchObject({ name: 'Rejected', code: 'session_ended' });
    }
  });

  it('keeps the subscriber signed in when the password is changed', async () => {
    await stage.cabinet.changePassword(maria, { current: PASSWORD, next: 'longer-one' });
    expect(await stage.cabinet.getBalance(maria, '1940')).toMatchObject({ balanceKopecks: -66_67 });
  });

  it.each(['http502AfterCommit', 'timeoutAfterCommit'])(
    'does not know whether the password was changed after %s, and it was',
    async (fault) => {
      await stage.control('faults', { 'password/settings': { [fault]: 1 } });
      await expect(
        stage.cabinet.changePassword(maria, { current: PASSWORD, next: 'longer-one' }),
      ).rejects.toMatchObject({ name: 'UnknownOutcome' });
      const signIn = stage.cabinet.signIn({ login: '001940', password: 'longer-one' });
      expect(await signIn).toMatchObject({ uid: '940' });
    },
  );

  it.each([
    [{ captcha: true }, 'captcha_required'],
    [{ signInRefusal: { status: 400 } }, 'bad_http_status'],
    [{ signInRefusal: { status: 401 } }, 'bad_http_status'],
    [{ signInRefusal: { markup: 'summary' } }, 'invalid_credentials'],
  ] as const)('answers a wrong password in a cabinet with %j by %s', async (settings, code) => {
    await stage.control('settings', settings);
    const signIn = stage.cabinet.signIn({ login: '001940', password: 'wrong' });
    await expect(signIn).rejects.toMatchObject({ code });
  });

  it.each(['halfPage', 'http502', 'changedPage'])('makes no value of %s on any page', async (fault) => {
    await stage.control('faults', { '*': { [fault]: 1 } });
    const { cabinet } = stage;
    for (const call of [
      () => cabinet.getAccount(maria),
      () => cabinet.getServices(maria, '1940'),
      () => cabinet.getHistory(maria, '1940', MONTH),
      () => cabinet.getPromisedPayment(maria, '1940'),
      () => cabinet.recoverPassword('001940'),
      () => cabinet.checkHealth(),
    ]) {
      await expect(call()).rejects.toBeInstanceOf(Unavailable);
    }
  });
});
