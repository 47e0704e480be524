import { kopecks } from '../../shared/money';
import { Rejected, Unavailable } from '../../shared/upstream-errors';
import { UpstreamGuard } from '../../shared/upstream-guard';
import type { ObservedCall } from '../../shared/upstream-observer';
import {
  BillingPort,
  type BillingAccount,
  type BillingPayment,
  type BillingPaymentPage,
  type NewBillingPayment,
} from '../billing.port';
import type { BillingOperationNames } from './billing-operation-names';
import { GuardedBilling } from './guarded-billing';
import { ObservedBilling } from './observed-billing';

const operations: BillingOperationNames = {
  getAccount: 'Account',
  findOwner: 'Owner',
  getPosterId: 'WhoAmI',
  postPayment: 'Post',
  findPayment: 'Find',
  listPayments: 'List',
  cancelPayment: 'Cancel',
  checkHealth: 'Ping',
};
const limit = new Date(0);
const payment: NewBillingPayment = {
  receipt: 'BA-1',
  agreementId: '1',
  amountKopecks: kopecks(1),
  paidAt: limit,
  comment: '',
  notAfter: limit,
};

/** Writes down its calls with their arguments, and fails when it is told to. */
class ScriptedBilling extends BillingPort {
  readonly calls: unknown[][] = [];
  failure: Error | null = null;

  getAccount(...args: unknown[]): Promise<BillingAccount> {
    return this.play({ uid: '1' } as BillingAccount, 'getAccount', args);
  }
  findOwner(...args: unknown[]): Promise<string | null> {
    return this.play('1', 'findOwner', args);
  }
  getPosterId(...args: unknown[]): Promise<string> {
    return this.play('77', 'getPosterId', args);
  }
  postPayment(...args: unknown[]): Promise<{ recordId: string }> {
    return this.play({ recordId: '81' }, 'postPayment', args);
  }
  findPayment(...args: unknown[]): Promise<BillingPayment | null> {
    return this.play(null, 'findPayment', args);
  }
  listPayments(...args: unknown[]): Promise<BillingPaymentPage> {
    return this.play({ payments: [], nextCursor: '2' }, 'listPayments', args);
  }
  cancelPayment(...args: unknown[]): Promise<{ recordId: string | null }> {
    return this.play({ recordId: '81' }, 'cancelPayment', args);
  }
  checkHealth(...args: unknown[]): Promise<void> {
    return this.play(undefined, 'checkHealth', args);
  }

  private play<T>(value: T, name: string, args: unknown[]): Promise<T> {
    this.calls.push([name, ...args]);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(value);
  }
}

async function callAll(billing: BillingPort): Promise<unknown[]> {
  const values = [
    await billing.getAccount('1'),
    await billing.findOwner('1'),
    await billing.getPosterId(),
    await billing.postPayment(payment),
    await billing.findPayment('BA-1'),
    await billing.listPayments({ from: limit, to: limit }, '1'),
    await billing.cancelPayment('BA-1', limit),
  ];
  await billing.checkHealth();
  return values;
}

describe('wrappers of the billing port', () => {
  const guard = (): UpstreamGuard =>
    new UpstreamGuard({ failuresToOpen: 1, halfOpenAfterMs: 60_000, maxConcurrent: 4, maxQueued: 4 });

  it('pass every call and value through', async () => {
    const billing = new ScriptedBilling();
    const direct = await callAll(billing);
    const expected = billing.calls.splice(0);
    for (const wrapper of [
      new GuardedBilling({ billing, operations, guard: guard() }),
      new ObservedBilling({ billing, operations, observer: () => undefined }),
    ]) {
      expect(await callAll(wrapper)).toEqual(direct);
      expect(billing.calls.splice(0)).toEqual(expected);
    }
  });

  it('keep calls from a billing that fails, by the upstream name of the operation, but not the probe', async () => {
    const billing = new ScriptedBilling();
    const guarded = new GuardedBilling({ billing, operations, guard: guard() });
    billing.failure = new Unavailable({ upstream: 'billing', operation: 'x', code: 'timeout' });
    await expect(guarded.checkHealth()).rejects.toBe(billing.failure);
    await expect(guarded.getAccount('1')).rejects.toBe(billing.failure);
    billing.calls.splice(0);
    await expect(guarded.postPayment(payment)).rejects.toMatchObject({
      name: 'Unavailable',
      upstream: 'billing',
      operation: 'Post',
      code: 'circuit_open',
    });
    expect(billing.calls).toEqual([]);
    await expect(guarded.checkHealth()).rejects.toBe(billing.failure);
  });

  it('report how each call ended', async () => {
    const billing = new ScriptedBilling();
    const seen: ObservedCall[] = [];
    const watched = new ObservedBilling({ billing, operations, observer: (call) => seen.push(call) });
    await callAll(watched);
    expect(seen.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'Account ok',
      'Owner ok',
      'Post ok',
      'Find ok',
      'List ok',
      'Cancel ok',
      'Ping ok',
    ]);
    billing.failure = new Rejected({ upstream: 'billing', operation: 'x', code: 'already_exists' });
    await expect(watched.postPayment(payment)).rejects.toBe(billing.failure);
    expect(seen.at(-1)).toMatchObject({ outcome: 'rejected', code: 'already_exists', upstream: 'billing' });
  });
});
