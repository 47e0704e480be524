import { wrongParameter } from '../../shared/http/parameters';
import { GROUP_FIELDS, type GroupField } from '../summary/group-by';

const isField = (word: string): word is GroupField => (GROUP_FIELDS as readonly string[]).includes(word);

/**
 * What a summary is grouped by, with commas between; nothing for one row of all. By day unless it is told.
 * @throws Problem `validation_failed`
 */
export function groupByOf(value: unknown): readonly GroupField[] {
  if (value === undefined) return ['day'];
  if (value === '') return [];
  const words = typeof value === 'string' ? value.split(',') : [''];
  if (words.every(isField)) return GROUP_FIELDS.filter((field) => words.includes(field));
  throw wrongParameter(
    'groupBy',
    'not_in_list',
    `Допустимо через запятую: ${GROUP_FIELDS.join(', ')}.`,
    `Allowed, with commas between: ${GROUP_FIELDS.join(', ')}.`,
  );
}
