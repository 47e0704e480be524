import axios, { type AxiosAdapter } from 'axios';
import { Api3Billing } from '../../../src/billing/api3/api3.adapter';
import { kopecks } from '../../../src/shared/money';
import { FakeClock } from '../core/fake-clock';
import { answerOf, type Answer, type Recipe } from './recipe';
import { OPERATION_OF, RECEIPT, UID, type Call } from './scenes';

const OPERATION = /Body><(?:[\w-]+:)?(\w+)/;

const LOGIN: Answer = {
  status: 200,
  type: 'text/xml; charset=utf-8',
  cookies: ['sessnum=live1; Max-Age=600; path=/'],
  bytes: Buffer.from(
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><l:LoginResponse xmlns:l="urn:api3"><ret><manager><personid>77</personid></manager></ret></l:LoginResponse></s:Body></s:Envelope>',
  ),
};

/** The answer to a request: the recipe's to the operation that it is about, a good one to what comes before. */
export function answerTo(recipe: Recipe, request: string): Answer {
  const operation = OPERATION.exec(request)?.[1];
  return operation === 'Login' && OPERATION_OF[recipe.call] !== 'Login' ? LOGIN : answerOf(recipe);
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

/** The real adapter for billing, with its real transport, before a core that says what the recipe at hand describes. */
export class AdapterUnderTest {
  recipe!: Recipe;
  readonly billing: Api3Billing;

  constructor(url: string | null) {
    this.billing = new Api3Billing({
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
  }

  invoke(call: Call): Promise<unknown> {
    const notAfter = new Date(8_000_000_000_000);
    switch (call) {
      case 'postPayment':
        return this.billing.postPayment({
          receipt: RECEIPT,
          agreementId: '1940',
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
      case 'verifyCredentials':
        return this.billing.verifyCredentials('001940', 'subscriber-S3cret', '10.0.0.1');
      case 'checkHealth':
        return this.billing.checkHealth();
      case 'getPosterId':
        return this.billing.getPosterId();
    }
  }
}
