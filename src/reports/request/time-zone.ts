import { wrongParameter } from '../../shared/http/parameters';

/** A name of the IANA list: what is a mere offset knows nothing of summer. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/**
 * The zone in which moments are shown, by its IANA name.
 * @throws Problem `validation_failed`
 */
export function timeZoneOf(value: unknown, fallback: string): string {
  if (value === undefined) return fallback;
  if (typeof value === 'string' && NAME.test(value) && isKnown(value)) return value;
  throw wrongParameter(
    'timeZone',
    'wrong_format',
    'Нужно имя пояса IANA: Europe/Moscow.',
    'Must be the IANA name of a zone: Europe/Moscow.',
  );
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
