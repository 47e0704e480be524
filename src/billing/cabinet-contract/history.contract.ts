import { kopecks } from '../../shared/money';
import type { HistoryEntry, PaymentHistory, Subscriber } from '../cabinet.port';
import { dayFrom, signedIn, type ContractPart } from './stage.contract';

/** Of the demo's agreement 1940, over the last five months. */
const REGULAR_PAYMENTS = 27;
const ODD_PAYMENTS = 5;

export const history: ContractPart = (stage) => {
  let maria: Subscriber;
  beforeEach(async () => {
    maria = await signedIn(stage(), '001940');
  });

  const daysBack = (days: number): string => dayFrom(stage().today, -days);
  const read = (from: number, to = 0): Promise<PaymentHistory> =>
    stage().cabinet.getHistory(maria, '1940', { from: daysBack(from), to: daysBack(to) });
  const ofSum = ({ entries }: PaymentHistory, sum: number): readonly HistoryEntry[] =>
    entries.filter(({ amountKopecks }) => amountKopecks === sum);

  describe('the history', () => {
    it('holds the payments of all channels, and tells from when on it is complete', async () => {
      const found = await read(160);
      expect(found.completeFrom >= daysBack(160)).toBe(true);
      const isWhole = found.completeFrom <= daysBack(149);
      if (isWhole) expect(found.entries).toHaveLength(REGULAR_PAYMENTS + ODD_PAYMENTS);
      expect(new Set(found.entries.map(({ channel }) => channel))).toEqual(
        new Set(['Касса', 'Терминал Сбербанк']),
      );
      const recordIds = found.entries.map(({ recordId }) => recordId);
      if (stage().abilities.tellsRecordIds) expect(new Set(recordIds).size).toBe(found.entries.length);
      else expect(new Set(recordIds)).toEqual(new Set([null]));
    });

    it('tells what was cancelled and what was corrected', async () => {
      const found = await read(110);
      expect(found.completeFrom <= daysBack(100)).toBe(true);
      expect(ofSum(found, 700_00)).toMatchObject([{ status: 'cancelled' }]);
      expect(ofSum(found, 450_00)).toMatchObject([{ status: 'corrected', channel: 'Касса' }]);
      expect(ofSum(found, 433_33)).toMatchObject([{ status: 'accepted', channel: 'Терминал Сбербанк' }]);
      expect(ofSum(found, -100_00)).toMatchObject([{ status: 'accepted' }]);
    });

    it('has document numbers, as whoever took the money wrote them', async () => {
      const found = await read(30);
      expect(ofSum(found, 300_00)[0]?.documentNumber).toMatch(/^\d{14}-\d{4}$/);
      expect(ofSum(found, 433_33)[0]?.documentNumber).toMatch(/^\d{10}$/);
    });

    it('is cut to its days, both included', async () => {
      const sums = async (from: number, to: number) =>
        (await read(from, to)).entries.map(({ amountKopecks, paidOn }) => [amountKopecks, paidOn]);
      const one = [[300_00, daysBack(2)]];
      expect(await sums(2, 2)).toEqual(one);
      expect(await sums(3, 1)).toEqual(one);
      expect(await sums(1, 0)).toEqual([]);
      expect(await sums(5, 3)).toEqual([]);
    });

    it('is empty where nothing was paid', async () => {
      const { cabinet, today, newcomer } = stage();
      const { login, agreementId } = await newcomer();
      const subscriber = await signedIn(stage(), login);
      const { entries } = await cabinet.getHistory(subscriber, agreementId, {
        from: daysBack(60),
        to: today,
      });
      expect(entries).toEqual([]);
    });

    it('shows a payment that has just been posted', async () => {
      const { post, today, abilities } = stage();
      const paidAt = new Date(`${today}T06:30:15Z`);
      const { recordId } = await post({
        receipt: 'CP-2',
        agreementId: '1940',
        amountKopecks: kopecks(10),
        paidAt,
      });
      const found = await read(1);
      expect(ofSum(found, 10)).toEqual([
        {
          recordId: abilities.tellsRecordIds ? recordId : null,
          documentNumber: 'CP-2',
          amountKopecks: 10,
          status: 'accepted',
          channel: 'Т-Банк',
          paidOn: today,
          paidAt: abilities.tellsExactTimes ? paidAt : null,
        },
      ]);
    });

    it('dates a payment on the day of the business, where it tells when it was paid', async () => {
      const { post, today, abilities } = stage();
      const amountKopecks = kopecks(77_00);
      // Half past midnight in Moscow is the day before in UTC.
      const paidAt = new Date(`${daysBack(3)}T21:30:00Z`);
      await post({ receipt: 'CP-3', agreementId: '1940', amountKopecks, paidAt });
      const [entry] = ofSum(await read(5), amountKopecks);
      expect(entry?.paidOn).toBe(abilities.datesByPayer ? daysBack(2) : today);
    });
  });
};
