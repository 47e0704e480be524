import type { DayRange } from '../cabinet.port';
import { dayOrNull, dottedDay } from './dates';
import { filledIn, formsWith, namesLike, submitsTo, valueOf, type Form, type Submission } from './forms';
import type { Page } from './page';

/** Fields are known by how their names end; what stands before differs (`params[1][dtfrom]`, `dtfrom`). */
const FROM = /dtfrom\]?$/i;
const TO = /dtto\]?$/i;
const AGREEMENT = /agrmid\]?$/i;

/** The form above the history that says of what days, and of which agreement, it is. */
export interface PeriodForm {
  /** The days that the page shows, as its fields say; null where they say nothing. */
  readonly shownFrom: string | null;
  readonly shownTo: string | null;
  /** The agreement that alone is shown; null for all. */
  readonly agreementId: string | null;
  /** The same page for other days and one agreement. */
  ask(days: DayRange, agreementId: string): Submission;
}

export function periodForm(page: Page): PeriodForm | null {
  const form = formsWith(page, FROM).find((candidate) => namesLike(candidate, TO).length === 1);
  if (!form) return null;
  const [from = '', ...otherFroms] = namesLike(form, FROM);
  const [to = ''] = namesLike(form, TO);
  const [agreement] = namesLike(form, AGREEMENT);
  const isOwn = submitsTo(filledIn(form, []), page.operation);
  if (otherFroms.length > 0 || !isOwn) return null;
  const chosen = agreement === undefined ? '' : (valueOf(form, agreement) ?? '');
  return {
    shownFrom: dayOrNull(valueOf(form, from) ?? ''),
    shownTo: dayOrNull(valueOf(form, to) ?? ''),
    agreementId: /^[1-9]\d*$/.test(chosen) ? chosen : null,
    ask: (days, agreementId) =>
      filledIn(form, [
        [from, written(form, from, days.from)],
        [to, written(form, to, days.to)],
        ...(agreement === undefined ? [] : ([[agreement, agreementId]] as const)),
      ]),
  };
}

/** As the field has its dates: those of browsers are `YYYY-MM-DD`, others show what is in them. */
function written(form: Form, name: string, day: string): string {
  const [control] = form.controls.get(name) ?? [];
  const sample = valueOf(form, name) ?? control?.attr('placeholder') ?? '';
  const isIso = control?.attr('type') === 'date' || /^(?:\d{4}|г{4}|y{4})-/i.test(sample);
  return isIso ? day : dottedDay(day);
}
