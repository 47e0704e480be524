export interface Manager {
  readonly personid: number;
  readonly login: string;
  readonly password: string;
  readonly fullName: string;
  readonly description: string;
}

export interface Account {
  readonly uid: number;
  readonly login: string;
  readonly password: string;
  readonly fullName: string;
  readonly email: string;
  readonly phone: string;
  readonly archived: boolean;
  /** Moscow time of the sign-in before this one. */
  lastLogin: string | undefined;
}

export interface Agreement {
  readonly agrmid: number;
  readonly uid: number;
  readonly number: string;
  /** The payment code shown to the payer. */
  readonly code: string;
  readonly openedOn: string;
  closedOn: string | undefined;
  balanceKopecks: number;
  /** What the core would suggest to pay: decimal roubles, with more than two digits where tariffs make them so. */
  readonly recommendedRoubles: string;
}

/** api3 facts 9.3: 0 accepted, 2 cancelled. */
export type PaymentStatus = 0 | 2;

export interface Payment {
  readonly recordid: number;
  agrmid: number;
  amountKopecks: number;
  readonly modperson: number;
  readonly receipt: string;
  status: PaymentStatus;
  revisions: number;
  readonly classid: number;
  readonly cashcode: number;
  /** Dates are Moscow time as text, as they go over the wire. */
  readonly paydate: string;
  readonly localdate: string;
  canceldate: string | undefined;
  readonly comment: string;
  readonly uuid: string;
}
