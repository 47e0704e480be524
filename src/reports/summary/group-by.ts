/** What payments can be grouped by, in the order in which it stands in a row. */
export const GROUP_FIELDS = ['day', 'terminal', 'operator', 'channel', 'status'] as const;

export type GroupField = (typeof GROUP_FIELDS)[number];

/** The values that a group has in common; null also for what is not grouped by. */
export type GroupValues = Readonly<Record<GroupField, string | null>>;

/** The values of a group, of those fields alone that are grouped by. */
export function groupOf(values: GroupValues, fields: readonly GroupField[]): GroupValues {
  const kept = GROUP_FIELDS.map((field) => [field, fields.includes(field) ? values[field] : null]);
  return Object.fromEntries(kept) as GroupValues;
}

export const keyOf = (group: GroupValues): string =>
  JSON.stringify(GROUP_FIELDS.map((field) => group[field]));

/** By the fields in their order; what has no value comes first. */
export function byGroup(one: GroupValues, other: GroupValues): number {
  for (const field of GROUP_FIELDS) {
    const [left, right] = [one[field] ?? '', other[field] ?? ''];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
