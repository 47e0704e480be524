import {
  rejected,
  samplePayment,
  samplePosting,
  ScriptedBilling,
  unavailable,
  unknownOutcome,
} from '../../test/support/fakes';
import type { BillingPayment } from '../billing/billing.port';
import type { LeasedPosting } from '../ledger/posting';
import { kopecks } from '../shared/money';
import { credit } from './credit';
import type { PostingOutcome } from './posting-outcome';

const confirmedAt = new Date('2026-11-24T08:59:00.000Z');
const leaseUntil = new Date('2026-11-24T09:01:00.000Z');
const payment = samplePayment({ status: 'confirmed', confirmedAt });
const posting = samplePosting(payment, {
  state: 'in_progress',
  mustAsk: true,
  posterId: '7',
  leaseOwner: 'w1',
  leaseUntil,
});
const equal: BillingPayment = {
  recordId: '42',
  receipt: posting.receipt,
  agreementId: posting.agreementId,
  amountKopecks: posting.amountKopecks,
  isCancelled: false,
  posterId: '7',
  paidAt: confirmedAt,
  comment: '',
};
const differences: [string, Partial<BillingPayment>][] = [
  ['found_other_receipt', { receipt: 'TB-OTHER' }],
  ['found_other_agreement', { agreementId: '1941' }],
  ['found_other_amount', { amountKopecks: kopecks(49_999) }],
  ['found_other_amount', { amountKopecks: kopecks(50_001) }],
  ['found_other_amount', { amountKopecks: null }],
  ['found_other_poster', { posterId: '8' }],
  ['found_cancelled', { isCancelled: true }],
];

let billing: ScriptedBilling;
beforeEach(() => (billing = new ScriptedBilling()));

const attempt = (changes: Partial<LeasedPosting> = {}): Promise<PostingOutcome> =>
  credit(billing, { posting, askFirst: false, ...changes }, { payment, isSuperseded: false });

describe('a credit that was surely never sent', () => {
  it('is one call, with our receipt, the exact sum, the time of the payment and the end of the lease', async () => {
    billing.on.postPayment.answers({ recordId: '42' });
    expect(await attempt()).toEqual({ kind: 'posted', recordId: '42', how: 'credited' });
    expect(billing.journal).toEqual(['postPayment']);
    expect(billing.on.postPayment.calls).toEqual([
      [
        {
          receipt: posting.receipt,
          agreementId: '1940',
          amountKopecks: 50_000,
          paidAt: confirmedAt,
          comment: 'T-Bank 9100000001',
          notAfter: leaseUntil,
        },
      ],
    ]);
  });

  it('may never be sent when it has no lease', async () => {
    billing.on.postPayment.answers({ recordId: '42' });
    await attempt({ posting: { ...posting, leaseUntil: null } });
    expect(billing.on.postPayment.calls[0]?.[0].notAfter).toEqual(new Date(0));
  });

  it('is surely not done when billing is unavailable', async () => {
    billing.on.postPayment.fails(unavailable());
    expect(await attempt()).toMatchObject({ kind: 'not_done' });
  });

  it.each(['access_denied', 'operation_missing'])(
    'is tried again after %s: that is about our access and not about the credit',
    async (code) => {
      billing.on.postPayment.fails(rejected(code));
      expect(await attempt()).toMatchObject({ kind: 'not_done' });
    },
  );

  it.each([
    ['an unknown outcome', unknownOutcome()],
    ['an error that nobody foresaw', new TypeError('bug')],
  ])('may have been done after %s', async (_, error) => {
    billing.on.postPayment.fails(error);
    expect(await attempt()).toEqual({ kind: 'unknown', error: error.message });
    expect(billing.journal).toEqual(['postPayment']);
  });

  it.each(['agreement_not_found', 'agreement_closed', 'period_locked', 'already_cancelled'])(
    'waits for a person, surely not done, when billing says %s',
    async (code) => {
      billing.on.postPayment.fails(rejected(code));
      expect(await attempt()).toEqual({ kind: 'stuck', reason: code, mustAsk: false });
      expect(billing.journal).toEqual(['postPayment']);
    },
  );
});

