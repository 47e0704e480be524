import { kopecks } from '../../shared/money';
import { Unavailable } from '../../shared/upstream-errors';
import type { CabinetPort, Subscriber } from '../cabinet.port';
import { dayFrom, PASSWORD, signedIn, type ContractPart, type UpstreamMood } from './stage.contract';

export const outages: ContractPart = (stage) => {
  let maria: Subscriber;
  beforeEach(async () => {
    maria = await signedIn(stage(), '001940');
  });

  type Call = (cabinet: CabinetPort) => Promise<unknown>;
  const CALLS: readonly (readonly [string, Call])[] = [
    ['signIn', (cabinet) => cabinet.signIn({ login: '001940', password: PASSWORD, address: null })],
    ['getAccount', (cabinet) => cabinet.getAccount(maria)],
    ['getBalance', (cabinet) => cabinet.getBalance(maria, '1940')],
    ['getServices', (cabinet) => cabinet.getServices(maria, '1940')],
    [
      'getHistory',
      (cabinet) => {
        const { today } = stage();
        return cabinet.getHistory(maria, '1940', { from: dayFrom(today, -20), to: today });
      },
    ],
    ['getPromisedPayment', (cabinet) => cabinet.getPromisedPayment(maria, '1940')],
    ['takePromisedPayment', (cabinet) => cabinet.takePromisedPayment(maria, '1940', kopecks(300_00))],
    ['changePassword', (cabinet) => cabinet.changePassword(maria, { current: PASSWORD, next: 'longer-one' })],
  ];
  const MOODS: readonly (readonly [UpstreamMood, string])[] = [
    ['down', 'cannot be reached'],
    ['garbled', 'gives answers that nobody can read'],
  ];

  describe('the probe', () => {
    it('passes while the upstream answers, and only then', async () => {
      const { cabinet, setMood } = stage();
      await cabinet.checkHealth();
      await setMood('down');
      await expect(cabinet.checkHealth()).rejects.toBeInstanceOf(Unavailable);
    });
  });

  describe.each(MOODS)('an upstream that is %s: %s', (mood) => {
    it.each(CALLS)('makes %s Unavailable, and no value and no refusal', async (_name, call) => {
      const { cabinet, setMood } = stage();
      await setMood(mood);
      await expect(call(cabinet)).rejects.toBeInstanceOf(Unavailable);
      await setMood('well');
      expect(await cabinet.getPromisedPayment(maria, '1940')).toMatchObject({ active: null });
    });
  });
};
