import { createHash } from 'node:crypto';
import type { BillingRecord } from '../support/control';
import { compare } from './compare';
import type { Evidence, EventRow, Order, PaymentRow, PostingRow } from './evidence';
import { FAULTS, Findings, type Fault } from './findings';
import { explainStates, findKept } from './invariants';
import type { Story } from './payers';

const SENT = { OrderId: 'A', Status: 'CONFIRMED' };
const HASH = createHash('sha256').update(JSON.stringify(SENT)).digest('hex');

/** One payment of 500 roubles, paid and credited as it should be. */
const ORDER = {
  paymentId: '1',
  orderId: 'A',
  amount: 50_000,
  status: 'CONFIRMED',
  refundedAmount: 0,
  history: [{ status: 'NEW' }, { status: 'CONFIRMED' }],
  deliveries: [
    { status: 'CONFIRMED', delivered: true, sent: SENT, attempts: [{ outcome: 'ok', badToken: false }] },
  ],
} as unknown as Order;
const RECORD: BillingRecord = {
  recordid: 5001,
  agrmid: 1940,
  amountKopecks: 50_000,
  amount: '500.00',
  receipt: 'TB-A',
  status: 0,
};
const PAYMENT: PaymentRow = {
  id: 'p',
  order_id: 'A',
  subscriber_uid: '940',
  agreement_id: '1940',
  amount_kopecks: '50000',
  acquirer_payment_id: '1',
  status: 'posted',
  flag: null,
  expires_at: new Date('2026-11-24T10:00:00Z'),
};
const CREDIT: PostingRow = {
  id: 'c',
  payment_id: 'p',
  kind: 'credit',
  receipt: 'TB-A',
  agreement_id: '1940',
  amount_kopecks: '50000',
  state: 'posted',
  record_id: '5001',
  parked_reason: null,
};
const REVERSAL: PostingRow = { ...CREDIT, id: 'r', kind: 'reversal', receipt: 'TB-A-R1' };
const STORY: Story = {
  uid: 940,
  agrmid: 1940,
  amountKopecks: 50_000,
  id: 'p',
  orderId: 'A',
  fate: 'paid',
};
const EVENTS: readonly EventRow[] = [
  { payment_id: 'p', from_status: null, to_status: 'created' },
  { payment_id: 'p', from_status: 'created', to_status: 'awaiting_payer' },
  { payment_id: 'p', from_status: 'awaiting_payer', to_status: 'confirmed' },
  { payment_id: 'p', from_status: 'confirmed', to_status: 'posted' },
];
const WELL: Evidence = {
  readAt: new Date('2026-11-24T09:30:00Z'),
  orders: [ORDER],
  records: [RECORD],
  balances: new Map([[1940, 50_000]]),
  payments: [PAYMENT],
  postings: [CREDIT],
  events: EVENTS,
  inbox: new Map([[HASH, 1]]),
};

function findingsIn(changes: Partial<Evidence>, stories: readonly Story[] = [STORY]): Findings {
  const evidence = { ...WELL, ...changes };
  const findings = new Findings();
  compare(evidence, stories, findings);
  explainStates(evidence, findings);
  findKept(evidence, findings);
  return findings;
}

const faultsIn = (changes: Partial<Evidence>, stories?: readonly Story[]): Fault[] => {
  const findings = findingsIn(changes, stories);
  return FAULTS.filter((fault) => findings.of(fault).length > 0);
};

const refunded: Order = { ...ORDER, status: 'REFUNDED', refundedAmount: 50_000 };
const unpaid: Order = { ...ORDER, status: 'NEW', history: [{ status: 'NEW' }], deliveries: [] };

