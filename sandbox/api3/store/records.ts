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
  password: string;
  readonly fullName: string;
  email: string;
  phone: string;
  mobile: string;
  readonly archived: boolean;
  /** What the account's group says about promised payments; undefined = the group has none. */
  readonly promiseTerms: PromiseTerms | undefined;
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
  /** Overdraft of the agreement's own, without what a promised payment adds. */
  readonly creditKopecks: number;
  /** What the core would suggest to pay: decimal roubles, with more than two digits where tariffs make them so. */
  readonly recommendedRoubles: string;
}

/** api3 facts 9.4: 0 active, 1 and 4 blocked by balance, 2 by subscriber, 3 by provider, 5 traffic limit, 10 switched off. */
export type ServiceBlock = 0 | 1 | 2 | 3 | 4 | 5 | 10;

/** A service account, "vgroup" on the wire: a login on one of the core's agents, under a tariff. */
export interface ServiceAccount {
  readonly vgid: number;
  readonly agrmid: number;
  /** The service account that this one hangs on, as an address on an internet access; 0 = none. */
  readonly parentvgid: number;
  readonly agentId: number;
  readonly agentDescription: string;
  readonly tariffId: number;
  readonly tariffName: string;
  readonly login: string;
  password: string;
  readonly block: ServiceBlock;
  readonly monthlyFeeKopecks: number;
  /** Speed in kbit/s; 0 where the service has none. */
  readonly shape: number;
}

/** The promised-payment settings of a group of accounts (api3 facts: soapPPSettings). Days are calendar days in Moscow. */
export interface PromiseTerms {
  readonly minKopecks: number;
  readonly maxKopecks: number;
  /** Days until it must be paid; the last one is today and so many. */
  readonly tillDays: number;
  /** A debt as large as this gets none. */
  readonly debtLimitKopecks: number;
  /** The least age of an agreement. */
  readonly minimumAgeDays: number;
  /** How long an overdue promise stands in the way of the next one. */
  readonly blockDays: number;
}

export interface PromisedPayment {
  readonly recordid: number;
  readonly agrmid: number;
  readonly amountKopecks: number;
  /** Moscow time as text. */
  readonly promdate: string;
  /** Last day on which it can be paid, `YYYY-MM-DD`. */
  readonly dueOn: string;
  /** The manager who gave it, or `TAKEN_BY_SUBSCRIBER`. */
  readonly modperson: number;
  /** Payments from this record id on are what it can be paid with. */
  readonly paidFromRecordId: number;
}

/** A message about a forgotten password that the core would have sent. */
export interface RecoveryMail {
  readonly recordid: number;
  readonly operation: 'recoverPassword' | 'restoreClientPasswd';
  readonly login: string;
  /** E-mail address. */
  readonly destination: string;
}

/** api3 facts 9.3: 0 accepted, 2 cancelled, 3 corrected. */
export type PaymentStatus = 0 | 2 | 3;

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
