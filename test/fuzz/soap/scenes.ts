import { CABINET_ANSWERS } from './cabinet-answers';
import { RECEIPT, UID } from './subject';
import { element, escaped, leaves, type XmlElement } from './xml-tree';

/** The calls of the ports; one that asks several things of the core stands for each of them whose answer is changed. */
export const CALLS = [
  'postPayment',
  'cancelPayment',
  'findPayment',
  'listPayments',
  'getAccount',
  'findOwner',
  'signIn',
  'getBalance',
  'recommendedPayment',
  'getServices',
  'getHistory',
  'getPromisedPayment',
  'activePromise',
  'takePromisedPayment',
  'changePassword',
  'recoverPassword',
  'checkHealth',
  'getPosterId',
] as const;
export type Call = (typeof CALLS)[number];

/** The core's operation of a call whose answer is changed. */
export const OPERATION_OF: Readonly<Record<Call, string>> = {
  postPayment: 'ExternPayment',
  cancelPayment: 'ExternCancelPayment',
  findPayment: 'ExternCheckPayment',
  listPayments: 'getPayments',
  getAccount: 'getAccount',
  findOwner: 'getAgreements',
  signIn: 'ClientLogin',
  getBalance: 'getAgreements',
  recommendedPayment: 'getRecommendedPayment',
  getServices: 'getVgroups',
  getHistory: 'getPayments',
  getPromisedPayment: 'getPPSettings',
  activePromise: 'getPromisePayments',
  takePromisedPayment: 'PromisePayment',
  changePassword: 'updClientPass',
  recoverPassword: 'recoverPassword',
  checkHealth: 'getVersion',
  getPosterId: 'Login',
};

const pay = (amount: string, changes: Readonly<Record<string, string>> = {}): XmlElement =>
  element(
    'pay',
    ...leaves({
      recordid: '9001',
      agrmid: '1940',
      modperson: '77',
      status: '0',
      amount,
      paydate: '2026-11-24 12:00:00',
      canceldate: '0000-00-00 00:00:00',
      receipt: RECEIPT,
      comment: 'T-Bank 12 <3 & "quoted"',
      ...changes,
    }),
  );

const account = (balance: string): XmlElement =>
  element(
    'ret',
    element(
      'account',
      ...leaves({ uid: UID, login: '001940', name: 'Соколова', pass: 'h1dden', archive: '0' }),
    ),
    element(
      'agreements',
      ...leaves({
        agrmid: '1940',
        number: '001',
        balance,
        closedon: '0000-00-00',
        opername: 'ООО',
        archive: '0',
      }),
    ),
    element('agreements', ...leaves({ agrmid: '1941', number: '002', balance: '0', closedon: '2026-01-31' })),
  );

/** Positive answers to each call; the first is what the core says as a rule. */
const ANSWERS: Readonly<Record<Call, readonly ((money: string) => XmlElement[])[]>> = {
  postPayment: [() => leaves({ ret: '9001' })],
  cancelPayment: [() => leaves({ ret: '9001' })],
  findPayment: [
    (money) => [element('ret', pay(money), ...leaves({ amountcurr: money }))],
    (money) => [element('ret', pay(money))],
    (money) => [
      element('ret', pay('1.00', { recordid: '8999', status: '2' }), ...leaves({ amountcurr: '1.00' })),
      element('ret', pay(money), ...leaves({ amountcurr: '0' })),
    ],
    () => [],
  ],
  listPayments: [
    (money) => [element('ret', pay(money), ...leaves({ amountcurr: money }))],
    (money) => [
      element('ret', pay(money)),
      element('ret', pay('2.50', { recordid: '9002', modperson: '78' })),
    ],
    () => [],
  ],
  getAccount: [(money) => [account(money)], () => []],
  signIn: [() => [element('ret', ...leaves({ uid: UID }))]],
  ...CABINET_ANSWERS,
  checkHealth: [() => leaves({ ret: 'LANBilling 2.0' })],
  getPosterId: [
    () => [element('ret', element('manager', ...leaves({ personid: '77', login: 'gate', pass: 'x' })))],
  ],
};

/** Texts of faults, as cores give them and as they might. */
const FAULTS = [
  ['', 'error_auth'],
  ['', 'Manager not authorized'],
  ['Client not authorized', ''],
  ['Invalid login/pass: someone', 'Invalid login/pass: %s'],
  ['Access to rule 12 denied', ''],
  ['Function getVersion not found', ''],
  ['Payment with receipt TB-1 is cancelled, record_id = 9001', ''],
  ['Payment already exists, record_id = 9001', ''],
  ['Payment already exists, record_id = 0', ''],
  ['Payment already exists, record_id = 99999999999999999999999999', ''],
  ['Payment already cancelled, record_id = 9001', ''],
  ['Payment already cancelled, record_id = 00', ''],
  ['Payment cannot be cancelled', ''],
  ['Period lock until 2026-12-01', ''],
  ['Agreement removed or terminated', ''],
  ['Payment with receipt TB-1 not found', 'Payment with receipt %s not found'],
  ['Agreement not found', ''],
  ['Account not found', ''],
  ['Validation constraint violation', 'SOAP 1.1 fault'],
  ['Duplicate entry', ''],
  ['', ''],
  ['Deadlock found when trying to get lock', ''],
  ['Function getVgroups not found', ''],
  ['Promise payments already assigned', ''],
  ['Promise payment is not available, last payment is overdue', ''],
  ['', 'Promise payment is not available, agreement lifetime is less than $1 days'],
  ['No promise payments settings available for uid 940', ''],
  ['Invalid old password', ''],
  ['Password is too short', ''],
] as const;

function fault(detail: string, text: string): XmlElement {
  return element(
    'SOAP-ENV:Fault',
    element('faultcode', 'SOAP-ENV:Server'),
    element('faultstring', escaped(text)),
    element('detail', escaped(detail)),
  );
}

/** Which of the positive answers to a call a number stands for. */
export function variantOf(call: Call, base: number): number {
  return Math.floor(base / 3) % ANSWERS[call].length;
}

/** One of the answers that an operation may have: a positive one, or a fault. */
export function envelopeOf(call: Call, base: number, money: string): { root: XmlElement; isFault: boolean } {
  const answers = ANSWERS[call];
  const isFault = base % 3 === 2;
  const [detail, text] = FAULTS[Math.floor(base / 3) % FAULTS.length] ?? ['', ''];
  const make = answers[variantOf(call, base)] ?? (() => []);
  const name = call === 'checkHealth' ? 'TVersion' : `${OPERATION_OF[call]}Response`;
  const content = isFault ? fault(detail, text) : element(`lb:${name}`, ...make(money));
  const root = element('SOAP-ENV:Envelope', element('SOAP-ENV:Header'), element('SOAP-ENV:Body', content));
  root.attributes.push(
    ['xmlns:SOAP-ENV', 'http://schemas.xmlsoap.org/soap/envelope/'],
    ['xmlns:lb', 'urn:api3'],
    ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  );
  return { root, isFault };
}
