import { xmlText } from './xml-text';

/** A sheet as the workbook names it. */
export interface SheetPlace {
  readonly name: string;
  /** The cells that can be filtered, `$A$1:$Z$9`; null for none. */
  readonly filtered: string | null;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relation = (id: number, kind: string, target: string): string =>
  `<Relationship Id="rId${String(id)}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const relations = (all: readonly string[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;

export const ROOT_RELATIONS = relations([relation(1, 'officeDocument', 'xl/workbook.xml')]);

export const sheetPath = (number: number): string => `worksheets/sheet${String(number)}.xml`;

export function workbookRelations(sheets: readonly SheetPlace[]): string {
  const all = sheets.map((_, index) => relation(index + 1, 'worksheet', sheetPath(index + 1)));
  return relations([...all, relation(sheets.length + 1, 'styles', 'styles.xml')]);
}

export function contentTypes(sheets: readonly SheetPlace[]): string {
  const override = (path: string, kind: string): string =>
    `<Override PartName="/xl/${path}" ContentType="${SPREADSHEET}.${kind}+xml"/>`;
  const all = sheets.map((_, index) => override(sheetPath(index + 1), 'worksheet'));
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${all.join('')}</Types>`
  );
}

export function workbookOf(sheets: readonly SheetPlace[]): string {
  const all = sheets.map(
    ({ name }, index) =>
      `<sheet name="${xmlText(name)}" sheetId="${String(index + 1)}" r:id="rId${String(index + 1)}"/>`,
  );
  const filters = sheets.flatMap(({ name, filtered }, index) =>
    filtered === null
      ? []
      : [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${String(index)}" hidden="1">'${xmlText(name)}'!${filtered}</definedName>`,
          `<definedName name="_xlnm.Print_Titles" localSheetId="${String(index)}">'${xmlText(name)}'!$1:$1</definedName>`,
        ],
  );
  return (
    `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">` +
    `<sheets>${all.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`
  );
}