// Goal: the comparison after a storm would find what it is there to find.
describe('the comparison of bank, ledger and billing', () => {
  it('finds nothing where all is well', () => {
    expect(faultsIn({})).toEqual([]);
  });

  it('bears an unpaid order whose hour ends while both are read, and no longer', () => {
    const lapsed = {
      orders: [{ ...unpaid, status: 'DEADLINE_EXPIRED' }],
      payments: [{ ...PAYMENT, status: 'awaiting_payer' }],
      postings: [],
      records: [],
    };
    const readAt = (time: string) => ({ ...lapsed, readAt: new Date(`2026-11-24T${time}Z`) });
    expect(faultsIn(readAt('10:00:59'))).not.toContain('ledger differs');
    expect(faultsIn(readAt('10:01:01'))).toContain('ledger differs');
  });

  it.each<[Fault, string, Partial<Evidence>]>([
    ['lost', 'money that the bank took and billing does not have', { records: [], balances: new Map() }],
    ['lost', 'money whose order the ledger does not know', { payments: [], postings: [], events: [] }],
    ['lost', 'an order that a payer was told of and the bank does not have', { orders: [] }],
    ['doubled', 'two records under one receipt', { records: [RECORD, { ...RECORD, recordid: 5002 }] }],
    ['doubled', 'two orders under one number', { orders: [ORDER, { ...ORDER, paymentId: '2' }] }],
    ['wrong amount', 'another sum in billing', { records: [{ ...RECORD, amountKopecks: 49_999 }] }],
    ['wrong amount', 'another sum in the ledger', { payments: [{ ...PAYMENT, amount_kopecks: '1' }] }],
    ['wrong amount', 'another sum in a posting', { postings: [{ ...CREDIT, amount_kopecks: '1' }] }],
    ['wrong agreement', 'a record to another agreement', { records: [{ ...RECORD, agrmid: 1941 }] }],
    ['wrong agreement', 'a posting to another agreement', { postings: [{ ...CREDIT, agreement_id: '1' }] }],
    ['not reversed', 'a credit in force after a refund', { orders: [refunded] }],
    ['credited without confirmation', 'a credit of an unpaid order', { orders: [unpaid] }],
    [
      'credited without confirmation',
      'a record that belongs to no order',
      { records: [RECORD, { ...RECORD, recordid: 5002, receipt: 'TB-B' }] },
    ],
    ['ledger differs', 'a state that is not the bank’s', { payments: [{ ...PAYMENT, status: 'confirmed' }] }],
    ['ledger differs', 'a posting that is still due', { postings: [{ ...CREDIT, state: 'due' }] }],
    ['ledger differs', 'a reversal of what was not refunded', { postings: [CREDIT, REVERSAL] }],
    ['ledger differs', 'another record id than billing’s', { postings: [{ ...CREDIT, record_id: '9' }] }],
    ['ledger differs', 'a flag', { payments: [{ ...PAYMENT, flag: 'amount_mismatch' }] }],
    ['balance differs', 'money on an agreement that nobody paid', { balances: new Map([[1940, 60_000]]) }],
    ['history does not explain state', 'a move that is not in the history', { events: EVENTS.slice(0, 3) }],
    [
      'history does not explain state',
      'a move that does not fit',
      { events: [...EVENTS, { payment_id: 'p', from_status: 'refunded', to_status: 'posted' }] },
    ],
    ['notification not kept', 'an OK for what is not in the inbox', { inbox: new Map() }],
  ])('calls it %s: %s', (fault, _, changes) => {
    expect(faultsIn(changes)).toContain(fault);
  });

  it('finds an order of which nobody was told, and one that two were told of', () => {
    expect(faultsIn({ orders: [ORDER, { ...unpaid, orderId: 'B' }] })).toContain('ledger differs');
    expect(faultsIn({}, [STORY, STORY])).toContain('doubled');
  });

  it('finds a refund that was undone in billing well', () => {
    const changes = {
      orders: [refunded],
      records: [{ ...RECORD, status: 2 }],
      balances: new Map([[1940, 0]]),
      payments: [{ ...PAYMENT, status: 'refunded' }],
      postings: [CREDIT, REVERSAL],
      events: [...EVENTS, { payment_id: 'p', from_status: 'posted', to_status: 'refunded' }],
    };
    expect(faultsIn(changes)).toEqual([]);
  });

  it('counts a parked posting by its reason, and does not call its money lost', () => {
    const findings = findingsIn({
      records: [],
      balances: new Map(),
      payments: [{ ...PAYMENT, status: 'confirmed' }],
      postings: [{ ...CREDIT, state: 'parked', record_id: null, parked_reason: 'agreement_closed' }],
      events: EVENTS.slice(0, 3),
    });
    expect(FAULTS.filter((fault) => findings.of(fault).length > 0)).toEqual([]);
    expect(findings.parkedByReason()).toEqual({ 'credit agreement_closed': 1 });
  });
});
