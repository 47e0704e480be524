import { AGREEMENT, UID } from './subject';
import { element, leaves, type XmlElement } from './xml-tree';

type Fields = Readonly<Record<string, string>>;
type Answers = readonly ((money: string) => XmlElement[])[];

const row = (fields: Fields): XmlElement => element('ret', ...leaves(fields));

const agreement = (balance: string): XmlElement =>
  row({
    agrmid: AGREEMENT,
    uid: UID,
    archive: '0',
    vgroups: '2',
    balance,
    credit: '300',
    promisecredit: '-1',
    number: '001',
    closedon: '0000-00-00',
  });

const service = (fields: Fields): XmlElement =>
  row({
    vgid: '501',
    agrmid: AGREEMENT,
    blocked: '0',
    uid: UID,
    login: 'inet001940',
    agentdescr: 'Internet RADIUS',
    tarifdescr: 'Сто & <больше>',
    pass: 'h1dden',
    ...fields,
  });

const paid = (fields: Fields, full: Fields): XmlElement =>
  element(
    'ret',
    element(
      'pay',
      ...leaves({
        recordid: '9001',
        agrmid: AGREEMENT,
        status: '0',
        paydate: '2026-11-23 12:00:00',
        canceldate: '0000-00-00 00:00:00',
        receipt: 'R-1',
        ...fields,
      }),
    ),
    ...leaves({ mgr: 'Касса', ...full }),
  );

const settings = (fields: Fields): XmlElement =>
  row({
    promisetill: '5',
    promisemin: '100',
    promisemax: '500',
    promiselimit: '1000',
    promiseavailable: '1',
    ...fields,
  });

const promise = (amount: string, fields: Fields = {}): XmlElement =>
  row({
    agrmid: AGREEMENT,
    payid: '0',
    amount,
    promdate: '2026-11-20 12:00:00',
    promtill: '2026-11-25 00:00:00',
    ...fields,
  });

const agreements: Answers = [(money) => [agreement(money)], () => []];
const done: Answers = [() => leaves({ ret: '1' })];

/** Positive answers to the calls of the cabinet port. */
export const CABINET_ANSWERS = {
  findOwner: agreements,
  getBalance: agreements,
  recommendedPayment: [(money) => leaves({ ret: money })],
  getServices: [
    (money) => [service({ rent: '7', monthlyrent: '8', totalmonthlyrent: money })],
    (money) => [
      service({ totalmonthlyrent: '-1', monthlyrent: money, blocked: '4' }),
      service({ vgid: '502', rent: money, blocked: '10', agentdescr: '', tarifdescr: 'ТВ' }),
    ],
    () => [],
  ],
  getHistory: [
    (money) => [paid({ amount: money }, { amountcurr: money, timestamp: '1795424400' })],
    (money) => [
      paid({ amount: money }, {}),
      paid({ recordid: '9002', amount: '2.50', status: '2' }, { amountcurr: '2.50' }),
      paid({ recordid: '9003', amount: '1', status: '3' }, { timestamp: '1795208399' }),
    ],
    () => [],
  ],
  getPromisedPayment: [
    (money) => [settings({ promisemax: money })],
    (money) => [settings({ promiselimit: money, promisefee: '12.50' })],
    (money) => [settings({ promisemax: money, promiseavailable: '0' })],
    () => [],
  ],
  activePromise: [
    (money) => [promise(money)],
    (money) => [promise(money), promise('1.00', { payid: '17' })],
    () => [],
  ],
  takePromisedPayment: done,
  changePassword: done,
  recoverPassword: [() => [row({ recordid: '5', destination: 'i***@example.org' })], () => []],
} as const satisfies Record<string, Answers>;
