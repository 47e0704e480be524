import type { Column, Row } from './column';
import type { PeriodDay } from './period';

export const REPORT_NAMES = ['payments', 'summary', 'settlement', 'reconciliation', 'corrections'] as const;

export type ReportName = (typeof REPORT_NAMES)[number];

/** A report before it is printed: what it says, and nothing of how. */
export interface Report {
  readonly name: ReportName;
  /** In Russian, for a sheet and a file. */
  readonly title: string;
  /** The first day and the last that were asked for. */
  readonly from: string;
  readonly to: string;
  /** What was asked for beside the days, in words. */
  readonly conditions: readonly (readonly [name: string, value: string])[];
  readonly columns: readonly Column[];
  /** The business days that it is made of, each closed or preliminary. */
  readonly days: readonly PeriodDay[];
  /** The rows in chunks, read as they are taken. May be asked for once. */
  readonly rows: AsyncGenerator<readonly Row[]>;
}

export const REPORT_TITLES: Readonly<Record<ReportName, string>> = {
  payments: 'Платежи',
  summary: 'Сводка',
  settlement: 'Расчёты с банком',
  reconciliation: 'Сверка',
  corrections: 'Исправления',
};
