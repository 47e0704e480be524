import type { Finding } from '../../books/discrepancy';
import {
  at,
  bankFact,
  creditOf,
  dayFacts,
  ledgerFact,
  recordByHand,
  recordOf,
  registryLine,
  reversalOf,
} from '../../../test/support/day-facts';
import { receiptOf } from '../../ledger/document-numbers';
import { kopecks } from '../../shared/money';
import { compareDay } from './compare-day';
import type { BankFact, DayFacts, LedgerFact } from './facts';
import { foldRegistry } from './fold-registry';

/*
 * Each case is a small day: what the ledger has, what the bank says, what billing has. It names what must be found, as class,
 * remedy and, when it is none, the severity. Whatever is not named must not be found.
 */

const said = (finding: Finding): string =>
  [
    finding.class,
    finding.severity === 'notice' ? 'notice' : '',
    finding.remedy === 'none' ? '' : finding.remedy,
  ]
    .filter(Boolean)
    .join(' ');
const found = (facts: Partial<DayFacts>): string[] => compareDay(dayFacts(facts)).map(said);

type Case = [what: string, facts: Partial<DayFacts>, expected: string[]];

const whole = ledgerFact(1);
/** The first payment, told by all three, with changes to each. */
const one = (
  ledger: Partial<LedgerFact>,
  { bank, billing }: Pick<Partial<DayFacts>, 'bank' | 'billing'>,
): Partial<DayFacts> => {
  const payment = ledgerFact(1, ledger);
  return { ledger: [payment], bank: bank ?? [bankFact(payment)], billing: billing ?? [recordOf(payment)] };
};
const says = (word: BankFact['word'], changes: Partial<BankFact> = {}): { bank: BankFact[] } => ({
  bank: [bankFact(whole, { word, ...changes })],
});
const owing = (changes: Partial<LedgerFact['credits'][number]>): Partial<LedgerFact> => ({
  status: 'confirmed',
  credits: [creditOf(whole, { state: 'due', postedAt: null, recordId: null, posterId: null, ...changes })],
});
const refunded = (changes: Partial<LedgerFact['reversals'][number]> = {}): Partial<LedgerFact> => ({
  status: 'refunded',
  refundedAt: at('15:00'),
  reversals: [reversalOf(ledgerFact(1, { refundedAt: at('15:00') }), changes)],
});
const unpaid: Partial<LedgerFact> = { status: 'expired', confirmedAt: null };
const cancelled = recordOf(whole, { isCancelled: true });
const sum = (roubles: number): LedgerFact['amountKopecks'] => kopecks(roubles * 100);
const registries = { registryDays: ['2026-11-19', '2026-11-20', '2026-11-21'] };
const voided = creditOf(whole, { state: 'voided', postedAt: null, recordId: null, posterId: null });

