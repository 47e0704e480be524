interface OperationFacts {
  /** The element that a positive answer consists of. */
  readonly answer: string;
  /** `act` changes something in billing: an answer that cannot be trusted leaves its outcome unknown. */
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
  getAgreements: { answer: 'getAgreementsResponse', effect: 'ask', confidential: false },
  getVgroups: { answer: 'getVgroupsResponse', effect: 'ask', confidential: false },
  getRecommendedPayment: { answer: 'getRecommendedPaymentResponse', effect: 'ask', confidential: false },
  getPayments: { answer: 'getPaymentsResponse', effect: 'ask', confidential: false },
  ExternPayment: { answer: 'ExternPaymentResponse', effect: 'act', confidential: false },
  ExternCheckPayment: { answer: 'ExternCheckPaymentResponse', effect: 'ask', confidential: false },
  ExternCancelPayment: { answer: 'ExternCancelPaymentResponse', effect: 'act', confidential: false },
  getPPSettings: { answer: 'getPPSettingsResponse', effect: 'ask', confidential: false },
  getPromisePayments: { answer: 'getPromisePaymentsResponse', effect: 'ask', confidential: false },
  PromisePayment: { answer: 'PromisePaymentResponse', effect: 'act', confidential: false },
  updClientPass: { answer: 'updClientPassResponse', effect: 'act', confidential: true },
  recoverPassword: { answer: 'recoverPasswordResponse', effect: 'act', confidential: true },
} as const satisfies Record<string, OperationFacts>;

export type Api3Operation = keyof typeof API3_OPERATIONS;
