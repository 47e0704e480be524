import { stateOf, type PeriodDay } from '../period';
import type { Report } from '../report';
import { dayText, type WallClock } from '../wall-clock';
import { textCell } from './cells';
import { boldStyle, HEADING_STYLE, plainStyle } from './styles';

export const ABOUT_SHEET = 'Сведения';

const STATES = { closed: 'закрыт', preliminary: 'предварительно' } as const;

/** What a report is about: its period, zone and conditions, and which of its days are closed under which seal. */
export function* aboutSheet(report: Report, clock: WallClock, itemCount: number): Generator<string> {
  const facts: readonly (readonly [string, string])[] = [
    ['Отчёт', report.title],
    ['Период', `${dayText(report.from)} – ${dayText(report.to)}`],
    ['Часовой пояс', clock.timeZone],
    ...report.conditions,
    ['Строк', String(itemCount)],
  ];
  const days = report.days.map((day) => lineOf(day, clock));
  const lines: readonly (readonly string[])[] = [
    ...facts,
    [],
    ['День', 'Состояние', 'Закрыт', 'Печать дня'],
    ...days,
  ];
  yield (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="16" customWidth="1"/>' +
    '<col min="2" max="2" width="28" customWidth="1"/><col min="3" max="3" width="20" customWidth="1"/>' +
    '<col min="4" max="4" width="70" customWidth="1"/></cols><sheetData>'
  );
  yield lines
    .map((cells, at) => {
      const style = styleOf(at, facts.length);
      const written = cells.map((text, index) =>
        textCell(`${'ABCD'[index] ?? ''}${String(at + 1)}`, style(index), text),
      );
      return `<row r="${String(at + 1)}">${written.join('')}</row>`;
    })
    .join('');
  yield '</sheetData></worksheet>';
}

function lineOf(day: PeriodDay, clock: WallClock): readonly string[] {
  const { seal } = day;
  return [
    dayText(day.day),
    STATES[stateOf(day)],
    seal ? clock.text(seal.sealedAt) : '',
    seal ? seal.hash : '',
  ];
}

function styleOf(line: number, facts: number): (index: number) => number {
  if (line === facts + 1) return () => HEADING_STYLE;
  return (index) => (line < facts && index === 0 ? boldStyle('text') : plainStyle('text'));
}