const orderly: Case[] = [
  ['nothing at all', {}, []],
  ['a payment that all three tell alike', one({}, {}), []],
  ['one that the bank was not asked about', one({}, { bank: [] }), []],
  ['an order that nobody paid', one(unpaid, { ...says('not_taken'), billing: [] }), []],
  ['a payment under way at the bank', one(unpaid, { ...says('unsettled'), billing: [] }), []],
  ['a credit that is due since a moment ago', one(owing({ dueSince: at('08:30', 3) }), { billing: [] }), []],
  [
    'a credit posted a moment ago, which billing does not show yet',
    one({ credits: [creditOf(whole, { postedAt: at('08:30', 3) })] }, { billing: [] }),
    [],
  ],
  ['a refund reversed', one(refunded(), { ...says('returned'), billing: [cancelled] }), []],
  [
    'a refund learned, a reversal due since a moment ago',
    one(refunded({ state: 'due', postedAt: null, dueSince: at('08:30', 3) }), says('returned')),
    [],
  ],
  [
    'a refund before the credit was sent',
    one(
      { ...refunded({ state: 'voided', postedAt: null }), credits: [voided] },
      { ...says('returned'), billing: [] },
    ),
    [],
  ],
  ['a refund under way at the bank', one({}, says('unsettled')), []],
  [
    'paid and returned, and the ledger never heard of it',
    one(unpaid, { ...says('returned'), billing: [] }),
    [],
  ],
  [
    'a cancelled record beside the one in force',
    one({}, { billing: [recordOf(whole, { recordId: '1', isCancelled: true }), recordOf(whole)] }),
    [],
  ],
  [
    'the record posted anew by hand under our document',
    one({}, { billing: [recordOf(whole, { recordId: '88888' })] }),
    [],
  ],
  [
    'a partial refund that accounting took off',
    one(
      { status: 'partially_refunded' },
      {
        ...says('returned_in_part', { returnedKopecks: sum(200) }),
        billing: [recordOf(whole, { amountKopecks: sum(300) })],
      },
    ),
    [],
  ],
  [
    'a partial refund of a sum not told',
    one(
      { status: 'partially_refunded' },
      {
        ...says('returned_in_part', { paidKopecks: null }),
        billing: [recordOf(whole, { amountKopecks: sum(120) })],
      },
    ),
    [],
  ],
  [
    'a chargeback won back',
    one(
      {},
      {
        bank: foldRegistry([
          registryLine(whole),
          registryLine(whole, { operation: 'chargeback', amountKopecks: sum(-500) }),
          registryLine(whole, { operation: 'chargeback_reversed' }),
        ]),
      },
    ),
    [],
  ],
  ['what another manager posted', { billing: [recordByHand({ posterId: '7' })] }, []],
  [
    'a credit that another manager of ours posted, whose records we are not shown',
    one({ credits: [creditOf(whole, { posterId: '41' })] }, { billing: [] }),
    [],
  ],
  ['a cancelled record of nobody', { billing: [recordByHand({ isCancelled: true })] }, []],
  [
    'a record of nobody, at a terminal that does not tell of them',
    { tellsStrangers: false, billing: [recordByHand()] },
    [],
  ],
  ['a record of nobody of another day', { billing: [recordByHand({ paidAt: at('00:10', 1) })] }, []],
];

const missing: Case[] = [
  ['a credit due for too long', one(owing({}), { billing: [] }), ['not_in_billing posting']],
  [
    'a parked credit',
    one(owing({ state: 'parked', parkedReason: 'period_locked' }), { billing: [] }),
    ['not_in_billing posting'],
  ],
  ['a credit posted, and billing has none', one({}, { billing: [] }), ['not_in_billing posting']],
  [
    'paid at the bank, and the ledger has not heard',
    one(unpaid, { billing: [] }),
    ['not_in_billing posting'],
  ],
  ['the same by the ledger alone', one({}, { bank: [], billing: [] }), ['not_in_billing posting']],
  [
    'paid, but the ledger has a doubt about it',
    one({ ...unpaid, flag: 'terminal_mismatch' }, { billing: [] }),
    ['not_in_billing'],
  ],
  [
    'paid with another payment of the bank than the ledger knows',
    one(unpaid, { ...says('taken', { acquirerPaymentId: '666' }), billing: [] }),
    ['not_in_billing'],
  ],
  [
    'paid, and the ledger thinks that it went back before it was credited',
    one({ ...refunded({ state: 'voided' }), credits: [voided] }, { billing: [] }),
    ['not_in_billing'],
  ],
  [
    'a part of it went back before it was credited',
    one({ ...owing({}), status: 'partially_refunded' }, { ...says('returned_in_part'), billing: [] }),
    ['not_in_billing'],
  ],
  [
    'another sum was paid',
    one({ ...unpaid, flag: 'amount_mismatch' }, { ...says('taken', { paidKopecks: sum(400) }), billing: [] }),
    ['not_in_billing', 'amount_differs'],
  ],
];

