import type { Manager } from './records';

/** Whoever posts payments: a cashier, a terminal network, the payment system that signs in here. */
export interface Poster {
  readonly personid: number;
  readonly login: string;
  readonly fullName: string;
  readonly description: string;
  /** The flag "external payment system" of the manager's card. */
  readonly isPaymentSystem: boolean;
}

export const CASH_DESK: Poster = {
  personid: 7,
  login: 'kassa',
  fullName: 'Касса',
  description: '',
  isPaymentSystem: false,
};

export const TERMINAL_NETWORK: Poster = {
  personid: 15,
  login: 'sberbank',
  fullName: 'Терминал Сбербанк',
  description: 'Внешняя платёжная система',
  isPaymentSystem: true,
};

/** Numbers that nobody has a card for are shown as the cash desk. */
export function posterOf(personid: number, manager: Manager): Poster {
  if (personid === manager.personid) return { ...manager, isPaymentSystem: true };
  return personid === TERMINAL_NETWORK.personid ? TERMINAL_NETWORK : CASH_DESK;
}
