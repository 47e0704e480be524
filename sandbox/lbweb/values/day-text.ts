const MONTHS = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
] as const;

export const DAY_STYLES = ['words', 'wordsWithYear', 'numeric'] as const;

/** `3 июля 2024`, `3 июля 2024 г.` or `03.07.2024` (lbweb facts 5.2). */
export type DayStyle = (typeof DAY_STYLES)[number];

/** @param day `YYYY-MM-DD`, with or without a time behind it */
export function printDay(day: string, style: DayStyle): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-');
  if (style === 'numeric') return `${date}.${month}.${year}`;
  const words = `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
  return style === 'words' ? words : `${words} г.`;
}