const replaced: Case[] = [
  ['by hand, the same agreement and sum', one(owing({}), { billing: [recordByHand()] }), ['other_document']],
  [
    'by hand, as our own was cancelled',
    one({}, { billing: [cancelled, recordByHand()] }),
    ['other_document'],
  ],
  [
    'by hand, naming the order, with another sum on another agreement',
    one(owing({}), {
      billing: [
        recordByHand({ agreementId: '7', amountKopecks: sum(5), comment: `за заказ ${whole.orderId}!` }),
      ],
    }),
    ['amount_differs', 'agreement_differs', 'other_document'],
  ],
  [
    'by hand, naming our document',
    one(owing({}), {
      billing: [
        recordByHand({ amountKopecks: sum(5), comment: `вместо ${receiptOf(whole.paymentId, 'credit')}` }),
      ],
    }),
    ['amount_differs', 'other_document'],
  ],
  [
    "by hand, naming the bank's id and the same sum",
    one(owing({}), {
      billing: [recordByHand({ agreementId: '7', comment: `T-Bank ${whole.acquirerPaymentId!}` })],
    }),
    ['agreement_differs', 'other_document'],
  ],
  [
    "a number like the bank's id and nothing else alike",
    one(owing({}), {
      billing: [recordByHand({ agreementId: '7', amountKopecks: sum(5), comment: whole.acquirerPaymentId! })],
    }),
    ['not_in_billing posting', 'not_ours_in_billing'],
  ],
  [
    'another agreement, and nothing named',
    one(owing({}), { billing: [recordByHand({ agreementId: '7' })] }),
    ['not_in_billing posting', 'not_ours_in_billing'],
  ],
  [
    'too long before',
    one(owing({}), { billing: [recordByHand({ paidAt: at('11:59', -1) })] }),
    ['not_in_billing posting'],
  ],
  [
    'within the window after',
    one(owing({}), { billing: [recordByHand({ paidAt: at('11:59', 3) })] }),
    ['other_document', 'other_day notice'],
  ],
  [
    'while our own is on its way',
    one(owing({ dueSince: at('08:30', 3) }), { billing: [recordByHand()] }),
    ['not_ours_in_billing'],
  ],
  [
    'the rest after a partial refund',
    one(
      { status: 'partially_refunded' },
      {
        ...says('returned_in_part', { returnedKopecks: sum(200) }),
        billing: [cancelled, recordByHand({ amountKopecks: sum(300) })],
      },
    ),
    ['other_document'],
  ],
];

const different: Case[] = [
  ['the sum', one({}, { billing: [recordOf(whole, { amountKopecks: sum(499) })] }), ['amount_differs']],
  [
    'a sum that is no whole kopecks',
    one({}, { billing: [recordOf(whole, { amountKopecks: null })] }),
    ['amount_differs'],
  ],
  ['the agreement', one({}, { billing: [recordOf(whole, { agreementId: '7' })] }), ['agreement_differs']],
  [
    'both',
    one({}, { billing: [recordOf(whole, { agreementId: '7', amountKopecks: sum(1) })] }),
    ['amount_differs', 'agreement_differs'],
  ],
  ['the sum at the bank', one({}, says('taken', { paidKopecks: sum(600) })), ['amount_differs']],
  [
    'more than what is left after a partial refund',
    one(
      { status: 'partially_refunded' },
      {
        ...says('returned_in_part', { returnedKopecks: sum(200) }),
        billing: [recordOf(whole, { amountKopecks: sum(350) })],
      },
    ),
    ['amount_differs'],
  ],
  [
    'nothing left after a partial refund',
    one(
      { status: 'partially_refunded' },
      { ...says('returned_in_part'), billing: [recordOf(whole, { amountKopecks: sum(0) })] },
    ),
    ['amount_differs'],
  ],
  [
    'of two under our document the right one stands, whatever the other says',
    one({}, { billing: [recordOf(whole, { recordId: '1', amountKopecks: sum(1) }), recordOf(whole)] }),
    ['doubled_in_billing'],
  ],
];

