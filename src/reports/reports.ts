import type { BusinessDays } from '../shared/business-days';
import type { Clock } from '../shared/clock';
import type { Column, Row } from './column';
import { CORRECTION_COLUMNS } from './corrections/correction-columns';
import { correctionItemsOf } from './corrections/correction-source';
import { dayByDay } from './day-by-day';
import { discrepancyColumns, type DiscrepancyWords } from './discrepancies/discrepancy-columns';
import { discrepancyItemsOf } from './discrepancies/discrepancy-source';
import { PAYMENT_COLUMNS } from './payments/payment-columns';
import { paymentItemsOf } from './payments/payment-source';
import { periodOf, type PeriodDay } from './period';
import { REPORT_TITLES, type Report } from './report';
import { conditionsInWords } from './request/conditions';
import type { ReportRequest } from './request/report-request';
import { daysTransferred } from './settlement/live-settlement';
import { settlementColumns } from './settlement/settlement-columns';
import { settlementRows } from './settlement/settlement-report';
import type { Sources } from './sources';
import { summaryColumns } from './summary/summary-columns';
import { summaryRows } from './summary/summary-report';

interface Content {
  readonly columns: readonly Column[];
  readonly rows: AsyncGenerator<readonly Row[]>;
}

/** What finance reads: each report of days, the closed ones from what was frozen, the open ones as they are now. */
export class Reports {
  constructor(
    private readonly sources: Sources,
    private readonly businessDays: BusinessDays,
    private readonly clock: Clock,
    private readonly words: DiscrepancyWords,
  ) {}

  /**
   * The business days that a report is made of, each with its seal if it is closed.
   * @throws OutOfService when the database is away
   */
  async daysOf(request: ReportRequest): Promise<readonly PeriodDay[]> {
    const { name, by, range } = request;
    if (name !== 'settlement' || by === 'day') return this.period(range.firstDay, range.lastDay);
    const transferred = await daysTransferred(this.sources.units, range);
    const [first, last] = [transferred[0], transferred.at(-1)];
    if (first === undefined || last === undefined) return [];
    return (await this.period(first, last)).filter(({ day }) => transferred.includes(day));
  }

  /** The report itself. Nothing is read before its rows are taken. */
  make(request: ReportRequest, days: readonly PeriodDay[]): Report {
    const { name, range } = request;
    return {
      name,
      title: REPORT_TITLES[name],
      from: range.firstDay,
      to: range.lastDay,
      conditions: conditionsInWords(request),
      days,
      ...this.contentOf(request, days),
    };
  }

  private period(firstDay: string, lastDay: string): Promise<readonly PeriodDay[]> {
    return periodOf(this.sources.closedDays, this.businessDays, { firstDay, lastDay }, this.clock.now());
  }

  private contentOf(request: ReportRequest, days: readonly PeriodDay[]): Content {
    const { sources } = this;
    const { filter, groupBy, by, range } = request;
    switch (request.name) {
      case 'payments': {
        const columns = PAYMENT_COLUMNS;
        return { columns, rows: dayByDay(days, columns, (day) => paymentItemsOf(sources, day, filter)) };
      }
      case 'summary':
        return {
          columns: summaryColumns(groupBy),
          rows: summaryRows(sources, { days, fields: groupBy, filter }),
        };
      case 'settlement': {
        const terms = { by, range, days, terminal: filter.terminal ?? null };
        return { columns: settlementColumns(by), rows: settlementRows(sources, terms) };
      }
      case 'reconciliation': {
        const columns = discrepancyColumns(this.words);
        return { columns, rows: dayByDay(days, columns, (day) => discrepancyItemsOf(sources, day)) };
      }
      case 'corrections': {
        const columns = CORRECTION_COLUMNS;
        return { columns, rows: dayByDay(days, columns, (day) => correctionItemsOf(sources, day)) };
      }
    }
  }
}
