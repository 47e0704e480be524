import { oneOf } from '../../shared/http/parameters';

export const FORMATS = ['json', 'csv', 'xlsx'] as const;

export type Format = (typeof FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The format that the query names, else the one that the `Accept` header likes most; JSON where neither says anything.
 * @throws Problem `validation_failed`
 */
export function formatOf(value: unknown, accept: string | undefined): Format {
  return oneOf('format', value, FORMATS, null) ?? acceptedOf(accept ?? '') ?? 'json';
}

function acceptedOf(accept: string): Format | undefined {
  const wishes = accept.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const quality = parameters.map((parameter) => /^q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    const format = FORMATS.find((candidate) => MEDIA_TYPES[candidate].split(';')[0] === type);
    return format === undefined ? [] : [{ format, weight: Number(quality ?? 1) }];
  });
  const best = Math.max(...wishes.map(({ weight }) => weight));
  return best > 0 ? wishes.find(({ weight }) => weight === best)?.format : undefined;
}