const doubled: Case[] = [
  [
    'under one document',
    one({}, { billing: [recordOf(whole), recordOf(whole, { recordId: '99' })] }),
    ['doubled_in_billing'],
  ],
  [
    'three times',
    one(
      {},
      {
        billing: [recordOf(whole), recordOf(whole, { recordId: '99' }), recordOf(whole, { recordId: '98' })],
      },
    ),
    ['doubled_in_billing'],
  ],
  [
    'by hand, naming the order',
    one({}, { billing: [recordOf(whole), recordByHand({ comment: whole.orderId })] }),
    ['doubled_in_billing'],
  ],
  [
    'twice by hand, naming the order',
    one(owing({}), {
      billing: [
        recordByHand({ comment: whole.orderId }),
        recordByHand({ recordId: '99002', comment: whole.orderId }),
      ],
    }),
    ['doubled_in_billing', 'other_document'],
  ],
  ['shown twice by a list that moved', one({}, { billing: [recordOf(whole), recordOf(whole)] }), []],
  [
    'by hand, naming nothing: looks like it, no more',
    one({}, { billing: [recordOf(whole), recordByHand()] }),
    ['not_ours_in_billing'],
  ],
  [
    'and then returned',
    one(refunded(), { ...says('returned'), billing: [recordOf(whole), recordOf(whole, { recordId: '99' })] }),
    ['doubled_in_billing', 'refund_not_reversed'],
  ],
  [
    'under one document, dated long after: of that day',
    {
      ...one({}, { billing: [recordOf(whole), recordOf(whole, { recordId: '99', paidAt: at('10:00', 9) })] }),
    },
    [],
  ],
];

const unconfirmed: Case[] = [
  ['nothing was paid, the credit is in force', one(unpaid, says('not_taken')), ['not_confirmed']],
  [
    'money is held only',
    one({ ...unpaid, status: 'authorized' }, says('not_taken', { rawStatus: 'AUTHORIZED' })),
    ['not_confirmed'],
  ],
  ['the bank denies what the ledger believes', one({}, says('not_taken')), ['not_confirmed']],
  [
    'by hand, for an order that nobody paid',
    one(unpaid, { ...says('not_taken'), billing: [recordByHand({ comment: whole.orderId })] }),
    ['not_confirmed'],
  ],
  ['by the ledger alone', one(unpaid, { bank: [] }), ['not_confirmed']],
];

const returned: Case[] = [
  ['and the ledger has not heard', one({}, says('returned')), ['refund_not_reversed reversal']],
  [
    'and the reversal is due for too long',
    one(refunded({ state: 'due', postedAt: null }), says('returned')),
    ['refund_not_reversed reversal'],
  ],
  [
    'and the reversal is parked',
    one(refunded({ state: 'parked', postedAt: null }), says('returned')),
    ['refund_not_reversed reversal'],
  ],
  [
    'and the reversal is done, but the record in force',
    one(refunded(), says('returned')),
    ['refund_not_reversed reversal'],
  ],
  [
    'and the credit that was never to be sent is there',
    one({ ...refunded({ state: 'voided' }), credits: [voided] }, says('returned')),
    ['refund_not_reversed reversal'],
  ],
  ['by the ledger alone', one(refunded({ state: 'parked' }), { bank: [] }), ['refund_not_reversed reversal']],
  ['charged back', one({}, says('charged_back')), ['refund_not_reversed']],
  [
    'in part',
    one({ status: 'partially_refunded' }, says('returned_in_part')),
    ['refund_not_reversed notice'],
  ],
  [
    'and a record by hand stands for it',
    one(refunded(), { ...says('returned'), billing: [cancelled, recordByHand({ comment: whole.orderId })] }),
    ['refund_not_reversed'],
  ],
  ['on the next day: of that day', one({ ...refunded(), refundedAt: at('00:10', 1) }, says('returned')), []],
  [
    'on the next day, as the registry says',
    one({}, says('returned', { origin: 'registry', returnedAt: at('00:10', 1) })),
    [],
  ],
  [
    'the credit is cancelled, nothing went back',
    one({}, { billing: [cancelled] }),
    ['reversed_not_refunded'],
  ],
  ['the same by our own reversal', one(refunded(), { billing: [cancelled] }), ['reversed_not_refunded']],
  [
    'the credit is cancelled, a part went back',
    one({ status: 'partially_refunded' }, { ...says('returned_in_part'), billing: [cancelled] }),
    ['reversed_not_refunded'],
  ],
];

const earlier = ledgerFact(2, { confirmedAt: at('12:00', -9) });
const ofEarlier = (changes: Partial<LedgerFact>): LedgerFact =>
  ledgerFact(2, { confirmedAt: at('12:00', -9), refundedAt: at('10:00'), status: 'refunded', ...changes });
