import type { ColumnKind } from '../column';

/** Text stays text when somebody edits the cell, also where it looks like a number or a formula. */
const FORMATS = {
  text: 49,
  word: 49,
  money: 4,
  integer: 3,
  permille: 164,
  moment: 165,
  day: 166,
} satisfies Record<ColumnKind, number>;

const CUSTOM: Readonly<Record<number, string>> = {
  164: '0.0%',
  165: 'dd.mm.yyyy hh:mm:ss',
  166: 'dd.mm.yyyy',
};

const KINDS = Object.keys(FORMATS) as ColumnKind[];

export const HEADING_STYLE = 1;
const FIRST_PLAIN = 2;
const FIRST_BOLD = FIRST_PLAIN + KINDS.length;

/** The number of a style of {@link STYLES}. */
export const plainStyle = (kind: ColumnKind): number => FIRST_PLAIN + KINDS.indexOf(kind);
export const boldStyle = (kind: ColumnKind): number => FIRST_BOLD + KINDS.indexOf(kind);

const styleOf = (format: number, font: 0 | 1, rest = ''): string =>
  `<xf numFmtId="${String(format)}" fontId="${String(font)}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"${rest}`;

const cellStyles = [
  styleOf(0, 0, '/>'),
  styleOf(49, 1, ' applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'),
  ...KINDS.map((kind) => styleOf(FORMATS[kind], 0, '/>')),
  ...KINDS.map((kind) => styleOf(FORMATS[kind], 1, '/>')),
];

const font = (isBold: boolean): string =>
  `<font>${isBold ? '<b/>' : ''}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;

const formats = Object.entries(CUSTOM).map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`);

/** The styles of every workbook. */
export const STYLES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<numFmts count="${String(formats.length)}">${formats.join('')}</numFmts>` +
  `<fonts count="2">${font(false)}${font(true)}</fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${String(cellStyles.length)}">${cellStyles.join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '</styleSheet>';
