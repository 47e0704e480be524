import { load } from 'cheerio/slim';
import { z } from 'zod';
import type { TariffService } from '../cabinet.port';
import { comparable, squeezed, textOf, textOfHtml } from './html-text';
import { serviceKindOf } from './service-kind';
import { serviceStateOf } from './service-state';
import { readSum } from './sums';

const TEXT = z.union([z.string(), z.number().transform(String)]);
const NO_TEXT = z.union([z.null(), z.literal(false), z.literal('')]);
const ACTIONS = z.array(z.object({ href: z.string().optional() })).catch([]);

const ROW = z.object({
  login: z.union([TEXT, z.object({ login: TEXT, actions: ACTIONS.optional() })]),
  tarifdescr: z.union([z.string(), z.object({ descr: z.string(), shape: z.unknown().optional() })]),
  rent: z.union([TEXT, NO_TEXT]).optional(),
  services: z.union([z.array(TEXT), TEXT, NO_TEXT]).optional(),
  state: z.union([z.string(), z.object({ state: z.string() })]),
});

const ANSWER = z.object({ body: z.array(ROW), pager: z.unknown().optional() });

/** What one answer holds. */
export interface ServicePage {
  readonly services: readonly TariffService[];
  /** The answer says something of pages, in whatever form. */
  readonly hasPager: boolean;
  /** The highest page that its links name; 1 without any. */
  readonly lastPage: number;
}

const NO_EXTRAS = /^нет подключенных услуг\.?$/;
const SERVICE_ID = /vgid(?:\]|%5D)?[=/](\d+)/i;

/**
 * Reads the answer of `account/vgroups`. Source: a balance checker that runs against current cabinets, and the vendor's of 2014.
 * @throws RangeError when it has another form
 */
export function readServices(answer: unknown): ServicePage {
  const read = ANSWER.safeParse(answer);
  if (!read.success) throw new RangeError('Not a list of services');
  const pager = JSON.stringify(read.data.pager ?? '');
  const pages = [...pager.matchAll(/page\]?=(\d+)/gi)].map(([, page]) => Number(page));
  return {
    services: read.data.body.map(serviceOf),
    hasPager: !['""', 'false', 'null', '[]', '{}', '0'].includes(pager),
    lastPage: Math.max(1, ...pages),
  };
}

function serviceOf({ login, tarifdescr, rent, services, state }: z.infer<typeof ROW>): TariffService {
  const { tariffName, description } = tariffOf(tarifdescr);
  const names = typeof login === 'object' ? login : { login, actions: [] };
  const ids = (names.actions ?? []).flatMap(({ href }) => SERVICE_ID.exec(href ?? '')?.[1] ?? []);
  const [serviceId = null, ...otherIds] = new Set(ids);
  return {
    serviceId: otherIds.length === 0 ? serviceId : null,
    login: textOfHtml(names.login) || null,
    tariffName,
    kind: serviceKindOf(tariffName, description),
    state: serviceStateOf(textOfHtml(typeof state === 'string' ? state : state.state)),
    monthlyPriceKopecks: priceOf(rent),
    description,
    extras: extrasOf(services),
  };
}

/** Three forms: HTML with the name and the speed in elements of their own, plain text, or an object. */
function tariffOf(tariff: z.infer<typeof ROW>['tarifdescr']): {
  tariffName: string;
  description: string | null;
} {
  if (typeof tariff === 'object') {
    const shape = typeof tariff.shape === 'string' ? textOfHtml(tariff.shape) : '';
    return named(textOfHtml(tariff.descr), /\p{L}/u.test(shape) ? shape : '');
  }
  const $ = load(tariff);
  const shape = $('.tar-curshape');
  const description = textOf(shape);
  shape.remove();
  const name = textOf($.root().contents());
  return named(name, description);
}

function named(tariffName: string, description: string): { tariffName: string; description: string | null } {
  if (tariffName === '') throw new RangeError('A tariff without a name');
  return { tariffName, description: description || null };
}

function priceOf(rent: z.infer<typeof ROW>['rent']): TariffService['monthlyPriceKopecks'] {
  const text = typeof rent === 'string' ? textOfHtml(rent) : '';
  return text === '' || text === '-' ? null : readSum(text);
}

function extrasOf(services: z.infer<typeof ROW>['services']): readonly string[] {
  const texts = Array.isArray(services) ? services : typeof services === 'string' ? [services] : [];
  return texts
    .map((text) => squeezed(textOfHtml(text)))
    .filter((text) => text !== '' && !NO_EXTRAS.test(comparable(text)));
}
