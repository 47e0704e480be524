import { PASSWORD, signedIn } from '../../src/billing/cabinet-contract/stage.contract';
import { describeCabinetPort } from '../../src/billing/cabinet-port.contract';
import type { CabinetPort, Subscriber } from '../../src/billing/cabinet.port';
import { kopecks } from '../../src/shared/money';
import { openApi3Stage, type Api3Stage } from './cabinet-stages/api3-stage';

// Every adapter of the cabinet port has its stage in the folder beside this file, and a spec of its own.
describeCabinetPort('by api3', openApi3Stage);

// What a port call costs: each call of the core is a wait for the subscriber and work for the billing.
describe('calls of the core by api3', () => {
  let stage: Api3Stage;
  let maria: Subscriber;
  beforeAll(async () => {
    stage = await openApi3Stage();
    maria = await signedIn(stage, '001940');
    await stage.cabinet.getAccount(maria);
  });
  beforeEach(() => stage.reset());
  afterAll(() => stage.close());

  const MONTH = { from: '2026-10-25', to: '2026-11-24' };
  const COSTS: readonly (readonly [
    keyof CabinetPort,
    Readonly<Record<string, number>>,
    (cabinet: CabinetPort) => Promise<unknown>,
  ])[] = [
    [
      'signIn',
      { ClientLogin: 1, Logout: 1 },
      (cabinet) => cabinet.signIn({ login: '001940', password: PASSWORD, address: null }),
    ],
    ['signOut', {}, (cabinet) => cabinet.signOut(maria)],
    ['getAccount', { getAccount: 1 }, (cabinet) => cabinet.getAccount(maria)],
    [
      'getBalance',
      { getAgreements: 1, getRecommendedPayment: 1 },
      (cabinet) => cabinet.getBalance(maria, '1940'),
    ],
    ['getServices', { getAgreements: 1, getVgroups: 1 }, (cabinet) => cabinet.getServices(maria, '1940')],
    [
      'getHistory',
      { getAgreements: 1, getPayments: 1 },
      (cabinet) => cabinet.getHistory(maria, '1940', MONTH),
    ],
    [
      'getPromisedPayment',
      { getAgreements: 1, getPPSettings: 1, getPromisePayments: 1 },
      (cabinet) => cabinet.getPromisedPayment(maria, '1940'),
    ],
    [
      'takePromisedPayment',
      { getAgreements: 1, getPPSettings: 1, PromisePayment: 1 },
      (cabinet) => cabinet.takePromisedPayment(maria, '1940', kopecks(300_00)),
    ],
    [
      'changePassword',
      { getAccount: 1, ClientLogin: 1, updClientPass: 1, Logout: 1 },
      (cabinet) => cabinet.changePassword(maria, { current: PASSWORD, next: 'longer-one' }),
    ],
    ['recoverPassword', { recoverPassword: 1 }, (cabinet) => cabinet.recoverPassword('001940')],
    ['checkHealth', { getVersion: 1 }, (cabinet) => cabinet.checkHealth()],
  ];

  it.each(COSTS)('%s: %j', async (_name, cost, call) => {
    await call(stage.cabinet);
    expect(await stage.calls()).toEqual(cost);
    expect(await stage.rejected()).toEqual([]);
  });
});
