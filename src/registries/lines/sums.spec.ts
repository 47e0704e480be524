import { kopecks } from '../../shared/money';
import { kindOf, kindOfStatus, type OperationKind } from './operations';
import { sumsOf, type Sums } from './sums';

const kind = (word: string): OperationKind => kindOf(word)!;
const sumsFor = (word: string, amount: number, fee: number | null, net: number | null, fiscal = 0): Sums =>
  sumsOf(
    {
      amount: kopecks(amount),
      fee: fee === null ? null : kopecks(fee),
      fiscalFee: kopecks(fiscal),
      net: net === null ? null : kopecks(net),
    },
    kind(word),
  );
const triple = (sums: Sums): number[] => [sums.amountKopecks, sums.feeKopecks, sums.netKopecks];

describe('the words of the bank', () => {
  it.each([
    ['Debit', 'payment', 1],
    ['Credit', 'refund', -1],
    ['CancelRefund', 'refund_cancelled', 1],
    ['Chargeback', 'chargeback', -1],
    ['2Chargeback', 'chargeback', -1],
    ['Chargeback_Reversal', 'chargeback_reversed', 1],
    ['2Chargeback_Reversal', 'chargeback_reversed', 1],
    ['CR_Chargeback', 'chargeback_reversed', 1],
    ['Representment', 'chargeback_reversed', 1],
    ['Representment_Reversal', 'chargeback', -1],
    ['AUTH_FAIL', 'fee', 0],
    ['CreditClientCorrection', 'correction_out', -1],
    ['DebitClientCorrection', 'correction_in', 1],
    ['CreditCorrection', 'correction_out', -1],
    ['DebitCorrection', 'correction_in', 1],
    ['Chargeback_Fee', 'fee', 0],
    ['ServiceFee', 'fee', 0],
    ['Возврат', 'refund', -1],
    ['ПЛАТЁЖ', 'payment', 1],
  ])('%s is %s with the sign %d', (word, operation, sign) => {
    expect(kind(word)).toEqual({ operation, sign });
  });

  it.each(['', 'Debitt', 'fee', '__proto__', 'constructor'])('of which %j is none', (word) => {
    expect(kindOf(word)).toBeUndefined();
  });

  it('tell by a status whether money has moved', () => {
    expect(kindOfStatus('CONFIRMED')?.operation).toBe('payment');
    expect(kindOfStatus('Частично возвращён')?.operation).toBe('refund');
    expect(kindOfStatus('REJECTED')).toBeNull();
    expect(kindOfStatus('whatever')).toBeUndefined();
  });
});

describe('the sums of an operation', () => {
  it('are the amount with its sign, both fees together, and what is left', () => {
    expect(triple(sumsFor('Debit', 10_000, 279, 9_691, 30))).toEqual([10_000, 309, 9_691]);
    expect(triple(sumsFor('Debit', 10_000, 279, null))).toEqual([10_000, 279, 9_721]);
    expect(triple(sumsFor('Debit', 10_000, null, null))).toEqual([10_000, 0, 10_000]);
  });

  it('go out for a refund, with or without a sign in the file', () => {
    expect(triple(sumsFor('Credit', 10_000, 0, -10_000))).toEqual([-10_000, 0, -10_000]);
    expect(triple(sumsFor('Credit', -10_000, 0, -10_000))).toEqual([-10_000, 0, -10_000]);
    expect(triple(sumsFor('Credit', 10_000, 50, 10_050))).toEqual([-10_000, 50, -10_050]);
    expect(triple(sumsFor('Credit', 10_000, -279, -9_721))).toEqual([-10_000, -279, -9_721]);
  });

  it.each([
    ['Debit', 10_000, 279, 9_722],
    ['Debit', 10_000, 0, -10_000],
    ['Credit', 10_000, 50, 9_950],
    ['Credit', -10_000, 0, 10_000],
  ])('of %s %d less %d are not %d', (word, amount, fee, net) => {
    expect(() => sumsFor(word, amount, fee, net)).toThrow('net_differs');
  });

  it('must be there, and of the right sign', () => {
    expect(() => sumsFor('Debit', 0, 0, 0)).toThrow('amount_zero');
    expect(() => sumsFor('Debit', -1, 0, -1)).toThrow('wrong_sign');
  });

  it('of a fee are the fee alone, wherever it stands', () => {
    expect(triple(sumsFor('AUTH_FAIL', 50_000, 100, -100))).toEqual([0, 100, -100]);
    expect(triple(sumsFor('ServiceFee', 100, null, null))).toEqual([0, 100, -100]);
    expect(triple(sumsFor('ServiceFee', 100, 0, -100))).toEqual([0, 100, -100]);
    expect(triple(sumsFor('AUTH_FAIL', 50_000, 0, 0))).toEqual([0, 0, 0]);
    expect(() => sumsFor('ServiceFee', 100, null, -99)).toThrow('net_differs');
  });

  it('of a fee that is given back go the other way', () => {
    expect(triple(sumsFor('Chargeback_Fee', 0, 100, 100))).toEqual([0, -100, 100]);
    expect(triple(sumsFor('Chargeback_Fee', 0, -100, 100))).toEqual([0, -100, 100]);
  });
});
