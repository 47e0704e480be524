import type { RegistryField } from './columns';

/** Why a row cannot be read; stable. */
export const FAULT_CODES = [
  'wrong_cell_count',
  'cell_missing',
  'cell_formula',
  'cell_unreadable',
  'amount_unreadable',
  'amount_fraction',
  'amount_zero',
  'wrong_sign',
  'net_differs',
  'date_unreadable',
  'time_unreadable',
  'number_imprecise',
  'name_missing',
  'name_unreadable',
  'operation_unknown',
  'no_money',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** A row that is not taken. Holds nothing of what stands in it. */
export class BadRow extends Error {
  constructor(
    readonly code: FaultCode,
    readonly field: RegistryField | null = null,
  ) {
    super(code);
    this.name = 'BadRow';
  }
}
