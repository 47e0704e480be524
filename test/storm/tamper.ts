import type { BillingRecord } from '../support/control';
import type { Chance } from './random';
import type { Scene } from './scene';

const roubles = (kopecks: number): string =>
  `${Math.floor(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;

/** Falsifies one record of billing by a kopeck, past the service, as a hand in the manager's interface could. */
export async function tamper(scene: Scene, chance: Chance): Promise<BillingRecord> {
  const inForce = (await scene.billing.payments()).filter(({ status }) => status === 0);
  const record = chance.pick(inForce);
  const response = await fetch(`${scene.api3Url}/_control/payments/${record.recordid}`, {
    method: 'POST',
    body: JSON.stringify({ amount: roubles(record.amountKopecks - 1) }),
  });
  if (!response.ok) throw new Error(`Nothing was falsified: ${response.status} ${await response.text()}`);
  return record;
}
