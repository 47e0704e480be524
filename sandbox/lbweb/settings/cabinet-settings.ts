import { z } from 'zod';
import { DAY_STYLES } from '../values/day-text';

/** `home`: lbweb facts 3.1; `panel`: 3.2; `table` and `tableTopUp`: 3.3 with the two ways to print the balance there. */
export const THEMES = ['home', 'panel', 'table', 'tableTopUp'] as const;

const sums = z.strictObject({
  /** Between thousands and before the currency: blank, U+00A0, U+202F, or no grouping at all. */
  thousands: z.enum(['blank', 'nbsp', 'narrow', 'none']),
  decimal: z.enum(['comma', 'dot']),
  /** `-` or U+2212. */
  minus: z.enum(['hyphen', 'minus']),
  currency: z.enum(['руб', 'руб.', 'р.', '₽', '']),
  /** Unusual blanks in pages as entities (`&nbsp;`) instead of the characters. */
  entities: z.boolean(),
});

const signInRefusal = z.strictObject({
  /** 200 as newer cabinets are seen to answer, or what other clients expect. */
  status: z.number().int().min(200).max(499),
  /** The alert of today's cabinets, or the summary of older ones. */
  markup: z.enum(['alert', 'summary']),
});

const shape = {
  // What pages look like.
  theme: z.enum(THEMES),
  historyDates: z.enum(DAY_STYLES),
  /** The attribute of a history cell that holds the title of its column. */
  historyLabel: z.enum(['data-label', 'aria-label', 'data-th-label']),
  historyPageSize: z.number().int().min(1).max(1000),
  methodColumn: z.enum(['Способ платежа', 'Менеджер']),
  /** The second is how the cabinet of 2014 spells it. */
  cancelledWord: z.enum(['Аннулирован', 'Ауннулирован']),
  activeState: z.enum(['Состояние: активен', 'Действует']),
  /** How `tarifdescr` comes. */
  tariffText: z.enum(['html', 'text', 'object']),
  /** Texts under `services` of every service account; with none there is one that says so. */
  extraServices: z.array(z.string().min(1)),
  /** Service accounts of a page where they are asked for page by page. */
  servicesPageSize: z.number().int().min(1).max(1000),
  /** Which agreements have a services link on the dashboard of theme `home`. */
  serviceLinks: z.enum(['every', 'shown']),
  /** The operator's notice on the dashboard; none when empty. */
  notice: z.string(),

  // What the cabinet does.
  /** Sign-in asks for the text of a picture that no program can read. */
  captcha: z.boolean(),
  /** Posts need the token. */
  csrf: z.boolean(),
  /** Forms of the wizards; with `post` a mere link cannot execute the last step. */
  wizardForms: z.enum(['get', 'post']),
  /** Where the core gives no usable answer: an error page with this status. */
  errorPageStatus: z.literal([200, 500]),
  /** A caller from another address than the one that signed in is a guest. */
  bindAddress: z.boolean(),
  /** How long a session lives after its last use. */
  sessionSeconds: z.number().int().min(1).max(10_000_000),
  /** Every page changes both cookies; the old session cookie is dead at once. */
  rotateCookies: z.boolean(),
  /** `Location` with or without scheme and host. */
  redirects: z.enum(['absolute', 'relative']),
} as const;

const settings = z.strictObject({ ...shape, sums, signInRefusal });

/** The body of `POST /_control/settings`: what is named changes, the rest stays. */
export const settingsChange = z
  .strictObject({ ...shape, sums: sums.partial(), signInRefusal: signInRefusal.partial() })
  .partial();

export type CabinetSettings = z.infer<typeof settings>;
export type SettingsChange = z.infer<typeof settingsChange>;

export const DEFAULT_SETTINGS: CabinetSettings = settings.parse({
  theme: 'home',
  sums: { thousands: 'nbsp', decimal: 'comma', minus: 'hyphen', currency: 'руб', entities: true },
  historyDates: 'words',
  historyLabel: 'data-label',
  historyPageSize: 10,
  methodColumn: 'Способ платежа',
  cancelledWord: 'Аннулирован',
  activeState: 'Состояние: активен',
  tariffText: 'html',
  extraServices: [],
  servicesPageSize: 5,
  serviceLinks: 'every',
  notice: '',
  captcha: false,
  csrf: true,
  signInRefusal: { status: 200, markup: 'alert' },
  wizardForms: 'get',
  errorPageStatus: 500,
  bindAddress: true,
  // The cabinet of 2014 keeps a session for a hundred hours.
  sessionSeconds: 360_000,
  rotateCookies: false,
  redirects: 'absolute',
});

export function changed(current: CabinetSettings, change: SettingsChange): CabinetSettings {
  return {
    ...current,
    ...change,
    sums: { ...current.sums, ...change.sums },
    signInRefusal: { ...current.signInRefusal, ...change.signInRefusal },
  };
}
