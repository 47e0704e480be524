import { Workbook } from 'exceljs';
import { ClosedDays } from '../../books/closed-days';
import type { SqlUnits } from '../../database/sql-units';
import { Problem } from '../../shared/problem/problem';
import { ClosingProblems } from '../closing-problems';
import type { SealLink } from '../seal-link';
import { SealRows } from '../seal-rows';
import { actFactsOf } from './act-facts';
import { writeAct, type ActTime } from './act-sheet';
import { withZipTimes } from './fixed-zip-times';
import { SheetRows } from './sheet-rows';

const COLUMN_WIDTHS = [26, 30, 32, 15, 13, 15, 26, 18];
/** A4, lying, as many pages long as it takes. The paper is named by its number in the format. */
const PAGE = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
};
const MADE_BY = 'billing-adapter';

export interface Act {
  readonly link: SealLink;
  /** XLSX: the same bytes whenever it is made. */
  readonly file: Buffer;
}

/** The act of reconciliation of a closed day, for print and two signatures. */
export class MakeAct {
  constructor(
    private readonly units: SqlUnits,
    private readonly time: ActTime,
  ) {}

  /**
   * @param sequence of a seal of the day that may be in force no more; null for the one that is
   * @throws Problem `day_not_closed`, `seal_not_found`
   */
  async execute(day: string, sequence: number | null): Promise<Act> {
    const closed = new ClosedDays(this.units);
    const link = await this.linkOf(closed, day, sequence);
    const workbook = new Workbook();
    workbook.creator = MADE_BY;
    workbook.lastModifiedBy = MADE_BY;
    workbook.created = link.sealedAt;
    workbook.modified = link.sealedAt;
    const sheet = workbook.addWorksheet('Акт сверки', {
      headerFooter: { oddFooter: `&L${link.hash.slice(0, 16)}&RСтраница &P из &N` },
    });
    Object.assign(sheet.pageSetup, PAGE);
    sheet.columns = COLUMN_WIDTHS.map((width) => ({ width }));
    writeAct(new SheetRows(sheet, COLUMN_WIDTHS.length), await actFactsOf(closed, link), this.time);
    const file = Buffer.from(await workbook.xlsx.writeBuffer());
    return { link, file: withZipTimes(file, link.sealedAt) };
  }

  private async linkOf(closed: ClosedDays, day: string, sequence: number | null): Promise<SealLink> {
    const number = sequence ?? (await closed.sealOf(day))?.sequence;
    if (number === undefined) throw new Problem(ClosingProblems.dayNotClosed);
    const link = await this.units.alone((connection) => new SealRows(connection).numbered(number));
    if (link?.kind !== 'close' || link.day !== day) throw new Problem(ClosingProblems.sealNotFound);
    return link;
  }
}
