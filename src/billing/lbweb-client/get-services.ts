import { UpstreamChanged } from '../../shared/upstream-errors';
import type { TariffService } from '../cabinet.port';
import { decoded, leadsTo } from './addresses';
import type { Fields } from './cabinet-http';
import { UPSTREAM } from './failures';
import { fingerprintOfJson } from './fingerprint';
import type { Submission } from './forms';
import { ownNumber } from './own-agreement';
import type { Page } from './page';
import { readServices, type ServicePage } from './read-services';
import type { SignedIn } from './signed-in';
import { TOKEN } from './sign-in-form';
import { vgroupsLinks } from './vgroups-link';

const operation = 'account/vgroups';

/** Rows of a page unless the operator says otherwise; older cabinets tell of no further page in any other way. */
const PAGE_SIZE = 5;
const MOST_PAGES = 40;

/**
 * The service accounts of an agreement, as a script of the dashboard would fetch them: by POST with the link's token where the
 * link has one, as current cabinets do, else by GET.
 * @throws Rejected `agreement_not_found`, `session_ended`; Unavailable
 */
export async function getServices(
  signedIn: SignedIn,
  agreementId: string,
): Promise<readonly TariffService[]> {
  await ownNumber(signedIn, agreementId, operation);
  const { visit, addressOf } = signedIn;
  const dashboard = await visit.page(addressOf('account/index'), operation);
  const asked = questionOf(dashboard, agreementId, addressOf(operation));
  const services: TariffService[] = [];
  let before = '';
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const answer = await visit.ajax(pageOf(asked, number), operation);
    const page = read(answer);
    const text = JSON.stringify(page.services);
    // Beyond the last page comes the last one again, or an empty one.
    if (text === before || (number > 1 && page.services.length === 0)) {
      if (number <= page.lastPage) throw changed(answer, 'pages');
      return services;
    }
    services.push(...page.services);
    if (!page.hasPager && page.services.length < PAGE_SIZE) return services;
    before = text;
  }
  throw dashboard.changed('too many services');
}

/** What the script would send for this agreement, be it that the page links to another one's services. */
function questionOf(dashboard: Page, agreementId: string, built: URL): Submission {
  const links = vgroupsLinks(dashboard);
  const link = links.find((candidate) => candidate.agreementId === agreementId) ?? links[0];
  const token = link?.element.attr('crf') ?? dashboard.find(`input[name="${TOKEN}"]`).attr('value');
  const reference = link?.element.attr('url') ?? link?.element.attr('href') ?? '';
  const named = /^\s*(?:#|javascript:|$)/i.test(reference) ? built : dashboard.addressOf(reference);
  if (named === null || !leadsTo(named, operation)) throw dashboard.changed('services link');
  const url = new URL(named);
  if (token === undefined) {
    url.searchParams.set('agrmid', agreementId);
    return { url, body: null };
  }
  if (url.searchParams.has('agrmid')) url.searchParams.set('agrmid', agreementId);
  const body: Fields = [
    ['agrmid', agreementId],
    [TOKEN, decoded(token)],
  ];
  return { url, body };
}

function pageOf({ url, body }: Submission, number: number): Submission {
  if (number === 1) return { url, body };
  if (body !== null) return { url, body: [...body, ['page', String(number)]] };
  const next = new URL(url);
  next.searchParams.set('page', String(number));
  return { url: next, body };
}

function read(answer: unknown): ServicePage {
  try {
    return readServices(answer);
  } catch (error) {
    if (error instanceof RangeError) throw changed(answer, 'services');
    throw error;
  }
}

function changed(answer: unknown, what: string): UpstreamChanged {
  return new UpstreamChanged({
    upstream: UPSTREAM,
    operation,
    upstreamCode: `${what} ${fingerprintOfJson(answer)}`,
  });
}
