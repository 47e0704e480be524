import type { Account, Agreement } from './records';

export const DEMO_PASSWORD = 'demo';

const account = (uid: number, login: string, fullName: string, email: string): Account => ({
  uid,
  login,
  password: DEMO_PASSWORD,
  fullName,
  email,
  phone: `+7900${login.padStart(7, '0')}`,
  archived: false,
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
  recommendedRoubles: '0.00',
});

export function demoAccounts(): Account[] {
  return [
    account(940, '001940', 'Иванова Мария Сергеевна', 'ivanova@example.net'),
    account(950, '001950', 'Петров Олег Викторович', 'petrov@example.net'),
    account(960, '001960', 'Сидоров Пётр Ильич', 'sidorov@example.net'),
    { ...account(970, '001970', 'Орлова Анна Павловна', 'orlova@example.net'), archived: true },
  ];
}

export function demoAgreements(): Agreement[] {
  return [
    { ...agreement(1940, 940, '001', -66_67), recommendedRoubles: '500.00' },
    agreement(1941, 940, '002', 120_00),
    // More than two decimals: a suggestion has to be rounded up to a kopeck (api3 facts: money and currency).
    { ...agreement(1950, 950, '003', -486_09), recommendedRoubles: '486.091705' },
    { ...agreement(1960, 960, '004', 0), closedOn: '2026-01-31' },
    agreement(1970, 970, '005', 35_50),
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
