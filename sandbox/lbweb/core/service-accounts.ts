import { kopecksFromDouble } from '../values/kopecks';
import { childOf, integerOf, textOf } from './core-answer';
import type { CoreSession } from './core-session';

export interface ServiceAccount {
  readonly vgid: number;
  readonly login: string;
  readonly tariff: string;
  /** Speed of the tariff, kbit/s; 0 where it has none. */
  readonly speedKbps: number;
  readonly rentKopecks: number;
  /** api3 facts 9.4: 0 active, 1 and 4 by balance, 2 by subscriber, 3 by administrator, 5 traffic limit, 10 off. */
  readonly blocked: number;
}

/** The service accounts of one agreement. */
export async function readServiceAccounts(core: CoreSession, agrmid: number): Promise<ServiceAccount[]> {
  const returned = await core.call('getClientVgroups', [['flt', [['agrmid', agrmid]]]]);
  return returned.map((full) => {
    const vgroup = childOf(full, 'vgroup');
    return {
      vgid: integerOf(vgroup, 'vgid'),
      login: textOf(vgroup, 'login'),
      tariff: textOf(vgroup, 'tarifdescr'),
      speedKbps: integerOf(vgroup, 'curshape'),
      rentKopecks: kopecksFromDouble(textOf(vgroup, 'servicerent') || '0'),
      blocked: integerOf(vgroup, 'blocked'),
    };
  });
}
