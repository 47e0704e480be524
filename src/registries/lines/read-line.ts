import type { RegistryLine } from '../../books/registry-line';
import type { Kopecks } from '../../shared/money';
import type { Cell, TableRow } from '../reading/table';
import { amountOfNumber, amountOfText } from './amounts';
import { BadRow } from './bad-row';
import type { RegistryField } from './columns';
import type { Heading } from './headings';
import type { RegistryClock } from './moments';
import { kindOf, kindOfStatus, type OperationKind } from './operations';
import { sumsOf } from './sums';

export type NewLine = Omit<RegistryLine, 'registryId'>;

/** What the file does not say by itself. */
export interface LineRules {
  readonly clock: RegistryClock;
  readonly isStrict: boolean;
  readonly is1904: boolean;
  /** Of rows that name none. */
  readonly terminal: string;
  /** Our terminal for what a registry calls it, where the two differ. */
  readonly terminals: ReadonlyMap<string, string>;
}

const NAME = /^[\x21-\x7e]{1,64}$/;
const ORDER = /^[^\p{C}\p{Z}]{1,64}$/u;
/** A workbook keeps no more digits of a number. */
const DIGITS_MAX = 15;
const LONG_NUMBER = /\d(?:[ -]?\d){12,18}/g;

/** Reads the rows of one registry by its heading. */
export class LineReader {
  constructor(
    private readonly heading: Heading,
    private readonly rules: LineRules,
  ) {}

  /** @throws BadRow */
  read({ line, cells }: TableRow): NewLine {
    const { clock, isStrict, is1904 } = this.rules;
    const surplus = cells.slice(this.heading.width).some((cell) => cell !== null && cell !== '');
    if (surplus || (isStrict && cells.length < this.heading.width)) throw new BadRow('wrong_cell_count');
    const { kind, rawOperation } = this.operation(cells);
    const operatedAt = clock.moment(this.needed(cells, 'date'), this.cell(cells, 'time'), is1904);
    const transferDate = this.cell(cells, 'transferDate');
    return {
      lineNumber: line,
      ...this.names(cells, kind),
      terminal: this.terminal(cells),
      operation: kind.operation,
      rawOperation,
      ...this.sums(cells, kind),
      operatedAt,
      day: clock.businessDay(operatedAt),
      transferDay: transferDate === null ? null : clock.day(transferDate, 'transferDate', is1904),
      paymentSystem: this.words(cells, 'paymentSystem', 32),
      rrn: this.words(cells, 'rrn', 64),
      authorizationCode: this.words(cells, 'authorizationCode', 64),
      description: this.words(cells, 'description', 255)?.replace(LONG_NUMBER, '…') ?? null,
    };
  }

  private operation(cells: readonly Cell[]): { kind: OperationKind; rawOperation: string } {
    const type = this.text(cells, 'operation');
    const field = type === null ? 'status' : 'operation';
    const rawOperation = type ?? this.text(cells, 'status');
    if (rawOperation === null)
      throw new BadRow('cell_missing', this.has('operation') ? 'operation' : 'status');
    const kind = type === null ? kindOfStatus(rawOperation) : kindOf(rawOperation);
    if (kind === null) throw new BadRow('no_money', 'status');
    if (kind === undefined || rawOperation.length > 64) throw new BadRow('operation_unknown', field);
    return { kind, rawOperation };
  }

  private names(cells: readonly Cell[], kind: OperationKind): Pick<NewLine, 'acquirerPaymentId' | 'orderId'> {
    const acquirerPaymentId = this.text(cells, 'paymentId');
    const orderId = this.text(cells, 'orderId');
    // A fee of the service itself is about no payment.
    if (acquirerPaymentId === null && orderId === null && kind.operation !== 'fee')
      throw new BadRow('name_missing');
    if (acquirerPaymentId !== null && !NAME.test(acquirerPaymentId))
      throw new BadRow('name_unreadable', 'paymentId');
    if (orderId !== null && !ORDER.test(orderId)) throw new BadRow('name_unreadable', 'orderId');
    return { acquirerPaymentId, orderId };
  }

  private terminal(cells: readonly Cell[]): string {
    const written = this.text(cells, 'terminal');
    if (written === null) return this.rules.terminal;
    if (!NAME.test(written)) throw new BadRow('name_unreadable', 'terminal');
    return this.rules.terminals.get(written) ?? written;
  }

  private sums(cells: readonly Cell[], kind: OperationKind): ReturnType<typeof sumsOf> {
    const sum = (field: RegistryField): Kopecks | null => {
      const cell = this.cell(cells, field);
      if (cell === null) return null;
      return typeof cell === 'number' ? amountOfNumber(cell, field) : amountOfText(cell, field);
    };
    const amount = sum('amount');
    if (amount === null && kind.sign !== 0) throw new BadRow('cell_missing', 'amount');
    return sumsOf(
      { amount: amount ?? (0 as Kopecks), fee: sum('fee'), fiscalFee: sum('fiscalFee'), net: sum('net') },
      kind,
    );
  }

  private words(cells: readonly Cell[], field: RegistryField, length: number): string | null {
    const text =
      this.text(cells, field)
        ?.replace(/\p{Cc}+/gu, ' ')
        .slice(0, length)
        .trim() ?? '';
    return text === '' ? null : text;
  }

  private text(cells: readonly Cell[], field: RegistryField): string | null {
    const cell = this.cell(cells, field);
    if (typeof cell !== 'number') return cell;
    const digits = String(cell);
    if (!/^\d+$/.test(digits) || digits.length > DIGITS_MAX) throw new BadRow('number_imprecise', field);
    return digits;
  }

  private needed(cells: readonly Cell[], field: RegistryField): string | number {
    const cell = this.cell(cells, field);
    if (cell === null) throw new BadRow('cell_missing', field);
    return cell;
  }

  private has(field: RegistryField): boolean {
    return this.heading.places.has(field);
  }

  /** What stands in a column, null when there is none or nothing. */
  private cell(cells: readonly Cell[], field: RegistryField): string | number | null {
    const place = this.heading.places.get(field);
    const cell = place === undefined ? null : (cells[place] ?? null);
    if (typeof cell === 'string') return cell.trim() === '' ? null : cell.trim();
    if (typeof cell !== 'object' || cell === null) return cell;
    throw new BadRow(cell.unusable === 'formula' ? 'cell_formula' : 'cell_unreadable', field);
  }
}