describe('a credit that may have been sent', () => {
  it('is asked about first, and is posted when billing has it, with nothing sent', async () => {
    billing.on.findPayment.answers(equal);
    expect(await attempt({ askFirst: true })).toEqual({ kind: 'posted', recordId: '42', how: 'found' });
    expect(billing.journal).toEqual(['findPayment']);
    expect(billing.on.findPayment.calls).toEqual([[posting.receipt]]);
  });

  it.each(differences)('waits for a person, with nothing sent, on %s (%p)', async (reason, difference) => {
    billing.on.findPayment.answers({ ...equal, ...difference });
    expect(await attempt({ askFirst: true })).toEqual({ kind: 'stuck', reason, mustAsk: true });
    expect(billing.journal).toEqual(['findPayment']);
  });

  it('is sent once billing has said that it knows none', async () => {
    billing.on.findPayment.answers(null);
    billing.on.postPayment.answers({ recordId: '43' });
    expect(await attempt({ askFirst: true })).toEqual({ kind: 'posted', recordId: '43', how: 'credited' });
    expect(billing.journal).toEqual(['findPayment', 'postPayment']);
  });

  it('is stuck when billing holds it several times', async () => {
    billing.on.findPayment.fails(rejected('several_in_force'));
    expect(await attempt({ askFirst: true })).toEqual({
      kind: 'stuck',
      reason: 'found_several',
      mustAsk: true,
    });
  });

  it.each([unavailable(), unknownOutcome(), rejected('access_denied'), new TypeError('bug')])(
    'stays in doubt, with nothing sent, when billing does not say (%p)',
    async (error) => {
      billing.on.findPayment.fails(error);
      expect(await attempt({ askFirst: true })).toEqual({ kind: 'unknown', error: error.message });
      expect(billing.journal).toEqual(['findPayment']);
    },
  );
});

describe('billing’s "already exists"', () => {
  beforeEach(() => billing.on.postPayment.fails(rejected('already_exists')));

  it('is success when it is our own credit', async () => {
    billing.on.findPayment.answers(equal);
    expect(await attempt()).toEqual({ kind: 'posted', recordId: '42', how: 'existed' });
    expect(billing.journal).toEqual(['postPayment', 'findPayment']);
  });

  it.each(differences)('waits for a person on %s (%p)', async (reason, difference) => {
    billing.on.findPayment.answers({ ...equal, ...difference });
    expect(await attempt()).toEqual({ kind: 'stuck', reason, mustAsk: true });
  });

  it('waits for a person, still in doubt, when billing then knows none', async () => {
    billing.on.findPayment.answers(null);
    expect(await attempt()).toEqual({ kind: 'stuck', reason: 'exists_but_not_found', mustAsk: true });
  });

  it('stays in doubt when billing does not say which', async () => {
    billing.on.findPayment.fails(unavailable());
    expect(await attempt()).toMatchObject({ kind: 'unknown' });
  });
});

describe('a credit whose payer has his money back', () => {
  const refunded = { payment: { ...payment, status: 'refunded' }, isSuperseded: false } as const;
  const undone: BillingPayment = { ...equal, isCancelled: true };

  it('counts as posted when billing has it and has undone it, so that its reversal can be settled', async () => {
    billing.on.findPayment.answers(undone);
    expect(await credit(billing, { posting, askFirst: true }, refunded)).toEqual({
      kind: 'posted',
      recordId: '42',
      how: 'found_undone',
    });
  });

  it('counts so too when billing refuses it as cancelled before', async () => {
    billing.on.postPayment.fails(rejected('already_cancelled'));
    billing.on.findPayment.answers(undone);
    expect(await credit(billing, { posting, askFirst: false }, refunded)).toMatchObject({
      how: 'existed_undone',
    });
  });

  it('is stuck all the same when what was undone is something else', async () => {
    billing.on.findPayment.answers({ ...undone, amountKopecks: kopecks(1) });
    expect(await credit(billing, { posting, askFirst: true }, refunded)).toMatchObject({
      reason: 'found_other_amount',
    });
  });
});

describe('a credit whose place another has taken', () => {
  const superseded = { payment, isSuperseded: true } as const;
  const tried = (askFirst: boolean) => credit(billing, { posting, askFirst }, superseded);

  it('is never sent', async () => {
    expect(await tried(false)).toEqual({ kind: 'withdrawn' });
    expect(billing.journal).toEqual([]);
  });

  it('is withdrawn when billing was asked and has nothing of it', async () => {
    billing.on.findPayment.answers(null);
    expect(await tried(true)).toEqual({ kind: 'withdrawn' });
  });

  it('counts as posted when billing has it, so that it can be undone', async () => {
    billing.on.findPayment.answers(equal);
    expect(await tried(true)).toEqual({ kind: 'posted', recordId: '42', how: 'found' });
  });

  it('counts so too when it is undone already', async () => {
    billing.on.findPayment.answers({ ...equal, isCancelled: true });
    expect(await tried(true)).toEqual({ kind: 'posted', recordId: '42', how: 'found_undone' });
  });

  it('stays in doubt while billing gives no answer, and waits for a person when it has something else', async () => {
    billing.on.findPayment.fails(unavailable()).answers({ ...equal, amountKopecks: kopecks(1) });
    expect(await tried(true)).toMatchObject({ kind: 'unknown' });
    expect(await tried(true)).toEqual({ kind: 'stuck', reason: 'found_other_amount', mustAsk: true });
    expect(billing.journal).toEqual(['findPayment', 'findPayment']);
  });
});
