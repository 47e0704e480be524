import * as fc from 'fast-check';
import { kopecks } from '../shared/money';
import { canonicalPaymentLine, parsePaymentLine } from './canonical';
import type { PaymentLine } from './payment-line';

const at = new Date('2026-11-24T09:00:00.120Z');

const line: PaymentLine = {
  paymentId: '0193a5c0-0000-7000-8000-000000000001',
  orderId: '01JEJW00000000000000000001',
  acquirerPaymentId: '9100000001',
  terminal: 'DEMO',
  channel: 'card',
  operatorName: 'ООО «Сеть»',
  subscriberUid: '940',
  agreementId: '1940',
  agreementNumber: '001',
  amountKopecks: kopecks(50_000),
  status: 'refunded',
  bankStatus: 'REFUNDED',
  flag: null,
  createdAt: at,
  confirmedAt: at,
  postedAt: null,
  accountedAt: at,
  receipt: 'TB-1',
  postingState: 'posted',
  recordId: '77',
  posterId: '7',
  refundedAt: at,
  reversalState: 'posted',
  reversalRecordId: '78',
  feeKopecks: kopecks(1_000),
  netKopecks: kopecks(49_000),
};

describe('the canonical text of a payment’s line', () => {
  it('is the same for ever', () => {
    expect(canonicalPaymentLine(line)).toBe(
      '{"paymentId":"0193a5c0-0000-7000-8000-000000000001","orderId":"01JEJW00000000000000000001",' +
        '"acquirerPaymentId":"9100000001","terminal":"DEMO","channel":"card","operatorName":"ООО «Сеть»",' +
        '"subscriberUid":"940","agreementId":"1940","agreementNumber":"001","amountKopecks":50000,"status":"refunded",' +
        '"bankStatus":"REFUNDED","flag":null,"createdAt":"2026-11-24T09:00:00.120Z",' +
        '"confirmedAt":"2026-11-24T09:00:00.120Z","postedAt":null,"accountedAt":"2026-11-24T09:00:00.120Z",' +
        '"receipt":"TB-1","postingState":"posted","recordId":"77","posterId":"7",' +
        '"refundedAt":"2026-11-24T09:00:00.120Z","reversalState":"posted","reversalRecordId":"78",' +
        '"feeKopecks":1000,"netKopecks":49000}',
    );
  });

  it('does not depend on the order in which the line was put together', () => {
    const reversed = Object.fromEntries(Object.entries(line).reverse()) as unknown as PaymentLine;
    expect(canonicalPaymentLine(reversed)).toBe(canonicalPaymentLine(line));
  });

  it('reads back as the line it was made of', () => {
    const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
    const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
    const sum = fc.maxSafeInteger().map((value) => kopecks(value === 0 ? 0 : value));
    const changes = fc.record({
      operatorName: orNull(fc.string({ unit: 'binary' })),
      agreementNumber: fc.string({ unit: 'binary' }),
      amountKopecks: sum,
      feeKopecks: orNull(sum),
      createdAt: moment,
      confirmedAt: orNull(moment),
      refundedAt: orNull(moment),
    });
    fc.assert(
      fc.property(changes, (changed) => {
        const told = { ...line, ...changed };
        expect(parsePaymentLine(canonicalPaymentLine(told))).toEqual(told);
      }),
    );
  });

  it.each([
    ['a fraction of a kopeck', '"amountKopecks":50000', '"amountKopecks":0.5'],
    ['a sum as text', '"feeKopecks":1000', '"feeKopecks":"1000"'],
    ['a moment that is none', '"confirmedAt":"2026-11-24T09:00:00.120Z"', '"confirmedAt":"yesterday"'],
  ])('is refused with %s', (_, from, to) => {
    expect(() => parsePaymentLine(canonicalPaymentLine(line).replace(from, to))).toThrow(RangeError);
  });
});
