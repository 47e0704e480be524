import type { Kopecks } from '../../shared/money';
import { readDashboard, type Dashboard } from './dashboard';
import { listedAgreements, type ListedAgreement } from './listed-agreements';
import type { Page } from './page';
import type { Route } from './routes';
import type { ShownAgreement } from './shown-agreements';
import type { CabinetAddresses } from './signed-in';
import type { Visit } from './visit';

/** An agreement with all that the cabinet's pages tell of it together. */
export interface CabinetAgreement {
  readonly agreementId: string;
  readonly number: string;
  readonly balanceKopecks: Kopecks;
  readonly creditKopecks: Kopecks | null;
  readonly operatorName: string | null;
}

export interface CabinetAgreements {
  readonly dashboard: Dashboard;
  /** The page itself, for what else stands on it. */
  readonly page: Page;
  readonly agreements: readonly CabinetAgreement[];
}

/** Wizards whose first step lists the agreements. Nothing is done in it. */
const WIZARDS: readonly Route[] = ['payment/promised', 'payment/tinkoff'];

/**
 * All agreements of the subscriber. Where the dashboard shows no more than one of them, the ids and balances of the others come
 * from the first step of a payment wizard.
 * @throws UpstreamChanged when an agreement that can be chosen on the dashboard is found nowhere with id and balance
 */
export async function readAgreements(visit: Visit, addressOf: CabinetAddresses): Promise<CabinetAgreements> {
  const page = await visit.page(addressOf('account/index'), 'account/index');
  const dashboard = readDashboard(page);
  const list: ListedAgreement[] = [];
  for (const wizard of isComplete(dashboard) ? [] : WIZARDS) {
    const step = await visit.pageIfAny(addressOf(wizard), wizard);
    if (step) list.push(...listedAgreements(step, dashboard.numbers));
    if (covering(dashboard, list)) break;
  }
  const agreements = covering(dashboard, list);
  if (!agreements) throw page.changed('agreements');
  return { dashboard, page, agreements };
}

/** True when the dashboard alone names and balances every agreement. */
function isComplete({ agreements, numbers }: Dashboard): boolean {
  const named = agreements.filter(({ agreementId }) => agreementId !== null).map(({ number }) => number);
  return numbers.length > 0 && numbers.every((number) => named.includes(number));
}

/** What dashboard and lists tell together; null while an agreement that either of them names lacks something. */
function covering(
  { agreements: shown, numbers }: Dashboard,
  list: readonly ListedAgreement[],
): readonly CabinetAgreement[] | null {
  const ids = new Set([...shown, ...list].flatMap(({ agreementId }) => agreementId ?? []));
  const found = [...ids].map((agreementId) => whole(agreementId, shown, list, ids.size === 1));
  const named = [...numbers, ...shown.flatMap(({ number }) => number ?? [])];
  const isWhole = named.every((number) => found.some((one) => one?.number === number));
  return found.length > 0 && isWhole && found.every((one) => one !== null) ? found : null;
}

function whole(
  agreementId: string,
  shown: readonly ShownAgreement[],
  list: readonly ListedAgreement[],
  isOnly: boolean,
): CabinetAgreement | null {
  const listed = list.filter((one) => one.agreementId === agreementId);
  const named = listed.find(({ number }) => number !== null)?.number ?? null;
  const onPage = shownAs(shown, agreementId, named, isOnly);
  const number = named ?? onPage?.number ?? null;
  const listedBalance = listed.find(({ balanceKopecks }) => balanceKopecks !== null)?.balanceKopecks;
  const balanceKopecks = onPage?.balanceKopecks ?? listedBalance ?? null;
  if (number === null || balanceKopecks === null) return null;
  const { creditKopecks = null, operatorName = null } = onPage ?? {};
  return { agreementId, number, balanceKopecks, creditKopecks, operatorName };
}

/** The agreement on the dashboard that this id belongs to, by id, by number, or because there is no other. */
function shownAs(
  shown: readonly ShownAgreement[],
  agreementId: string,
  number: string | null,
  isOnly: boolean,
): ShownAgreement | null {
  const byId = shown.find((one) => one.agreementId === agreementId);
  if (byId) return byId;
  const byNumber = shown.find((one) => one.agreementId === null && number !== null && one.number === number);
  if (byNumber) return byNumber;
  const [only] = shown;
  const isUnnamed = only?.agreementId === null && (only.number === null || number === null);
  return only && isOnly && shown.length === 1 && isUnnamed ? only : null;
}
