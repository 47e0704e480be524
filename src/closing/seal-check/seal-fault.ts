/**
 * What can be wrong with the chain, with the rows under it, and with the ledger held against them:
 * - `link_altered`: the fields of a link do not give its hash
 * - `link_missing`: the chain has a gap
 * - `chain_broken`: a link does not name the hash of the one before
 * - `expected_hash_absent`: no link has the hash that was kept elsewhere
 * - `rows_without_link`: frozen rows whose link is gone
 * - `row_altered`, `row_missing`, `row_added`: one frozen row
 * - `rows_differ`: every row fits its own hash, and all of them together not that of the link
 * - `payment_missing`: the ledger has lost a payment of a closed day
 * - `payment_not_frozen`: the ledger has a payment in a closed day that was not there when it was closed
 * - `payment_altered`: the ledger says of it what can never change, otherwise than the frozen row
 * - `payment_unexplained`: the ledger says otherwise what may change, and the payment's history does not tell why
 */
export const SEAL_FAULTS = {
  link_altered: { ru: 'Звено цепочки изменено.', en: 'A link of the chain was altered.' },
  link_missing: { ru: 'В цепочке нет звена.', en: 'A link of the chain is missing.' },
  chain_broken: {
    ru: 'Звено не продолжает предыдущее.',
    en: 'A link does not go on from the one before.',
  },
  expected_hash_absent: {
    ru: 'В цепочке нет печати, сохранённой отдельно: цепочка обрезана или построена заново.',
    en: 'The chain has no seal of the hash kept elsewhere: it was cut or made anew.',
  },
  rows_without_link: {
    ru: 'Строки есть, а звена, которое их закрывало, нет.',
    en: 'There are rows whose link is gone.',
  },
  row_altered: { ru: 'Строка закрытого дня изменена.', en: 'A row of a closed day was altered.' },
  row_missing: { ru: 'Строки закрытого дня нет.', en: 'A row of a closed day is missing.' },
  row_added: { ru: 'В закрытый день добавлена строка.', en: 'A row was added to a closed day.' },
  rows_differ: {
    ru: 'Строки закрытого дня не те, что были запечатаны, хотя каждая подходит к своей сумме.',
    en: 'The rows of a closed day are not those that were sealed, though each fits its own hash.',
  },
  payment_missing: {
    ru: 'Платежа закрытого дня больше нет в учёте.',
    en: 'A payment of a closed day is gone from the ledger.',
  },
  payment_not_frozen: {
    ru: 'В учёте есть платёж закрытого дня, которого при закрытии не было.',
    en: 'The ledger has a payment in a closed day that was not there when it was closed.',
  },
  payment_altered: {
    ru: 'В учёте изменено то, что измениться не может.',
    en: 'The ledger was changed where nothing can change.',
  },
  payment_unexplained: {
    ru: 'Платёж изменился после закрытия, а его история этого не объясняет.',
    en: 'A payment has changed since the closing, and its history does not tell why.',
  },
} as const;

export type SealFaultKind = keyof typeof SEAL_FAULTS;

/** One thing that is wrong, as precisely as it can be named. */
export interface SealFault {
  readonly kind: SealFaultKind;
  readonly day: string | null;
  /** Of the link. */
  readonly sequence: number | null;
  /** Of the frozen row. */
  readonly rowNo: number | null;
  readonly paymentId: string | null;
  readonly orderId: string | null;
  /** What differs, where it is one fact. */
  readonly field: string | null;
  /** As it was sealed. */
  readonly sealed: string | null;
  /** As it is now. */
  readonly found: string | null;
}

const NOWHERE = {
  day: null,
  sequence: null,
  rowNo: null,
  paymentId: null,
  orderId: null,
  field: null,
  sealed: null,
  found: null,
} as const;

export function fault(kind: SealFaultKind, where: Partial<Omit<SealFault, 'kind'>>): SealFault {
  return { kind, ...NOWHERE, ...where };
}

/** Whatever a check finds goes here at once, so that nothing piles up. */
export type Tell = (fault: SealFault) => void;
