import axios, { type AxiosAdapter } from 'axios';
import { Api3Billing } from '../../../src/billing/api3/api3.adapter';
import { Api3Cabinet } from '../../../src/billing/api3/api3-cabinet';
import { Api3Core } from '../../../src/billing/api3/api3-core';
import { kopecks } from '../../../src/shared/money';
import { FakeClock } from '../core/fake-clock';
import { goodAnswerTo } from './good-answers';
import { answerOf, type Answer, type Recipe } from './recipe';
import { OPERATION_OF, type Call } from './scenes';
import { AGREEMENT, HISTORY_DAYS, RECEIPT, UID } from './subject';

const OPERATION = /Body><(?:[\w-]+:)?(\w+)/;

/** The answer to a request: the recipe's to the operation that it is about, a good one to what comes before and beside it. */
export function answerTo(recipe: Recipe, request: string): Answer {
  const operation = OPERATION.exec(request)?.[1] ?? '';
  return operation === OPERATION_OF[recipe.call] ? answerOf(recipe) : goodAnswerTo(operation);
}

/** As axios would hand the bytes over. */
export const textOfBytes = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\ufeff/, '');

function inMemory(current: () => Recipe): AxiosAdapter {
  return (config) => {
    const { status, type, cookies, bytes } = answerTo(current(), String(config.data));
    const headers = { 'content-type': type, ...(cookies.length > 0 && { 'set-cookie': [...cookies] }) };
    return Promise.resolve({
      status,
      statusText: '',
      headers,
      config,
      data: textOfBytes(bytes),
    });
  };
}

/** The real adapters for billing, with their real transport, before a core that says what the recipe at hand describes. */
export class AdapterUnderTest {
  recipe!: Recipe;
  private readonly core: Api3Core;
  private readonly billing: Api3Billing;
  private readonly cabinet: Api3Cabinet;

  constructor(url: string | null) {
    this.core = new Api3Core({
      url: url ?? 'http://core.example:34012/',
      managerLogin: 'gate',
      managerPassword: 'manager-S3cret',
      timeoutMs: url === null ? 10_000 : 400,
      timeZone: 'Europe/Moscow',
      paymentClassId: 5,
      cashCode: 2,
      axios: axios.create(url === null ? { adapter: inMemory(() => this.recipe) } : { proxy: false }),
      clock: new FakeClock(),
      maxAnswerBytes: 1024 * 1024,
    });
    this.billing = new Api3Billing(this.core);
    this.cabinet = new Api3Cabinet(this.core);
  }

  invoke(call: Call): Promise<unknown> {
    const notAfter = new Date(8_000_000_000_000);
    const subscriber = { uid: UID, sessionId: null };
    switch (call) {
      case 'postPayment':
        return this.billing.postPayment({
          receipt: RECEIPT,
          agreementId: AGREEMENT,
          amountKopecks: kopecks(50_000),
          paidAt: new Date(1_795_000_000_000),
          comment: 'T-Bank 9100000001',
          notAfter,
        });
      case 'cancelPayment':
        return this.billing.cancelPayment(RECEIPT, notAfter);
      case 'findPayment':
        return this.billing.findPayment(RECEIPT);
      case 'listPayments': {
        const day = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-26T00:00:00Z') };
        return this.billing.listPayments(day, null);
      }
      case 'getAccount':
        return this.billing.getAccount(UID);
      case 'findOwner':
        return this.billing.findOwner(AGREEMENT);
      case 'signIn':
        return this.cabinet.signIn({ login: '001940', password: 'subscriber-S3cret', address: '10.0.0.1' });
      case 'getBalance':
      case 'recommendedPayment':
        return this.cabinet.getBalance(subscriber, AGREEMENT);
      case 'getServices':
        return this.cabinet.getServices(subscriber, AGREEMENT);
      case 'getHistory':
        return this.cabinet.getHistory(subscriber, AGREEMENT, HISTORY_DAYS);
      case 'getPromisedPayment':
      case 'activePromise':
        return this.cabinet.getPromisedPayment(subscriber, AGREEMENT);
      case 'takePromisedPayment':
        return this.cabinet.takePromisedPayment(subscriber, AGREEMENT, kopecks(30_000));
      case 'changePassword': {
        const passwords = { current: 'subscriber-S3cret', next: 'next-S3cret' };
        return this.cabinet.changePassword(subscriber, passwords);
      }
      case 'recoverPassword':
        return this.cabinet.recoverPassword('001940');
      case 'checkHealth':
        return this.billing.checkHealth();
      case 'getPosterId':
        return this.billing.getPosterId();
    }
  }

  close(): void {
    this.core.close();
  }
}
