import type { PaymentLineFilter } from '../../books/payment-line-filter';
import { dayRangeOf, type DayRange } from '../../shared/http/day-range';
import { oneOf, wrongParameter } from '../../shared/http/parameters';
import type { CsvDialect } from '../formats/csv';
import type { ReportName } from '../report';
import { SETTLEMENT_DAYS, type SettlementDay } from '../settlement/settlement-columns';
import type { GroupField } from '../summary/group-by';
import { FILTER_PARAMETERS, filterOf } from './filters';
import { formatOf, type Format } from './format';
import { groupByOf } from './group-by-parameter';
import type { Query } from './query';
import { timeZoneOf } from './time-zone';

/** What a report is to say, and how. */
export interface ReportRequest {
  readonly name: ReportName;
  readonly range: DayRange;
  readonly filter: PaymentLineFilter;
  /** Of the summary. */
  readonly groupBy: readonly GroupField[];
  /** Of the settlement. */
  readonly by: SettlementDay;
  readonly format: Format;
  readonly dialect: CsvDialect;
  readonly timeZone: string;
}

/** As long as the longest year. */
const DAYS_MAX = 366;

const OF_ALL = ['from', 'to', 'format', 'dialect', 'timeZone'];
const OF_ONE: Readonly<Record<ReportName, readonly string[]>> = {
  payments: FILTER_PARAMETERS,
  summary: [...FILTER_PARAMETERS, 'groupBy'],
  settlement: ['terminal', 'by'],
  reconciliation: [],
  corrections: [],
};

/**
 * The request of a query. A parameter that the report does not have is refused: whoever mistypes a condition must not get
 * everything.
 * @param accept the header, which counts where the query names no format
 * @throws Problem `validation_failed`
 */
export function reportRequestOf(
  name: ReportName,
  query: Query,
  { accept, businessTimeZone }: { readonly accept: string | undefined; readonly businessTimeZone: string },
): ReportRequest {
  const known = [...OF_ALL, ...OF_ONE[name]];
  const stranger = Object.keys(query).find((parameter) => !known.includes(parameter));
  if (stranger !== undefined) {
    throw wrongParameter(
      stranger,
      'unknown_field',
      `Такого параметра у отчёта нет. Есть: ${known.join(', ')}.`,
      `The report has no such parameter. It has: ${known.join(', ')}.`,
    );
  }
  return {
    name,
    range: dayRangeOf(query['from'], query['to'], DAYS_MAX),
    filter: filterOf(query),
    groupBy: groupByOf(query['groupBy']),
    by: oneOf('by', query['by'], SETTLEMENT_DAYS, null) ?? 'day',
    format: formatOf(query['format'], accept),
    dialect: oneOf('dialect', query['dialect'], ['excel', 'rfc4180'], null) ?? 'excel',
    timeZone: timeZoneOf(query['timeZone'], businessTimeZone),
  };
}
