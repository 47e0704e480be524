import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSettings, loadDatabaseSettings, loadSettings, WrongSettings } from './load-settings';

const good = {
  DATABASE_URL: 'mysql://user:hidden-db-word@db/billing_adapter',
  JWT_SECRET: 'hidden-jwt-word-of-more-than-32-characters',
  LANBILLING_API3_URL: 'http://billing:34012/',
  LANBILLING_MANAGER_LOGIN: 'tbank',
  LANBILLING_MANAGER_PASSWORD: 'hidden-manager-word',
  TINKOFF_TERMINAL_KEY: '1700000000001DEMO',
  TINKOFF_PASSWORD: 'hidden-terminal-word',
  TINKOFF_NOTIFICATION_URL: 'https://pay.provider.example/v1/tinkoff/notifications',
};

function mistakesOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    loadSettings(env);
  } catch (error) {
    if (error instanceof WrongSettings) return error.mistakes;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('take defaults for what is not given', () => {
    const settings = loadSettings(good);
    expect(settings.PORT).toBe(3000);
    expect(settings.ROLES).toEqual(['api', 'worker']);
    expect(settings.TINKOFF_API_URL).toBe('https://securepay.tinkoff.ru/v2');
    expect(settings.TINKOFF_NOTIFICATION_NETWORKS.isEmpty).toBe(true);
  });

  it('refuse a PHP cabinet without its address, and without SOAP to post by', () => {
    const cabinet = { ...good, BILLING_UPSTREAM: 'lbweb-client' };
    const url = 'https://lk.provider.example/lbweb-client/';
    expect(mistakesOf({ ...cabinet, LBWEB_CLIENT_URL: url })).toEqual([]);
    expect(mistakesOf(cabinet)).toEqual([
      'LBWEB_CLIENT_URL: is missing; BILLING_UPSTREAM=lbweb-client needs it',
    ]);
    expect(mistakesOf({ ...cabinet, LBWEB_CLIENT_URL: url, LANBILLING_API3_URL: undefined })).toEqual([
      'LANBILLING_API3_URL: is missing; the cabinet cannot post payments, so LANBilling’s SOAP interface is needed beside it',
    ]);
  });

  it('name every missing setting in one line each', () => {
    const mistakes = mistakesOf({});
    expect(mistakes).toEqual(Object.keys(good).map((name) => `${name}: is missing`));
  });

  it.each([
    ['PORT', '70000', 'must be from 0 to 65535'],
    ['PORT', '3e3', 'must be a whole number'],
    ['DATABASE_URL', 'postgres://x/y', 'must be an address that begins with mysql:// or mariadb://'],
    ['JWT_SECRET', 'short', 'must have at least 32 characters'],
    ['ROLES', 'api,boss', 'must be api, worker or both with a comma between'],
    ['BUSINESS_TIME_ZONE', 'Moscow', 'must be an IANA time zone such as Europe/Moscow'],
    [
      'TINKOFF_NOTIFICATION_NETWORKS',
      '300.1.1.0/24',
      'must be networks such as 91.194.226.0/23 with commas between',
    ],
    [
      'RETURN_URL_ORIGINS',
      'https://lk.example/path',
      'must be origins such as https://lk.provider.ru with commas between',
    ],
    ['PAYMENT_MIN_KOPECKS', '99000000', 'must not be above PAYMENT_MAX_KOPECKS'],
    ['DEFAULT_RETURN_URL', 'https://elsewhere.example/', 'its origin must stand in RETURN_URL_ORIGINS'],
  ])('%s=%s is refused: %s', (name, value, message) => {
    expect(mistakesOf({ ...good, [name]: value })).toEqual([`${name}: ${message}`]);
  });

  it('take an empty variable for a missing one', () => {
    expect(mistakesOf({ ...good, TINKOFF_PASSWORD: '' })).toEqual(['TINKOFF_PASSWORD: is missing']);
  });

  it('read a secret from a file, without the last line feed and without expanding anything', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'password');
    writeFileSync(file, 'demo$Secret${HOME}\n');
    const { TINKOFF_PASSWORD: _, ...rest } = good;
    expect(loadSettings({ ...rest, TINKOFF_PASSWORD_FILE: file }).TINKOFF_PASSWORD).toBe(
      'demo$Secret${HOME}',
    );
    expect(mistakesOf({ ...good, TINKOFF_PASSWORD_FILE: file })).toHaveLength(1);
    expect(mistakesOf({ ...rest, TINKOFF_PASSWORD_FILE: '/no/such/file' })).toEqual([
      'TINKOFF_PASSWORD: the file named by TINKOFF_PASSWORD_FILE cannot be read',
    ]);
  });

  it('never show a secret, neither in the description nor in a mistake', () => {
    const shown =
      describeSettings(loadSettings(good)) +
      mistakesOf({ ...good, JWT_SECRET: 'hidden-but-short', PORT: 'x' }).join();
    expect(shown).not.toContain('hidden');
    expect(shown).toContain('TINKOFF_PASSWORD=[redacted]');
  });

  it('ask of a command on the database for nothing but the database', () => {
    expect(loadDatabaseSettings({ DATABASE_URL: good.DATABASE_URL })).toEqual({
      DATABASE_URL: good.DATABASE_URL,
      BUSINESS_TIME_ZONE: 'Europe/Moscow',
    });
    expect(() => loadDatabaseSettings({})).toThrow('DATABASE_URL: is missing');
  });
});