const refundOfEarlier = foldRegistry([
  registryLine(earlier, { day: '2026-11-11' }),
  registryLine(earlier, { operation: 'refund', amountKopecks: sum(-500), operatedAt: at('10:00') }),
]);
const otherDays: Case[] = [
  [
    'a payment of an earlier day went back and was reversed',
    {
      ledger: [ofEarlier({})],
      bank: [bankFact(earlier, { word: 'returned' })],
      billing: [recordOf(earlier, { isCancelled: true })],
    },
    [],
  ],
  [
    'went back, its credit in force',
    {
      ledger: [ofEarlier({})],
      bank: [bankFact(earlier, { word: 'returned' })],
      billing: [recordOf(earlier)],
    },
    ['refund_not_reversed reversal'],
  ],
  [
    'went back by the registry, its credit in force',
    { ledger: [earlier], bank: refundOfEarlier, billing: [recordOf(earlier)] },
    ['refund_not_reversed reversal'],
  ],
  [
    'a return line alone',
    {
      ledger: [earlier],
      bank: foldRegistry([
        registryLine(earlier, { operation: 'refund', amountKopecks: sum(-500), operatedAt: at('10:00') }),
      ]),
      billing: [recordOf(earlier)],
    },
    ['refund_not_reversed reversal'],
  ],
  [
    'a return line alone, of a part',
    {
      ledger: [earlier],
      bank: foldRegistry([
        registryLine(earlier, { operation: 'refund', amountKopecks: sum(-100), operatedAt: at('10:00') }),
      ]),
      billing: [recordOf(earlier)],
    },
    ['refund_not_reversed notice'],
  ],
  [
    'charged back',
    {
      ledger: [earlier],
      bank: foldRegistry([
        registryLine(earlier, { operation: 'chargeback', amountKopecks: sum(-500), operatedAt: at('10:00') }),
      ]),
      billing: [recordOf(earlier)],
    },
    ['refund_not_reversed'],
  ],
  [
    'its record is dated today',
    { ledger: [earlier], bank: [], billing: [recordOf(earlier, { paidAt: at('10:00') })] },
    [],
  ],
  [
    'its double is dated today',
    {
      ledger: [earlier],
      bank: [],
      billing: [recordOf(earlier), recordOf(earlier, { recordId: '99', paidAt: at('10:00') })],
    },
    ['doubled_in_billing'],
  ],
  [
    'a record by hand names it, long after',
    { ledger: [earlier], bank: [], billing: [recordOf(earlier), recordByHand({ comment: earlier.orderId })] },
    ['not_ours_in_billing'],
  ],
  [
    'a payment of the next day lacks its credit',
    { ledger: [ledgerFact(3, { confirmedAt: at('00:01', 1) })], bank: [], billing: [] },
    [],
  ],
  [
    'a line of the day belongs to a payment of the next',
    {
      ledger: [ledgerFact(3, { confirmedAt: at('00:00:01', 1) })],
      bank: foldRegistry([registryLine(ledgerFact(3), { operatedAt: at('23:59:59') })]),
      billing: [recordOf(ledgerFact(3))],
    },
    [],
  ],
  [
    'a record of the day is meant for a payment of the next',
    {
      ledger: [ledgerFact(3, { confirmedAt: at('00:01', 1) })],
      billing: [recordByHand({ agreementId: '1003', paidAt: at('23:50') })],
    },
    [],
  ],
];

const late = { confirmedAt: at('23:59:59'), accountedAt: at('23:59:59') };
const dates: Case[] = [
  [
    'billing dates it on the next day',
    one(late, { billing: [recordOf(whole, { paidAt: at('00:00:03', 1) })] }),
    ['other_day notice'],
  ],
  [
    'the bank dates it on the next day',
    one(late, says('taken', { origin: 'registry', paidAt: at('00:00:01', 1) })),
    ['other_day notice'],
  ],
  [
    'both do',
    one(late, {
      ...says('taken', { paidAt: at('00:00:01', 1) }),
      billing: [recordOf(whole, { paidAt: at('00:00:03', 1) })],
    }),
    ['other_day notice'],
  ],
  ['billing has no date', one({}, { billing: [recordOf(whole, { paidAt: null })] }), []],
  [
    'an order made on the day and paid on the next, of which the ledger has not heard',
    one(unpaid, { ...says('taken', { origin: 'registry', paidAt: at('00:01', 1) }), billing: [] }),
    ['not_in_billing posting'],
  ],
];

