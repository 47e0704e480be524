/** The bank's methods that we call, by the bank's names. */
export type BankOperation = 'Init' | 'GetState' | 'CheckOrder' | 'Cancel';

/** What a refusal means for the caller; `unknown` for a write, where asking is safe and repeating is not. */
export type Ending = 'rejected' | 'unavailable' | 'unknown';

export interface ErrorMeaning {
  /** Our stable word. */
  readonly code: string;
  readonly endings: Readonly<Record<BankOperation, Ending>>;
}

interface ErrorClass extends ErrorMeaning {
  /** The bank's codes: single ones and `from-to`, with spaces between. */
  readonly codes: string;
}

const NOTHING_HAPPENED = {
  Init: 'rejected',
  GetState: 'rejected',
  CheckOrder: 'rejected',
  Cancel: 'rejected',
} as const;
/** How a call ends that proves nothing: the default for writes, and for reads no more than a reason to ask again. */
export const NOTHING_PROVEN = {
  Init: 'unknown',
  GetState: 'unavailable',
  CheckOrder: 'unavailable',
  Cancel: 'unknown',
} as const;

/** The first class that names a code wins. The classes are those of the list of codes of the bank's protocol v2 (2025). */
const CLASSES: readonly ErrorClass[] = [
  // Signature or terminal (list of codes: wrong token, unknown or blocked terminal or shop). All payments are down.
  { code: 'misconfigured', endings: NOTHING_HAPPENED, codes: '191 202 204 205 322 331 501 648 2015' },

  // Technical, "try again later"; 1018 is an unknown outcome by its own text. 9999 also stands for plain bad input, as
  // authors of clients report, yet an order may exist after it.
  {
    code: 'temporarily_unavailable',
    endings: NOTHING_PROVEN,
    codes: '3 21 55 96 97 98 120 123 125 401 402 515 903 999 1018 1030 1089 1091 1096 3040 7999 9001 9999',
  },

  // Too often: an hour's or a day's limit of tries is reached, so a new order was not made.
  {
    code: 'too_many_requests',
    endings: { ...NOTHING_PROVEN, Init: 'unavailable' },
    codes: '119 603 1038 1075 2200 3029 3030 3041 3042',
  },

  // The order's number is taken (20) or paid (623): to be asked about with CheckOrder.
  {
    code: 'duplicate_order',
    endings: { Init: 'unknown', GetState: 'rejected', CheckOrder: 'rejected', Cancel: 'unknown' },
    codes: '20 623',
  },

  // No such payment, order or operation at this terminal. An Init has nothing to look for, so there it proves nothing.
  { code: 'not_found', endings: { ...NOTHING_HAPPENED, Init: 'unknown' }, codes: '63 255 325 335 407 914' },

  // The payment's status does not allow the operation, or there is less left than asked for.
  { code: 'wrong_state', endings: { ...NOTHING_HAPPENED, Init: 'unknown' }, codes: '4 8 27 54 324 330 3037' },

  // One code with eight texts, from "try again" to "already cancelled": proves nothing.
  { code: 'refused', endings: NOTHING_PROVEN, codes: '100' },

  // The merchant's limits: sum of one payment, turnover of a day, the terminal's minimum.
  { code: 'limit', endings: NOTHING_HAPPENED, codes: '214 241 251 403-406 632 1202-1204' },

  // A feature that the terminal lacks.
  {
    code: 'not_enabled',
    endings: NOTHING_HAPPENED,
    codes: '10 13 105 253 254 315 384 500 1003 1099 1201 1235 3001 3011 3013 3019 3038 3101',
  },

  // Our request is wrong: a field is missing, too long or of another form.
  {
    code: 'bad_request',
    endings: NOTHING_HAPPENED,
    codes:
      '1 2 9 12 17 64 201 203 206-231 233-251 258-261 308-310 316-320 323 326 329 332-334 383 385 386 620 ' +
      '1125 1126 3016 3017 3044',
  },

  // The refund is refused: the merchant's funds do not suffice (3002), the receiving bank does not take it.
  {
    code: 'refund_refused',
    endings: { ...NOTHING_PROVEN, GetState: 'rejected', CheckOrder: 'rejected', Cancel: 'rejected' },
    codes: '79 1076 1502 3002 3008 3009 3010 3028 3031 3034 3035 5032 5038',
  },

  // The service of receipts: the payment stands whatever becomes of its receipt.
  { code: 'receipt_service', endings: NOTHING_PROVEN, codes: '311-314' },

  // Refusals of issuer and bank: funds, limits of payer or card, card data, binding, 3-D Secure, foreign card, and the
  // vague "contact the seller". As answer to a Cancel they say nothing about what became of the refund.
  {
    code: 'refused',
    endings: { ...NOTHING_HAPPENED, Cancel: 'unknown' },
    codes:
      '5 6 7 11 14 16 53 76 77 99 101 102 103 104 106-111 116 252 262 381 382 502-513 600 601 604 642 650 651 ' +
      '702 703 991 1001 1004-1008 1012-1015 1017 1019 1033 1034 1039 1041 1043 1051 1053-1055 1057-1059 1061-1065 ' +
      '1071 1077 1078 1080 1082 1086 1088 1092-1094 1116 1205 1207 1217 1218 1316 1503 2014 3003 3012 3014 3015 ' +
      '5031 5036 5043 5060-5067',
  },
];

/** A code outside the table (other products of the bank among them) proves nothing. */
const UNLISTED: ErrorMeaning = { code: 'unlisted_code', endings: NOTHING_PROVEN };

function expand(codes: string): string[] {
  return codes.split(' ').flatMap((item) => {
    const [from = '', to = from] = item.split('-');
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) => String(Number(from) + step));
  });
}

const MEANINGS = new Map<string, ErrorMeaning>();
for (const { code, endings, codes } of CLASSES) {
  for (const upstreamCode of expand(codes)) {
    if (!MEANINGS.has(upstreamCode)) MEANINGS.set(upstreamCode, { code, endings });
  }
}

/** What the bank's error code means. Decided by the code alone: one code can have several texts. */
export function meaningOf(upstreamCode: string): ErrorMeaning {
  return MEANINGS.get(upstreamCode) ?? UNLISTED;
}
