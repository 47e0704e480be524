import { formatRoubles, kopecks } from '../../shared/money';
import { inRussian, type Column, type Value } from '../column';
import { daySerial, type WallClock } from '../wall-clock';
import { cellText } from './xml-text';

/** Writes the cell of a column, given where it stands (`B7`), its style and its value. */
export type CellWriter = (place: string, style: number, value: Value) => string;

/** The letters of a column counted from 0. */
export function lettersOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

export function textCell(place: string, style: number, text: string): string {
  return `<c r="${place}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${cellText(text)}</t></is></c>`;
}

export const numberCell = (place: string, style: number, number: string): string =>
  `<c r="${place}" s="${String(style)}"><v>${number}</v></c>`;

/** A number that the spreadsheet works out anew, with what it is now. */
export const formulaCell = (place: string, style: number, formula: string, number: string): string =>
  `<c r="${place}" s="${String(style)}"><f>${formula}</f><v>${number}</v></c>`;

/** The number of a cell, written out exactly: a sum never becomes a fraction on its way. */
export function numberOf({ kind }: Column, value: Exclude<Value, null>, clock: WallClock): string {
  switch (kind) {
    case 'money':
      return formatRoubles(kopecks(value as number));
    case 'permille':
      return String((value as number) / 1_000);
    case 'moment':
      return String(clock.serial(value as Date));
    case 'day':
      return String(daySerial(value as string));
    default:
      return String(value);
  }
}

export function cellWriterOf(column: Column, clock: WallClock): CellWriter {
  const { kind } = column;
  return (place, style, value) => {
    if (value === null) return '';
    switch (kind) {
      case 'text':
        return textCell(place, style, value as string);
      case 'word':
        return textCell(place, style, inRussian(column, value as string));
      default:
        return numberCell(place, style, numberOf(column, value, clock));
    }
  };
}