const fromRegistry = (changes: Partial<BankFact> = {}): Partial<DayFacts> => ({
  ...one({}, says('taken', { origin: 'registry', paidAt: at('12:00'), ...changes })),
  ...registries,
});
const inRegistries: Case[] = [
  ['a payment that they have', fromRegistry(), []],
  ['one that they lack', { ...one({}, { bank: [] }), ...registries }, ['not_in_registry']],
  ['one that they lack and the bank confirms', { ...one({}, {}), ...registries }, ['not_in_registry']],
  [
    'one that they lack and the bank denies',
    { ...one({}, says('not_taken')), ...registries },
    ['not_confirmed'],
  ],
  [
    'one that they lack, near a midnight of a day that they lack too',
    {
      ...one(
        { createdAt: at('23:58', -1), confirmedAt: at('00:03'), accountedAt: at('00:03') },
        { bank: [] },
      ),
      registryDays: ['2026-11-20'],
    },
    [],
  ],
  [
    'one whose order was made on a day that they lack',
    { ...one({ createdAt: at('22:00', -1) }, { bank: [] }), registryDays: ['2026-11-20'] },
    [],
  ],
  ['an unpaid order that they lack', { ...one(unpaid, { bank: [], billing: [] }), ...registries }, []],
  [
    'a refund on a day that they do not have yet',
    {
      ...one(
        { ...refunded(), refundedAt: at('10:00', 2) },
        { ...says('taken', { origin: 'registry', paidAt: at('12:00') }), billing: [cancelled] },
      ),
      ...registries,
    },
    [],
  ],
  [
    'a refund that they should have and lack',
    {
      ...one(refunded(), {
        ...says('taken', { origin: 'registry', paidAt: at('12:00') }),
        billing: [cancelled],
      }),
      ...registries,
    },
    ['reversed_not_refunded'],
  ],
  [
    'lines of fees',
    {
      bank: foldRegistry([
        registryLine(whole, {
          operation: 'fee',
          orderId: null,
          acquirerPaymentId: null,
          amountKopecks: sum(0),
        }),
      ]),
      ...registries,
    },
    [],
  ],
];

const stranger = bankFact(ledgerFact(9), { origin: 'registry', paidAt: at('14:00') });
const strangers: Case[] = [
  ['an order that nobody knows', { bank: [stranger] }, ['unknown_order']],
  [
    'one that came and went',
    { bank: [{ ...stranger, word: 'returned', returnedKopecks: sum(500) }] },
    ['unknown_order notice'],
  ],
  [
    'one that went, of an earlier time',
    { bank: [{ ...stranger, word: 'returned', paidKopecks: null, paidAt: null, returnedAt: at('14:00') }] },
    ['unknown_order'],
  ],
  ['one of which a part went', { bank: [{ ...stranger, word: 'returned_in_part' }] }, ['unknown_order']],
  ['one of another day', { bank: [{ ...stranger, paidAt: at('00:00:01', 1) }] }, []],
  ['one that was never paid', { bank: [{ ...stranger, word: 'not_taken' }] }, []],
  ['one of another terminal', { bank: [{ ...stranger, terminal: 'T2' }] }, []],
  [
    'one that the ledger knows at another terminal',
    { bank: [stranger], ledger: [ledgerFact(9, { terminal: 'T2' })], billing: [recordOf(ledgerFact(9))] },
    ['unknown_order'],
  ],
  [
    'one that billing has under the document of a lost ledger',
    { bank: [stranger], billing: [recordOf(ledgerFact(9))] },
    ['unknown_order'],
  ],
  [
    'one that billing has by hand',
    { bank: [stranger], billing: [recordByHand({ comment: `T-Bank ${stranger.acquirerPaymentId!}` })] },
    ['unknown_order'],
  ],
  [
    'a second payment of a known order',
    { ...one({}, { bank: [bankFact(whole), bankFact(whole, { acquirerPaymentId: '666' })] }) },
    ['unknown_order'],
  ],
  [
    'a second try of a known order that failed',
    {
      ...one({}, { bank: [bankFact(whole, { acquirerPaymentId: '1', word: 'not_taken' }), bankFact(whole)] }),
    },
    [],
  ],
  [
    'a line with neither payment id nor order',
    { bank: [{ ...stranger, orderId: null, acquirerPaymentId: null, line: 'x' }] },
    ['unknown_order'],
  ],
  [
    'a line that names the order alone',
    one(
      {},
      { bank: [bankFact(whole, { acquirerPaymentId: null, origin: 'registry', paidAt: at('12:00') })] },
    ),
    [],
  ],
  ['a record of nobody', { billing: [recordByHand()] }, ['not_ours_in_billing']],
  ['one without a date', { billing: [recordByHand({ paidAt: null })] }, ['not_ours_in_billing']],
  [
    'one under a document that looks like ours',
    { billing: [recordOf(ledgerFact(9))] },
    ['not_ours_in_billing'],
  ],
  [
    'one of a payment at another terminal',
    { ledger: [ledgerFact(9, { terminal: 'T2' })], billing: [recordOf(ledgerFact(9))] },
    [],
  ],
  [
    'one meant for a payment at another terminal',
    { ledger: [ledgerFact(9, { terminal: 'T2' })], billing: [recordByHand({ agreementId: '1009' })] },
    [],
  ],
];

