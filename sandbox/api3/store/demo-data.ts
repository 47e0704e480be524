import { moscowDay } from '../values/moscow-time';
import { PROMISE_GROUP } from './promise-groups';
import type { Account, Agreement } from './records';

export const DEMO_PASSWORD = 'demo';

/** The age of the agreement that is too young for a promised payment. */
const YOUNG_DAYS = 3;

const account = (uid: number, login: string, fullName: string, email: string): Account => ({
  uid,
  login,
  password: DEMO_PASSWORD,
  fullName,
  email,
  phone: '',
  mobile: `+7900${login.padStart(7, '0')}`,
  archived: false,
  promiseTerms: undefined,
  lastLogin: undefined,
});

const agreement = (agrmid: number, uid: number, number: string, balanceKopecks: number): Agreement => ({
  agrmid,
  uid,
  number,
  code: String(7_000_000 + agrmid),
  openedOn: '2024-03-01',
  closedOn: undefined,
  balanceKopecks,
  creditKopecks: 0,
  recommendedRoubles: '0.00',
});

export function demoAccounts(): Account[] {
  const withPromises = { promiseTerms: PROMISE_GROUP };
  return [
    { ...account(940, '001940', 'Иванова Мария Сергеевна', 'ivanova@example.net'), ...withPromises },
    { ...account(950, '001950', 'Петров Олег Викторович', 'petrov@example.net'), ...withPromises },
    account(960, '001960', 'Сидоров Пётр Ильич', 'sidorov@example.net'),
    { ...account(970, '001970', 'Орлова Анна Павловна', 'orlova@example.net'), archived: true },
    { ...account(980, '001980', 'Новикова Вера Андреевна', 'novikova@example.net'), ...withPromises },
    { ...account(990, '001990', 'Громов Павел Олегович', 'gromov@example.net'), ...withPromises },
    { ...account(2000, '002000', 'Белова Ольга Игоревна', 'belova@example.net'), ...withPromises },
  ];
}

export function demoAgreements(nowMs: number): Agreement[] {
  return [
    { ...agreement(1940, 940, '001', -66_67), recommendedRoubles: '500.00' },
    agreement(1941, 940, '002', 120_00),
    // More than two decimals: a suggestion has to be rounded up to a kopeck (api3 facts: money and currency).
    { ...agreement(1950, 950, '003', -486_09), recommendedRoubles: '486.091705' },
    { ...agreement(1960, 960, '004', 0), closedOn: '2026-01-31' },
    agreement(1970, 970, '005', 35_50),
    { ...agreement(1980, 980, '006', 100_00), openedOn: moscowDay(nowMs, -YOUNG_DAYS), creditKopecks: 50_00 },
    { ...agreement(1990, 990, '007', -310_00), recommendedRoubles: '310.00' },
    { ...agreement(3000, 2000, '008', -1500_00), recommendedRoubles: '2350.00' },
  ];
}

/** One of the many subscribers a load test asks for; `index` counts from 0. */
export function loadSubscriber(index: number): { account: Account; agreement: Agreement } {
  const uid = 100_001 + index;
  const login = String(uid);
  return {
    account: account(uid, login, `Абонент ${login}`, `subscriber-${login}@example.net`),
    agreement: agreement(200_001 + index, uid, `L-${login}`, 0),
  };
}
