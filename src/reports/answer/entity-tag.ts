import { createHash } from 'node:crypto';
import type { SqlUnits } from '../../database/sql-units';
import type { Clock } from '../../shared/clock';
import { isFinal, type PeriodDay } from '../period';
import type { ReportRequest } from '../request/report-request';
import { lastChangesOf } from './last-changes';

/** Goes up whenever a report of the same rows would be printed in another way. */
const REPORT_VERSION = 1;

/** A change may be kept this much later than its time says: what is younger can still get company. */
const SETTLED_AFTER_MS = 60_000;

/**
 * The entity tag of a report. Of closed days it is strong and never changes, since they do not. While a day is open it is
 * weak, and there is none as long as the last change is younger than a minute.
 * @throws OutOfService when the database is away
 */
export async function entityTagOf(
  { units, clock }: { readonly units: SqlUnits; readonly clock: Clock },
  request: ReportRequest,
  days: readonly PeriodDay[],
): Promise<string | null> {
  const seals = days.map(({ day, seal }) => [day, seal?.hash ?? null]);
  const facts = [REPORT_VERSION, request, seals];
  // A report without days is one whose days are not known yet.
  if (days.length > 0 && isFinal(days)) return `"${digestOf(facts)}"`;
  const { lastAt, marks } = await lastChangesOf(units, request.name);
  if (lastAt !== null && lastAt > clock.after(-SETTLED_AFTER_MS)) return null;
  return `W/"${digestOf([...facts, marks])}"`;
}

function digestOf(facts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 32);
}

/** True when `If-None-Match` names the tag, whether as strong or as weak: RFC 9110 compares weakly here. */
export function isNamed(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const opaque = (text: string): string => text.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((named) => opaque(named) === opaque(tag));
}