const first = creditOf(whole);
const second = creditOf(whole, {
  receipt: receiptOf(whole.paymentId, 'credit', 2),
  agreementId: '2001',
  recordId: '80001',
});
const moved = (changes: Partial<typeof second> = {}): Partial<LedgerFact> => ({
  credits: [first, { ...second, ...changes }],
  reversals: [reversalOf(whole)],
});
const newRecord = recordOf(whole, { receipt: second.receipt, agreementId: '2001', recordId: '80001' });
const moves: Case[] = [
  ['done', one(moved(), { billing: [cancelled, newRecord] }), []],
  [
    'under way, both there',
    one(moved({ state: 'due', dueSince: at('08:40', 3), postedAt: null }), { billing: [recordOf(whole)] }),
    [],
  ],
  [
    'done, but the first still in force',
    one(moved(), { billing: [recordOf(whole), newRecord] }),
    ['doubled_in_billing'],
  ],
  [
    'stuck half-way',
    one(moved({ state: 'parked', postedAt: null, recordId: null }), { billing: [cancelled] }),
    ['not_in_billing posting'],
  ],
  [
    'done, and the second cancelled by hand',
    one(moved(), { billing: [cancelled, { ...newRecord, isCancelled: true }] }),
    ['reversed_not_refunded'],
  ],
  [
    'done, and the document of it unknown to the ledger',
    one({}, { billing: [cancelled, newRecord] }),
    ['agreement_differs'],
  ],
];

describe.each<[string, Case[]]>([
  ['in order', orderly],
  ['missing in billing', missing],
  ['replaced', replaced],
  ['different', different],
  ['doubled', doubled],
  ['not confirmed', unconfirmed],
  ['given back', returned],
  ['other days', otherDays],
  ['dates', dates],
  ['registries', inRegistries],
  ['strangers', strangers],
  ['moved to another agreement', moves],
])('comparing a day: %s', (_group, cases) => {
  it.each(cases)('%s', (_what, facts, expected) => {
    expect(found(facts)).toEqual(expected);
  });
});

