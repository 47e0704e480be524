import { kopecks } from '../../shared/money';
import type { PromiseRefusal, Subscriber } from '../cabinet.port';
import { dayFrom, signedIn, type ContractPart } from './stage.contract';

const DAYS_TO_PAY = 5;
const REFUSED: readonly (readonly [login: string, agreementId: string, refusal: PromiseRefusal])[] = [
  ['001980', '1980', 'agreement_too_young'],
  ['001990', '1990', 'last_overdue'],
  ['002000', '3000', 'debt_too_large'],
];

export const promisedPayments: ContractPart = (stage) => {
  let maria: Subscriber;
  beforeEach(async () => {
    maria = await signedIn(stage(), '001940');
  });

  const state = (subscriber = maria, agreementId = '1940') =>
    stage().cabinet.getPromisedPayment(subscriber, agreementId);
  const take = (sum: number, subscriber = maria, agreementId = '1940') =>
    stage().cabinet.takePromisedPayment(subscriber, agreementId, kopecks(sum));
  /** The reason, or any where the upstream cannot tell this one. */
  const told = (refusal: PromiseRefusal): unknown =>
    stage().abilities.tellsRefusals.includes(refusal) ? refusal : expect.any(String);

  describe('a promised payment', () => {
    it('can be had on terms', async () => {
      expect(await state()).toEqual({
        terms: {
          minKopecks: 100_00,
          maxKopecks: 500_00,
          dueOn: dayFrom(stage().today, DAYS_TO_PAY),
          feeKopecks: null,
        },
        refusal: null,
        active: null,
      });
    });

    it('is active once it is taken, and raises the credit', async () => {
      const { cabinet, abilities, today } = stage();
      await take(300_05);
      expect(await state()).toEqual({
        terms: null,
        refusal: told('already_active'),
        active: { amountKopecks: 300_05, takenOn: today, dueOn: dayFrom(today, DAYS_TO_PAY) },
      });
      const credit = abilities.tellsCredit ? 300_05 : null;
      expect(await cabinet.getBalance(maria, '1940')).toMatchObject({
        balanceKopecks: -66_67,
        creditKopecks: credit,
        promisedCreditKopecks: credit,
      });
    });

    it('is not had twice', async () => {
      await take(100_00);
      await expect(take(100_00)).rejects.toMatchObject({
        name: 'Rejected',
        code: 'promise_refused',
        reference: told('already_active'),
      });
      expect(await state()).toMatchObject({ active: { amountKopecks: 100_00 } });
    });

    it('is of one agreement alone', async () => {
      await take(500_00);
      expect(await state(maria, '1941')).toMatchObject({ refusal: null, active: null });
    });

    it.each([99_99, 500_01, 0, -100_00])('cannot be had for %d kopecks', async (sum) => {
      await expect(take(sum)).rejects.toMatchObject({
        name: 'Rejected',
        code: 'promise_sum_out_of_bounds',
      });
      expect(await state()).toMatchObject({ refusal: null, active: null });
    });

    it.each(REFUSED)('is refused to %s on %s: %s', refuses);

    it('is refused to whom none is offered', async () => {
      const { login, agreementId } = await stage().newcomer();
      await refuses(login, agreementId, 'not_offered');
    });

    async function refuses(login: string, agreementId: string, refusal: PromiseRefusal): Promise<void> {
      const subscriber = await signedIn(stage(), login);
      expect(await state(subscriber, agreementId)).toEqual({
        terms: null,
        refusal: told(refusal),
        active: null,
      });
      await expect(take(200_00, subscriber, agreementId)).rejects.toMatchObject({
        name: 'Rejected',
        code: 'promise_refused',
        reference: told(refusal),
      });
    }
  });
};
