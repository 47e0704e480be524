import { SETTING_NAMES, settingMeta, SETTINGS } from './settings';

/** The default of a setting as text, or what its absence means. */
function defaultOf(name: (typeof SETTING_NAMES)[number]): string {
  const schema = SETTINGS.shape[name];
  const definition = schema._zod.def as { readonly type: string; readonly defaultValue?: unknown };
  if (definition.type === 'prefault')
    return definition.defaultValue === '' ? 'empty' : `\`${String(definition.defaultValue)}\``;
  return definition.type === 'optional' ? 'none' : '**required**';
}

/** Every setting as a Markdown table, for the documentation. */
export function settingsTable(): string {
  const rows = SETTING_NAMES.map((name) => {
    const { description, isSecret } = settingMeta(name);
    return `| \`${name}\`${isSecret ? ' (secret)' : ''} | ${defaultOf(name)} | ${description} |`;
  });
  return ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}
