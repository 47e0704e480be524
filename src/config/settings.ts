import { z } from 'zod';
import { kopecks } from '../shared/money';
import { networkList, originList } from './address-lists';
import { registryColumns, registryTerminals } from './registry-columns';
import { statementColumns } from './statement-columns';
import { tariff } from './tariff';

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${String(min)} to ${String(max)}`);

const text = (max = 255) => z.string().max(max, `must be at most ${String(max)} characters`);

const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

const timeZone = z.string().refine((value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as Europe/Moscow');

const words = z.string().transform((value) =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);

const accounts = words.pipe(z.array(z.string().regex(/^\d{20}$/, 'must be accounts of 20 digits')));

const ROLES = ['api', 'worker'] as const;
const roles = z
  .string()
  .transform((value) => value.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(ROLES, 'must be api, worker or both with a comma between')).min(1));

const secret = <T extends z.ZodType>(schema: T, description: string): T =>
  schema.meta({ description, secret: true });
const plain = <T extends z.ZodType>(schema: T, description: string): T => schema.meta({ description });

/**
 * Every setting of the service, by the name of its environment variable. Nothing else reads the environment. A setting
 * marked secret can also be given as a file, by its name with `_FILE` behind.
 */
export const SETTINGS = z.object({
  DATABASE_URL: secret(
    url('mysql:', 'mariadb:'),
    'The database: mysql:// or mariadb://, with user, password and database name',
  ),
  DATABASE_POOL_SIZE: plain(
    whole(2, 200).prefault('10'),
    'Connections to the database at most, for each replica',
  ),
  MIGRATE_ON_START: plain(
    flag.prefault('false'),
    'Bring the schema up to date at start; otherwise `npm run migrate` does',
  ),
  HOST: plain(text().prefault('0.0.0.0'), 'Address to listen on'),
  PORT: plain(whole(0, 65_535).prefault('3000'), 'Port to listen on; 0 takes any free one'),
  TRUSTED_PROXIES: plain(
    networkList.prefault(''),
    'Networks of our own reverse proxies, whose X-Forwarded-For counts',
  ),
  ROLES: plain(
    roles.prefault('api,worker'),
    'What this replica does: api answers requests, worker posts and asks',
  ),
  LOG_LEVEL: plain(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).prefault('info'),
    'Least level that is logged',
  ),
  BUSINESS_TIME_ZONE: plain(
    timeZone.prefault('Europe/Moscow'),
    'Zone of business days and of billing’s clock',
  ),
  DAY_SETTLE_MINUTES: plain(
    whole(0, 10_080).prefault('60'),
    'How long after its end a business day can be closed at the soonest',
  ),
  JWT_SECRET: secret(
    text(1000).min(32, 'must have at least 32 characters'),
    'Key that signs the tokens of subscribers',
  ),
  ACCESS_TOKEN_SECONDS: plain(whole(60, 86_400).prefault('900'), 'Life of an access token'),
  REFRESH_TOKEN_SECONDS: plain(whole(300, 31_536_000).prefault('2592000'), 'Life of a refresh token'),
  REFRESH_REUSE_GRACE_SECONDS: plain(
    whole(1, 300).prefault('10'),
    'How long a used refresh token still gets the answer of its first use, for answers that were lost and tabs that race',
  ),
  SESSION_MAX_SECONDS: plain(
    whole(300, 31_536_000).prefault('7776000'),
    'Longest life of a session, however often it is refreshed',
  ),
  SIGN_IN_TRIES_PER_LOGIN_PER_MINUTE: plain(
    whole(1, 1_000).prefault('5'),
    'Sign-ins of one login in a minute, over all replicas',
  ),
  SIGN_IN_TRIES_PER_ADDRESS_PER_MINUTE: plain(
    whole(1, 100_000).prefault('30'),
    'Sign-ins from one address in a minute, over all replicas',
  ),
  SIGN_IN_LOCK_AFTER_FAILURES: plain(
    whole(2, 1_000).prefault('10'),
    'Failed sign-ins of one login within an hour that lock it; ten times as many lock an address',
  ),
  SIGN_IN_LOCK_MINUTES: plain(whole(1, 1_440).prefault('15'), 'How long such a lock lasts'),
  SIGN_IN_FLOOR_MS: plain(
    whole(0, 5_000).prefault('300'),
    'A failed sign-in is answered no sooner; above billing’s usual time to answer, the time tells nothing of the login',
  ),
  RECOVERY_TRIES_PER_LOGIN_PER_HOUR: plain(
    whole(1, 1_000).prefault('3'),
    'Password recoveries of one login in an hour, over all replicas',
  ),
  RECOVERY_TRIES_PER_ADDRESS_PER_HOUR: plain(
    whole(1, 100_000).prefault('30'),
    'Password recoveries from one address in an hour, over all replicas',
  ),
  BILLING_UPSTREAM: plain(
    z.enum(['api3', 'lbweb-client'], 'must be api3 or lbweb-client').prefault('api3'),
    'What subscribers are served by: LANBilling’s SOAP interface, or its PHP cabinet; payments are posted by SOAP in both cases',
  ),
  LBWEB_CLIENT_URL: plain(
    url('http:', 'https:').optional(),
    'Address of the PHP cabinet, such as https://lk.provider.ru/ or https://lk.provider.ru/lbweb-client/; for BILLING_UPSTREAM=lbweb-client',
  ),
  LBWEB_CLIENT_URL_FORM: plain(
    z.enum(['query', 'path'], 'must be query or path').prefault('query'),
    'How the cabinet’s addresses look: api.php?r=site/login (query) or …/site/login (path)',
  ),
  LBWEB_CLIENT_TIMEOUT_MS: plain(
    whole(100, 120_000).prefault('15000'),
    'Longest wait for a page of the cabinet',
  ),
  CABINET_STALE_SECONDS: plain(
    whole(0, 86_400).prefault('600'),
    'How old an answer of billing may be that subscribers are shown, marked as stale, while billing is away',
  ),
  CABINET_PATIENCE_MS: plain(
    whole(0, 60_000).prefault('2000'),
    'How long billing is waited for before such an answer is shown',
  ),
  LANBILLING_PROMISED_PAYMENT_FORM: plain(
    z
      .enum(
        ['agrm_summ', 'with_promtill', 'with_disablefee'],
        'must be agrm_summ, with_promtill or with_disablefee',
      )
      .prefault('with_promtill'),
    'What LANBilling’s PromisePayment takes: sum alone (2019), with its last day (2024), with the fee’s switch too (core 2.0.47)',
  ),
  LANBILLING_API3_URL: plain(
    url('http:', 'https:'),
    'Address of LANBilling’s SOAP interface, such as http://billing:34012/; the PHP cabinet cannot post payments, so it is needed with it too',
  ),
  LANBILLING_MANAGER_LOGIN: plain(
    text(),
    'Manager of the payment system. Never changed once payments are posted: receipts are unique per manager',
  ),
  LANBILLING_MANAGER_PASSWORD: secret(text(), 'Password of that manager'),
  LANBILLING_TIMEOUT_MS: plain(
    whole(100, 120_000).prefault('15000'),
    'Longest wait for an answer of billing',
  ),
  LANBILLING_CONCURRENCY: plain(
    whole(1, 100).prefault('8'),
    'Calls to billing at one time at most, for each replica',
  ),
  LANBILLING_PAYMENT_CLASS_ID: plain(
    whole(0, 1_000_000).prefault('0'),
    'Payment category in billing; 0 is billing’s default',
  ),
  LANBILLING_CASH_CODE: plain(
    z.enum(['1', '2', '3', '4', 'none'], 'must be 1, 2, 3, 4 or none').prefault('2'),
    'Fiscal kind of a posted payment (2 is non-cash); none for builds that do not know the field',
  ),
  TINKOFF_API_URL: plain(
    url('http:', 'https:').prefault('https://securepay.tinkoff.ru/v2'),
    'Address of the bank’s interface, with its version',
  ),
  TINKOFF_TERMINAL_KEY: plain(text(64), 'Terminal of the provider at the bank'),
  TINKOFF_PASSWORD: secret(text(), 'Password of the terminal'),
  TINKOFF_NOTIFICATION_URL: plain(
    url('http:', 'https:').pipe(text(250)),
    'Our public address for the bank’s notifications, sent in every Init',
  ),
  TINKOFF_NOTIFICATION_NETWORKS: plain(
    networkList.prefault(''),
    'Networks the bank’s notifications may come from; empty allows any',
  ),
  NOTIFICATIONS_REFUSED_PER_MINUTE: plain(
    whole(0, 1_000_000).prefault('60'),
    'Refused notifications that one replica keeps in a minute; more are only counted',
  ),
  TINKOFF_CA_FILE: plain(
    text(1000).optional(),
    'File with further root certificates (PEM) for the bank’s interface',
  ),
  TINKOFF_TIMEOUT_MS: plain(whole(100, 60_000).prefault('12000'), 'Longest wait for an answer of the bank'),
  TINKOFF_CONCURRENCY: plain(
    whole(1, 200).prefault('16'),
    'Calls to the bank at one time at most, for each replica',
  ),
  PAYMENT_MIN_KOPECKS: plain(
    whole(100, 100_000_000).transform(kopecks).prefault('1000'),
    'Least sum of one payment',
  ),
  PAYMENT_MAX_KOPECKS: plain(
    whole(100, 100_000_000).transform(kopecks).prefault('1500000'),
    'Greatest sum of one payment',
  ),
  PAYMENT_LIFETIME_MINUTES: plain(whole(2, 129_600).prefault('60'), 'How long an order can be paid'),
  CORS_ORIGINS: plain(
    originList.prefault(''),
    'Origins whose pages may call this interface from a browser; empty allows none',
  ),
  RETURN_URL_ORIGINS: plain(
    originList.prefault(''),
    'Origins of the cabinet that a payer may be sent back to, with commas between',
  ),
  DEFAULT_RETURN_URL: plain(
    url('http:', 'https:').optional(),
    'Where the payer returns when the request names no address',
  ),
  POSTING_INTERVAL_MS: plain(
    whole(50, 600_000).prefault('2000'),
    'How often a worker looks for postings that are due',
  ),
  POSTING_CONCURRENCY: plain(whole(1, 64).prefault('4'), 'Postings that one replica has in hand at most'),
  POSTING_RETRY_FIRST_MS: plain(
    whole(50, 3_600_000).prefault('5000'),
    'Pause before the second try of a posting',
  ),
  POSTING_RETRY_CAP_MS: plain(
    whole(50, 86_400_000).prefault('600000'),
    'Longest pause between tries of a posting',
  ),
  POSTING_PARK_AFTER_MINUTES: plain(
    whole(1, 525_600).prefault('4320'),
    'Age at which a posting is parked for a person',
  ),
  JOURNAL_DIR: plain(
    text(1000).optional(),
    'Folder of the journal, on another disk than the database’s; without it a restored backup does not show what it lacks',
  ),
  JOURNAL_KEEP_DAYS: plain(
    whole(1, 3_650).prefault('35'),
    'Days of the journal that are kept; longer than the oldest backup that would be restored',
  ),
  QUARANTINE_AFTER_STOP_MINUTES: plain(
    whole(1, 525_600).prefault('60'),
    'After a stop longer than this nothing is posted before bank and billing were asked what they hold',
  ),
  QUARANTINE_LOOKBACK_HOURS: plain(
    whole(1, 8_760).prefault('168'),
    'How old paid orders are asked about again in a quarantine: the bank may have refunded them meanwhile',
  ),
  READ_BACK_INTERVAL_MS: plain(
    whole(50, 86_400_000).prefault('300000'),
    'How often a worker reads billing and holds it against the ledger',
  ),
  READ_BACK_WINDOW_HOURS: plain(
    whole(1, 8_760).prefault('72'),
    'How far back billing is read each time, rounded to whole business days',
  ),
  SUSPENSE_INTERVAL_MS: plain(
    whole(50, 86_400_000).prefault('60000'),
    'How often a worker looks for money in suspense, and for cases that are at an end',
  ),
  SUSPENSE_WINDOW_HOURS: plain(
    whole(1, 8_760).prefault('168'),
    'How far back unknown orders and doubled ones are looked for',
  ),
  SUSPENSE_DOUBLED_MINUTES: plain(
    whole(0, 1_440).prefault('10'),
    'Two payments of one subscriber, of one sum for one agreement, count as doubled within this time; 0 looks for none',
  ),
  RECONCILIATION_NIGHTLY_HOUR: plain(
    z
      .string()
      .regex(/^(none|\d|1\d|2[0-3])$/, 'must be an hour from 0 to 23, or none')
      .transform((value) => (value === 'none' ? null : Number(value)))
      .prefault('4'),
    'Hour of the business zone from which on the last days are reconciled each night; none leaves it to persons',
  ),
  RECONCILIATION_DAYS: plain(
    whole(1, 60).prefault('7'),
    'How many days before today are reconciled each night, closed ones left out',
  ),
  RECONCILIATION_HEALING: plain(
    z.enum(['approval', 'automatic'], 'must be approval or automatic').prefault('approval'),
    'Whether missing credits and reversals wait for a person’s approval or are queued at once; what billing has lost always waits',
  ),
  RECONCILIATION_GRACE_MINUTES: plain(
    whole(0, 10_080).prefault('60'),
    'How long a posting may be under way, and billing take to show it, before its absence is a discrepancy',
  ),
  RECONCILIATION_INTERVAL_MS: plain(
    whole(50, 3_600_000).prefault('5000'),
    'How often a worker looks for a reconciliation to carry out',
  ),
  UNCONFIRMED_INTERVAL_MS: plain(
    whole(50, 600_000).prefault('5000'),
    'How often a worker looks for orders to ask the bank about',
  ),
  UNCONFIRMED_FIRST_ASK_MS: plain(
    whole(50, 3_600_000).prefault('20000'),
    'Pause before the bank is first asked about an order',
  ),
  UNCONFIRMED_ASK_CAP_MS: plain(
    whole(50, 86_400_000).prefault('1800000'),
    'Longest pause between asks about one order',
  ),
  UNCONFIRMED_FORGOTTEN_AFTER_MS: plain(
    whole(1_000, 86_400_000).prefault('600000'),
    'Age at which an order that the bank never heard of is given up',
  ),
  REGISTRY_MAX_BYTES: plain(
    whole(1_024, 1_073_741_824).prefault('52428800'),
    'Largest registry of the bank that may be uploaded',
  ),
  REGISTRY_MAX_ROWS: plain(
    whole(1, 10_000_000).prefault('1000000'),
    'Rows of such a registry at most, without its heading',
  ),
  REGISTRY_COLUMNS: plain(
    registryColumns.prefault(''),
    'Further headings of a registry’s columns, as JSON: {"amount": ["Сумма, руб."]}',
  ),
  REGISTRY_TERMINALS: plain(
    registryTerminals.prefault(''),
    'Our terminals by what registries call them, as JSON: {"25712345": "1700000000001"}; needed where the two differ',
  ),
  BANK_STATEMENT_MAX_BYTES: plain(
    whole(1_024, 268_435_456).prefault('16777216'),
    'Largest bank statement that may be uploaded',
  ),
  BANK_STATEMENT_COLUMNS: plain(
    statementColumns.prefault(''),
    'Further names of columns of a CSV statement, as JSON: {"purpose": ["Детали платежа"]}',
  ),
  PAYOUT_PAYERS: plain(
    words.prefault('7710140679,ТБанк,Тинькофф Банк'),
    'Who pays out acquiring, with commas between: taxpayer numbers, accounts, and parts of a name for documents without a number',
  ),
  PAYOUT_PURPOSE_WORDS: plain(
    words.prefault(''),
    'Words of which a payout’s purpose has one, with commas between; empty takes all that such a payer sends',
  ),
  PAYOUT_ACCOUNTS: plain(
    accounts.prefault(''),
    'Accounts of the provider that payouts come to, with commas between; empty takes any that a statement is about',
  ),
  PAYOUT_PATIENCE_WORKING_DAYS: plain(
    whole(0, 8).prefault('3'),
    'Working days, Monday to Friday, after the registry’s day of transfer within which a payout is usual',
  ),
  TINKOFF_TARIFF: plain(
    tariff.prefault(''),
    'The bank’s fees, as JSON: [{"from": "2026-01-01", "percent": "2.79", "paymentSystem": "SBP", "minKopecks": 350}]; empty checks none',
  ),
  FEE_TOLERANCE_KOPECKS: plain(
    whole(0, 10_000).prefault('1'),
    'How far a fee may be off the tariff before its payment is listed: banks round in more ways than one',
  ),
});

export type Settings = z.output<typeof SETTINGS>;
export type SettingName = keyof Settings;

interface SettingMeta {
  readonly description: string;
  readonly isSecret: boolean;
}

export function settingMeta(name: SettingName): SettingMeta {
  const meta = SETTINGS.shape[name].meta();
  return { description: String(meta?.['description']), isSecret: meta?.['secret'] === true };
}

export const SETTING_NAMES = Object.keys(SETTINGS.shape) as SettingName[];
