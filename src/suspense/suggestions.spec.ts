import { samplePayment, samplePosting, unavailable } from '../../test/support/fakes';
import { SuspenseHouse } from '../../test/support/suspense-house';
import { kopecks } from '../shared/money';
import { identityOfOrder } from './case-book';
import { suggestionsFor, wordsIn, type KnownAgreement, type SuggestionFacts } from './suggestions';

const NOON = new Date('2026-11-24T09:00:00.000Z');
const agreement = (id: string, isOpen = true): KnownAgreement => ({
  agreementId: id,
  agreementNumber: `Д-${id}`,
  subscriberUid: '940',
  isOpen,
});
const facts = (changes: Partial<SuggestionFacts> = {}): SuggestionFacts => ({
  kind: 'closed_agreement',
  paidAt: NOON,
  standsOn: '1',
  own: [],
  inOrderNumber: [],
  inText: [],
  alike: [],
  ownNumberMadeAt: null,
  ...changes,
});
const short = (given: SuggestionFacts) =>
  suggestionsFor(given).map(({ rank, action, code, agreement: to }) =>
    [rank, action, code, to?.agreementId].filter((part) => part !== undefined).join(' '),
  );

describe('suggestions', () => {
  it('are the other open agreements of the subscriber, and never the one where the money stands', () => {
    const own = [agreement('1'), agreement('2'), agreement('3', false), agreement('4')];
    expect(short(facts({ own }))).toEqual(['1 move other_agreement 2', '2 move other_agreement 4']);
    expect(short(facts({ own: own.slice(0, 3) }))).toEqual(['1 move only_other_agreement 2']);
    expect(short(facts())).toEqual([]);
  });

  it('rank what was written higher than what is guessed, each agreement once', () => {
    const given = facts({
      kind: 'unknown_order',
      standsOn: null,
      inText: [agreement('7'), agreement('8', false)],
      inOrderNumber: [agreement('9'), agreement('7')],
      alike: [
        { agreement: agreement('5'), orderId: 'B', madeAt: new Date(NOON.getTime() + 3_600_000) },
        { agreement: agreement('6'), orderId: 'A', madeAt: new Date(NOON.getTime() - 60_000) },
        { agreement: agreement('9'), orderId: 'C', madeAt: NOON },
      ],
      ownNumberMadeAt: NOON,
    });
    expect(short(given)).toEqual([
      '1 move named_in_text 7',
      '2 move named_in_order_number 9',
      '3 move alike_order 6',
      '4 move alike_order 5',
      '5 look own_order_number',
    ]);
  });

  it('say why, in both languages', () => {
    const [first] = suggestionsFor(
      facts({
        alike: [{ agreement: agreement('5'), orderId: 'B', madeAt: new Date(NOON.getTime() - 240_000) }],
      }),
    );
    expect(first?.reason).toEqual({
      ru: 'По договору Д-5 был неоплаченный заказ B на ту же сумму с разницей 4 мин.',
      en: 'Agreement Д-5 had the unpaid order B of the same sum 4 min apart.',
    });
  });

  it('of a doubled order are to move, to leave, or to refund where it can be done', () => {
    const given = facts({ kind: 'doubled_order', own: [agreement('1'), agreement('2')] });
    expect(short(given)).toEqual([
      '1 move only_other_agreement 2',
      '2 leave leave_as_advance',
      '3 refund_at_bank refund_at_bank',
    ]);
    expect(suggestionsFor(given)[2]?.reason.en).toContain('cannot be done from here yet'.slice(0, 6));
  });
});

describe('the words of a text', () => {
  it('are those that may name an agreement', () => {
    expect(wordsIn('Оплата по договору №Д-1940/2, ЛС 002; дом 5')).toEqual(['Д-1940/2', '1940', '002']);
    expect(wordsIn('order-1941-77')).toEqual(['order-1941-77', '1941']);
    expect(wordsIn('спасибо')).toEqual([]);
  });
});

describe('the facts of a case', () => {
  const house = new SuspenseHouse();

  it('of an unknown order are what its number and description name, and orders alike near in time', async () => {
    await house.ledger.keep(
      samplePayment({ status: 'expired', agreementId: '1943', agreementNumber: '004' }),
    );
    await house.ledger.keep(
      samplePayment({ agreementId: '1941', agreementNumber: '002', subscriberUid: '941' }),
    );
    const { suspense } = await house.book.open(
      {
        identity: identityOfOrder('DEMO', 'shop-1940'),
        kind: 'unknown_order',
        paymentId: null,
        relatedPaymentId: null,
        orderId: 'shop-1940',
        acquirerPaymentId: null,
        terminal: 'DEMO',
        amountKopecks: kopecks(50_000),
        source: 'registry',
        text: 'Договор 002',
        paidAt: house.ledger.clock.now(),
      },
      'worker:suspense',
    );
    const { suggestions, isComplete } = await house.reading.execute(suspense.id);
    expect(isComplete).toBe(true);
    expect(suggestions.map(({ code, agreement: to }) => `${code} ${to?.agreementId}`)).toEqual([
      'named_in_text 1941',
      'named_in_order_number 1940',
      'alike_order 1943',
    ]);
    house.billing.on.findOwner.fails(unavailable());
    const without = await house.reading.execute(suspense.id);
    expect(without.isComplete).toBe(false);
    expect(without.suggestions.map(({ code }) => code)).toEqual(['alike_order']);
  });

  it('of a payment are the subscriber’s agreements, and a name that billing does not tell is none', async () => {
    const payment = samplePayment({ status: 'posted' });
    await house.ledger.keep(payment, samplePosting(payment, { state: 'posted' }));
    const { id } = await house.wrong(payment);
    await house.propose(id);
    house.billing.on.getAccount.fails(unavailable());
    const { suggestions, ownerName } = await house.reading.execute(id);
    expect(ownerName).toBeNull();
    expect(suggestions.map(({ code, agreement: to }) => `${code} ${to?.agreementId}`)).toEqual([
      'only_other_agreement 1943',
    ]);
    await house.dismissing.execute(id, 'Так и надо', 'key:two');
    const calls = house.billing.journal.length;
    expect((await house.reading.execute(id)).suggestions).toEqual([]);
    expect(house.billing.journal).toHaveLength(calls);
  });

  it('of no case are none', async () => {
    await expect(house.reading.execute(house.ledger.ids.next())).rejects.toThrow('suspense_case_not_found');
  });
});
