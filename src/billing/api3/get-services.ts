import type { TariffService } from '../cabinet.port';
import { optionalSum } from './answer-figures';
import { unexpectedAnswer } from './failures';
import type { ManagerSession } from './manager-session';
import { withProof, type Claim } from './own-agreement';
import { allRows } from './pages';
import { serviceKindOf } from './service-kind';
import { serviceStateOf } from './service-state';
import { idOf, textOf, textOrNull, type XmlNode } from './soap-values';

const operation = 'getVgroups';

/** A row is about two kilobytes. */
export const SERVICES_PAGE_SIZE = 200;
const MOST_SERVICES = 2_000;

/** Fields that hold the fee for a month, the most complete first; all of them came with later builds. */
const MONTHLY_PRICES = ['totalmonthlyrent', 'monthlyrent', 'rent'];

/**
 * The service accounts of an agreement, by two calls at once, and one more for each further page. The rows carry the accounts'
 * passwords; only the fields named here are taken from them. What a tariff gives, and extra services, the manager's list
 * does not tell.
 * @throws Rejected `agreement_not_found`; Unavailable `unexpected_answer` for a row of somebody else's
 */
export async function getServices(session: ManagerSession, claim: Claim): Promise<readonly TariffService[]> {
  const { value } = await withProof(session, claim, (proof) =>
    allRows(session, {
      operation,
      filterOf: (page) => ({ agrmid: claim.agreementId, ...page }),
      idOf: (row) => idOf(row, 'vgid'),
      pageSize: SERVICES_PAGE_SIZE,
      most: MOST_SERVICES,
      beforeMore: proof,
    }),
  );
  return value.map((row) => readService(row, claim));
}

function readService(row: XmlNode, { subscriber, agreementId }: Claim): TariffService {
  const isOwn = idOf(row, 'agrmid') === agreementId && idOf(row, 'uid') === subscriber.uid;
  if (!isOwn) throw unexpectedAnswer(operation, 'another agrmid or uid');
  const tariffName = textOf(row, 'tarifdescr');
  return {
    serviceId: idOf(row, 'vgid'),
    login: textOrNull(row, 'login'),
    tariffName,
    kind: serviceKindOf(textOf(row, 'agentdescr'), tariffName),
    state: serviceStateOf(textOf(row, 'blocked'), operation),
    monthlyPriceKopecks: monthlyPrice(row),
    description: null,
    extras: [],
  };
}

function monthlyPrice(row: XmlNode): TariffService['monthlyPriceKopecks'] {
  for (const name of MONTHLY_PRICES) {
    const price = optionalSum(row, name, operation);
    if (price !== null) return price;
  }
  return null;
}
