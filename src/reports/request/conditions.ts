import { CHANNEL_WORDS, STATUS_WORDS } from '../words';
import type { ReportRequest } from './report-request';

const GROUP_WORDS = {
  day: 'день',
  terminal: 'терминал',
  operator: 'оператор',
  channel: 'способ',
  status: 'состояние',
} as const;

/** What a report was asked for beside its days, for people who have nothing but the file. */
export function conditionsInWords(request: ReportRequest): readonly (readonly [string, string])[] {
  const { name, filter, groupBy, by } = request;
  const { terminal, status, channel, agreementId, operatorName } = filter;
  const all: readonly (readonly [string, string | null | undefined])[] = [
    ['Терминал', terminal],
    ['Состояние', status && (STATUS_WORDS[status] ?? status)],
    ['Способ', channel && (CHANNEL_WORDS[channel] ?? channel)],
    ['Договор в биллинге', agreementId],
    ['Оператор', operatorName],
    ['По дням', name !== 'settlement' ? null : by === 'day' ? 'операций' : 'перечислений'],
    ['Группировка', name === 'summary' ? groupBy.map((field) => GROUP_WORDS[field]).join(', ') : null],
  ];
  return all.flatMap(([fact, value]) => (value ? [[fact, value] as const] : []));
}
