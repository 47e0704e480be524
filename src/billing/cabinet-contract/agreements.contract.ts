import { kopecks } from '../../shared/money';
import type { CabinetPort, Subscriber } from '../cabinet.port';
import { dayFrom, signedIn, type ContractPart } from './stage.contract';

export const agreements: ContractPart = (stage) => {
  let maria: Subscriber;
  beforeEach(async () => {
    maria = await signedIn(stage(), '001940');
  });

  describe('an account', () => {
    it('has its names and its agreements, with their balances to the kopeck', async () => {
      const account = await stage().cabinet.getAccount(maria);
      expect(account).toMatchObject({
        uid: '940',
        login: '001940',
        fullName: 'Иванова Мария Сергеевна',
        email: 'ivanova@example.net',
        isArchived: false,
      });
      const shown = account.agreements.map(({ agreementId, number, balanceKopecks, isOpen }) => [
        agreementId,
        number,
        balanceKopecks,
        isOpen,
      ]);
      expect(shown.toSorted()).toEqual([
        ['1940', '001', -66_67, true],
        ['1941', '002', 120_00, true],
      ]);
    });

    it('tells how many service accounts share an agreement, where that is told', async () => {
      const { cabinet, abilities } = stage();
      const olga = await signedIn(stage(), '002000');
      const { agreements: shown } = await cabinet.getAccount(olga);
      expect(shown.map(({ serviceAccounts }) => serviceAccounts)).toEqual([
        abilities.tellsServiceAccounts ? 2 : null,
      ]);
    });
  });

  describe('a balance', () => {
    it('is told to the kopeck, with what is due and what credit there is where that is told', async () => {
      const { cabinet, abilities } = stage();
      const credit = abilities.tellsCredit ? 0 : null;
      expect(await cabinet.getBalance(maria, '1940')).toEqual({
        agreementId: '1940',
        number: '001',
        isOpen: true,
        balanceKopecks: -66_67,
        creditKopecks: credit,
        promisedCreditKopecks: credit,
        recommendedPaymentKopecks: abilities.tellsRecommendedPayment ? 500_00 : null,
      });
      expect(await cabinet.getBalance(maria, '1941')).toMatchObject({ balanceKopecks: 120_00 });
    });

    it('rounds what is due up', async () => {
      const { cabinet, abilities } = stage();
      const oleg = await signedIn(stage(), '001950');
      expect(await cabinet.getBalance(oleg, '1950')).toMatchObject({
        balanceKopecks: -486_09,
        recommendedPaymentKopecks: abilities.tellsRecommendedPayment ? 486_10 : null,
      });
    });

    it('moves with a payment', async () => {
      const { cabinet, post, today } = stage();
      const paidAt = new Date(`${today}T06:30:15Z`);
      await post({ receipt: 'CP-1', agreementId: '1940', amountKopecks: kopecks(433_34), paidAt });
      expect(await cabinet.getBalance(maria, '1940')).toMatchObject({ balanceKopecks: 366_67 });
    });
  });

  type AboutAgreement = (cabinet: CabinetPort, agreementId: string) => Promise<unknown>;
  const ABOUT: Readonly<Record<string, AboutAgreement>> = {
    getBalance: (cabinet, id) => cabinet.getBalance(maria, id),
    getServices: (cabinet, id) => cabinet.getServices(maria, id),
    getHistory: (cabinet, id) => {
      const { today } = stage();
      return cabinet.getHistory(maria, id, { from: dayFrom(today, -200), to: today });
    },
    getPromisedPayment: (cabinet, id) => cabinet.getPromisedPayment(maria, id),
    takePromisedPayment: (cabinet, id) => cabinet.takePromisedPayment(maria, id, kopecks(300_00)),
  };

  describe.each(Object.entries(ABOUT))('%s', (name, about) => {
    it.each([
      ["another subscriber's", '1950'],
      ['unknown', '999999'],
      ['no id at all', '001;'],
      ['empty', ''],
    ])('knows no agreement that is %s', async (_what, agreementId) => {
      await expect(about(stage().cabinet, agreementId)).rejects.toMatchObject({
        name: 'Rejected',
        code: 'agreement_not_found',
      });
    });

    if (name !== 'takePromisedPayment') return;
    it("does nothing on another subscriber's", async () => {
      await expect(about(stage().cabinet, '1950')).rejects.toMatchObject({ name: 'Rejected' });
      const oleg = await signedIn(stage(), '001950');
      expect(await stage().cabinet.getPromisedPayment(oleg, '1950')).toMatchObject({ active: null });
    });
  });
};
