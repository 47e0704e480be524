interface OperationFacts {
  /** The element that a positive answer consists of. */
  readonly answer: string;
  /** `act` changes money in billing: an answer that cannot be trusted leaves its outcome unknown. */
  readonly effect: 'ask' | 'act';
  /** True where a fault's text may repeat what a person typed: it is then kept out of our errors. */
  readonly confidential: boolean;
}

/** The operations of billing's core interface that this adapter calls. */
export const API3_OPERATIONS = {
  Login: { answer: 'LoginResponse', effect: 'ask', confidential: true },
  Logout: { answer: 'LogoutResponse', effect: 'ask', confidential: false },
  ClientLogin: { answer: 'ClientLoginResponse', effect: 'ask', confidential: true },
  getVersion: { answer: 'TVersion', effect: 'ask', confidential: false },
  getAccount: { answer: 'getAccountResponse', effect: 'ask', confidential: true },
  getPayments: { answer: 'getPaymentsResponse', effect: 'ask', confidential: false },
  ExternPayment: { answer: 'ExternPaymentResponse', effect: 'act', confidential: false },
  ExternCheckPayment: { answer: 'ExternCheckPaymentResponse', effect: 'ask', confidential: false },
  ExternCancelPayment: { answer: 'ExternCancelPaymentResponse', effect: 'act', confidential: false },
} as const satisfies Record<string, OperationFacts>;

export type Api3Operation = keyof typeof API3_OPERATIONS;
