import type { RegistryLine } from '../../books/registry-line';
import { kopecks } from '../../shared/money';
import { at, ledgerFact, registryLine } from '../../../test/support/day-facts';
import { foldRegistry } from './fold-registry';

const payment = ledgerFact(1);
const line = (changes: Partial<RegistryLine>): RegistryLine => registryLine(payment, changes);
const rub = (roubles: number): RegistryLine['amountKopecks'] => kopecks(roubles * 100);
const back = (operation: RegistryLine['operation'], roubles: number, time = '15:00'): RegistryLine =>
  line({ operation, rawOperation: operation, amountKopecks: rub(roubles), operatedAt: at(time) });

describe('the lines of a bank payment', () => {
  it('are told as one, with sums and moments', () => {
    const facts = foldRegistry([back('refund', -200), line({})]);
    expect(facts).toEqual([
      {
        origin: 'registry',
        terminal: 'T1',
        orderId: payment.orderId,
        acquirerPaymentId: payment.acquirerPaymentId,
        word: 'returned_in_part',
        rawStatus: 'Debit refund',
        paidKopecks: 500_00,
        returnedKopecks: 200_00,
        paidAt: at('12:00'),
        returnedAt: at('15:00'),
        line: null,
      },
    ]);
  });

  it.each<[string, readonly RegistryLine[], string, number | null]>([
    ['a payment', [line({})], 'taken', 0],
    ['its return', [line({}), back('refund', -500)], 'returned', 500_00],
    [
      'two returns of parts',
      [line({}), back('refund', -200), back('refund', -300, '16:00')],
      'returned',
      500_00,
    ],
    ['a return undone', [line({}), back('refund', -500), back('refund_cancelled', 500, '16:00')], 'taken', 0],
    ['a chargeback', [line({}), back('chargeback', -500)], 'charged_back', 500_00],
    ['one won back', [line({}), back('chargeback', -500), back('chargeback_reversed', 500)], 'taken', 0],
    ['a chargeback of a part', [line({}), back('chargeback', -100)], 'returned_in_part', 100_00],
    [
      'a return, and the rest charged back',
      [line({}), back('refund', -200), back('chargeback', -300)],
      'charged_back',
      500_00,
    ],
    ["a client's claim", [line({}), back('correction_out', -500)], 'charged_back', 500_00],
    ['a claim paid back', [line({}), back('correction_out', -500), back('correction_in', 500)], 'taken', 0],
    ['a return of what was taken before the registries', [back('refund', -500)], 'returned', 500_00],
    ['a return undone of what was taken before', [back('refund_cancelled', 500)], 'taken', 0],
  ])('%s', (_what, lines, word, returnedKopecks) => {
    expect(foldRegistry(lines)).toEqual([expect.objectContaining({ word, returnedKopecks })]);
    expect(foldRegistry(lines.toReversed())).toEqual(foldRegistry(lines));
  });

  it('of fees alone are about no payment', () => {
    const fee = line({
      operation: 'fee',
      rawOperation: 'ServiceFee',
      amountKopecks: rub(0),
      feeKopecks: rub(10),
    });
    expect(foldRegistry([fee, { ...fee, orderId: null, acquirerPaymentId: null }])).toEqual([]);
    expect(foldRegistry([fee, line({})])).toHaveLength(1);
  });

  it('are joined by the order where one of them lacks the payment id', () => {
    const refund = { ...back('refund', -500), acquirerPaymentId: null };
    expect(foldRegistry([line({}), refund])).toEqual([expect.objectContaining({ word: 'returned' })]);
    expect(foldRegistry([refund])).toEqual([
      expect.objectContaining({ orderId: payment.orderId, acquirerPaymentId: null, line: null }),
    ]);
  });

  it('stay apart for two payments of one order, and for two terminals', () => {
    const second = line({ acquirerPaymentId: '5' });
    const elsewhere = line({ terminal: 'T2' });
    expect(foldRegistry([line({}), second, elsewhere])).toHaveLength(3);
    const nobodys = { ...back('refund', -500), acquirerPaymentId: null };
    expect(foldRegistry([line({}), second, nobodys])).toHaveLength(3);
  });

  it('without payment id and order are told apart by what they say', () => {
    const nameless = { ...back('chargeback', -100), orderId: null, acquirerPaymentId: null };
    const other = { ...nameless, rrn: '77' };
    const facts = foldRegistry([nameless, other]);
    expect(facts.map((fact) => fact.line)).toEqual([
      'chargeback 2026-11-20T12:00:00.000Z -10000',
      'chargeback 2026-11-20T12:00:00.000Z -10000 77',
    ]);
  });
});