describe('two equal payments of one subscriber in the same minute', () => {
  const twin = ledgerFact(2, { agreementId: '1001', confirmedAt: at('12:00:20') });
  const both = { ledger: [whole, twin], bank: [bankFact(whole), bankFact(twin)] };

  it('with a credit each are in order', () => {
    expect(found({ ...both, billing: [recordOf(whole), recordOf(twin)] })).toEqual([]);
  });

  it('lack the credit of that one which has none', () => {
    const [finding, ...others] = compareDay(dayFacts({ ...both, billing: [recordOf(twin)] }));
    expect([finding?.class, finding?.paymentId, others]).toEqual(['not_in_billing', whole.paymentId, []]);
  });

  it('share no record by hand', () => {
    const byHand = [
      recordByHand({ paidAt: at('12:00:25') }),
      recordByHand({ recordId: '99002', paidAt: at('18:00') }),
    ];
    expect(found({ ...both, billing: byHand })).toEqual(['other_document', 'other_document']);
    const findings = compareDay(dayFacts({ ...both, billing: byHand.slice(0, 1) }));
    expect(findings.map((finding) => [said(finding), finding.paymentId])).toEqual([
      ['not_in_billing posting', whole.paymentId],
      ['other_document', twin.paymentId],
    ]);
  });
});

describe('what a finding tells', () => {
  const only = (facts: Partial<DayFacts>): Finding => {
    const findings = compareDay(dayFacts(facts));
    expect(findings).toHaveLength(1);
    return findings[0]!;
  };

  it('are ids and sums of all three', () => {
    expect(only(one({}, { billing: [recordOf(whole, { amountKopecks: sum(499) })] }))).toMatchObject({
      paymentId: whole.paymentId,
      orderId: whole.orderId,
      acquirerPaymentId: whole.acquirerPaymentId,
      receipt: receiptOf(whole.paymentId, 'credit'),
      recordId: recordOf(whole).recordId,
      agreementId: '1001',
      bankKopecks: 500_00,
      ledgerKopecks: 500_00,
      billingKopecks: 499_00,
      details: { ledgerStatus: 'posted', bankWord: 'taken', bankStatus: 'CONFIRMED', creditState: 'posted' },
    });
  });

  it('is that a person must agree, where the ledger thinks that it is done', () => {
    expect(only(one({}, { billing: [] })).details).toMatchObject({
      creditState: 'posted',
      needsApproval: true,
    });
    expect(only(one(refunded(), says('returned'))).details).toMatchObject({ needsApproval: true });
    expect(only(one(owing({}), { billing: [] })).details).not.toHaveProperty('needsApproval');
  });

  it('is which payment a record of nobody resembles', () => {
    expect(only(one({}, { billing: [recordOf(whole), recordByHand()] })).details).toEqual({
      resembles: whole.paymentId,
    });
    expect(only({ billing: [recordByHand()] }).details).toEqual({});
  });

  it.each([
    ['the nearest before', '12:30', 1],
    ['the nearest after', '13:40', 2],
    ['the one before, when that after is too far', '21:00', 2],
  ])('is, of several that it resembles, %s', (_which, time, number) => {
    const [early, later] = [whole, ledgerFact(2, { agreementId: '1001', confirmedAt: at('14:00') })];
    const facts = {
      ledger: [early, later],
      billing: [recordOf(early), recordOf(later), recordByHand({ paidAt: at(time) })],
    };
    expect(only(facts).details['resembles']).toBe([early, later][number - 1]!.paymentId);
  });

  it('is every record of a double, and the one too many', () => {
    const finding = only(one({}, { billing: [recordOf(whole, { recordId: '99' }), recordOf(whole)] }));
    expect(finding).toMatchObject({ recordId: '99', details: { inForce: 2, records: '70001 99' } });
  });

  it('are the other days', () => {
    const facts = one(late, {
      ...says('taken', { paidAt: at('00:00:01', 1) }),
      billing: [recordOf(whole, { paidAt: at('23:00', -1) })],
    });
    expect(only(facts).details).toMatchObject({ bankDay: '2026-11-21', billingDay: '2026-11-19' });
  });
});

it('takes a day of 20,000 payments with 20,000 records of nobody within five seconds', () => {
  const ledger = Array.from({ length: 20_000 }, (_, index) =>
    ledgerFact(index + 1, { agreementId: String(index % 7) }),
  );
  const byHand = ledger.map((_, index) =>
    recordByHand({ recordId: String(500_000 + index), agreementId: '1' }),
  );
  const began = process.cpuUsage();
  const findings = compareDay(
    dayFacts({ ledger, bank: ledger.map((payment) => bankFact(payment)), billing: byHand }),
  );
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(5_000);
  expect(findings.length).toBeGreaterThan(20_000);
});
