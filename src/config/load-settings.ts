import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { SETTING_NAMES, settingMeta, SETTINGS, type SettingName, type Settings } from './settings';

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings are wrong. Each mistake is one plain line; no value of a secret is in it. */
export class WrongSettings extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'WrongSettings';
  }
}

/** The text of one setting, from the environment or from the file that it names. */
function readOne(name: SettingName, env: Environment, mistakes: string[]): string | undefined {
  const value = env[name];
  const file = settingMeta(name).isSecret ? env[`${name}_FILE`] : undefined;
  if (file === undefined || file === '') return value === '' ? undefined : value;
  if (value !== undefined && value !== '') {
    mistakes.push(`${name}: given twice, as ${name} and as ${name}_FILE`);
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    mistakes.push(`${name}: the file named by ${name}_FILE cannot be read`);
    return undefined;
  }
}

function crossChecks(settings: Settings): string[] {
  const mistakes: string[] = [];
  if (settings.PAYMENT_MIN_KOPECKS > settings.PAYMENT_MAX_KOPECKS) {
    mistakes.push('PAYMENT_MIN_KOPECKS: must not be above PAYMENT_MAX_KOPECKS');
  }
  const back = settings.DEFAULT_RETURN_URL;
  if (back !== undefined && !settings.RETURN_URL_ORIGINS.includes(new URL(back).origin)) {
    mistakes.push('DEFAULT_RETURN_URL: its origin must stand in RETURN_URL_ORIGINS');
  }
  if (settings.BILLING_UPSTREAM === 'lbweb-client' && settings.LBWEB_CLIENT_URL === undefined) {
    mistakes.push('LBWEB_CLIENT_URL: is missing; BILLING_UPSTREAM=lbweb-client needs it');
  }
  const caFile = settings.TINKOFF_CA_FILE;
  if (caFile !== undefined && !existsSync(caFile)) mistakes.push('TINKOFF_CA_FILE: there is no such file');
  return mistakes;
}

function missing(name: string, texts: Readonly<Record<string, string>>): string {
  const isForPostingAlone = name === 'LANBILLING_API3_URL' && texts['BILLING_UPSTREAM'] === 'lbweb-client';
  return isForPostingAlone
    ? 'is missing; the cabinet cannot post payments, so LANBilling’s SOAP interface is needed beside it'
    : 'is missing';
}

/**
 * Reads and checks settings by a schema of some of them.
 * @throws WrongSettings with one line per mistake.
 */
function load<T extends z.ZodObject>(
  schema: T,
  env: Environment,
  crossCheck: (settings: z.output<T>) => string[],
): z.output<T> {
  const mistakes: string[] = [];
  const texts: Record<string, string> = {};
  for (const name of SETTING_NAMES.filter((candidate) => candidate in schema.shape)) {
    const text = readOne(name, env, mistakes);
    if (text !== undefined) texts[name] = text;
  }
  const parsed = schema.safeParse(texts);
  const named = new Set(mistakes.map((mistake) => mistake.split(':')[0]));
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (named.has(name)) continue;
    named.add(name);
    mistakes.push(`${name}: ${texts[name] === undefined ? missing(name, texts) : issue.message}`);
  }
  if (parsed.success) mistakes.push(...crossCheck(parsed.data));
  if (!parsed.success || mistakes.length > 0) throw new WrongSettings(mistakes);
  return parsed.data;
}

/**
 * Every setting of the service.
 * @throws WrongSettings with one line per mistake.
 */
export function loadSettings(env: Environment): Settings {
  return load(SETTINGS, env, crossChecks);
}

export type DatabaseSettings = Pick<Settings, 'DATABASE_URL' | 'BUSINESS_TIME_ZONE'>;

/**
 * What a command needs that works on the database alone.
 * @throws WrongSettings with one line per mistake.
 */
export function loadDatabaseSettings(env: Environment): DatabaseSettings {
  return load(SETTINGS.pick({ DATABASE_URL: true, BUSINESS_TIME_ZONE: true }), env, () => []);
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shownOf(value: Settings[SettingName]): string {
  if (Array.isArray(value)) return value.map(wordOf).join(',');
  return wordOf(value ?? '');
}

/** The settings in force, one `NAME=value` a line, with secrets hidden. */
export function describeSettings(settings: Settings): string {
  return SETTING_NAMES.map((name) => {
    const value = settings[name];
    const shown = shownOf(value);
    return `${name}=${settingMeta(name).isSecret ? '[redacted]' : shown}`;
  }).join('\n');
}
