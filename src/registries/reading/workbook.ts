import { posix } from 'node:path';
import { Problem } from '../../shared/problem/problem';
import { RegistryProblems } from '../registry-problems';
import { readAllXml, type XmlListener } from './xml';
import type { ZipArchive } from './zip-archive';

export interface Workbook {
  /** Part of the first sheet that is not hidden. */
  readonly sheetPart: string;
  readonly is1904: boolean;
}

const SMALL_PART_BYTES = 4_194_304;
const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

type Attributes = Readonly<Record<string, string>>;

async function tagsOf(
  zip: ZipArchive,
  part: string,
): Promise<readonly { name: string; attributes: Attributes }[]> {
  const bytes = await zip.read(part, SMALL_PART_BYTES);
  const tags: { name: string; attributes: Attributes }[] = [];
  const listener: XmlListener = {
    opened: (name, attributes) => tags.push({ name, attributes: { ...attributes } }),
    text: () => undefined,
    closed: () => undefined,
  };
  if (bytes) await readAllXml(bytes, listener);
  return tags;
}

/** @throws Problem `registry_format_unsupported` when the archive is no workbook */
export async function workbookOf(zip: ZipArchive): Promise<Workbook> {
  const tags = await tagsOf(zip, WORKBOOK);
  const sheets = tags.filter(({ name }) => name === 'sheet').map(({ attributes }) => attributes);
  const sheet = sheets.find(({ state = 'visible' }) => state === 'visible') ?? sheets[0];
  const relation = (await tagsOf(zip, RELATIONS)).find(
    ({ attributes }) => sheet !== undefined && attributes['Id'] === sheet['r:id'],
  );
  const target = relation?.attributes['Target'];
  if (target === undefined) throw new Problem(RegistryProblems.formatUnsupported);
  const date1904 = tags.find(({ name }) => name === 'workbookPr')?.attributes['date1904'] ?? 'false';
  return {
    sheetPart: target.startsWith('/') ? target.slice(1) : posix.join('xl', target),
    is1904: date1904 === '1' || date1904 === 'true',
  };
}
