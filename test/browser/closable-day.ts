import { dayAfter } from '../../src/shared/calendar-day';
import { eventually } from '../support/control';
import { registryCsv, type RegistryOperationSample } from '../support/registry-file';
import { DEMO_TERMINAL, type PaymentBody, type World } from '../support/world';

const SUMS = [43_333, 50_000, 120_050, 99_999, 1_234_567];
const FEE_PERCENT = 2;

/** A business day that is over, with payments made through the service. */
export interface ClosableDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly payments: readonly PaymentBody[];
  readonly sums: readonly number[];
}

/** Yesterday in Moscow. */
function yesterday(): string {
  return dayAfter(new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10), -1);
}

/**
 * Pays through the service and has all of it happen yesterday: billing is away until the clocks of the ledger are set back, so
 * that it is told yesterday's date as well. One order more is cancelled unpaid.
 */
export async function makeClosableDay(world: World): Promise<ClosableDay> {
  const day = yesterday();
  const payments: PaymentBody[] = [];
  for (const sum of SUMS) payments.push(await world.pay(sum));
  await cancelled(world);
  await world.billing.faults({ down: true });
  for (const { orderId } of payments) await world.bank.pay(orderId);
  const statuses = () =>
    world.rows<{ status: string }>("SELECT status FROM payments WHERE status <> 'cancelled'");
  await eventually('every payment to be confirmed', statuses, (rows) =>
    rows.every(({ status }) => status === 'confirmed'),
  );
  const noon = `${day} 09:00:00.000`;
  await held(world);
  await world.rows(
    'UPDATE payments SET created_at = ?, confirmed_at = IF(confirmed_at IS NULL, NULL, ? + INTERVAL 1 MINUTE)',
    [noon, noon],
  );
  await world.rows('UPDATE payment_events SET at = ?', [noon]);
  await world.billing.faults({});
  await world.rows('UPDATE postings SET next_attempt_at = UTC_TIMESTAMP(3)');
  await eventually(
    'every payment to be posted',
    statuses,
    (rows) => rows.every(({ status }) => status === 'posted'),
    60_000,
  );
  await world.rows(
    'UPDATE payments SET posted_at = confirmed_at + INTERVAL 1400000 MICROSECOND WHERE posted_at IS NOT NULL',
  );
  return { day, payments, sums: SUMS };
}

/** No worker has a credit in hand any more: what it has read of a payment it would send. */
async function held(world: World): Promise<void> {
  const atWork = async (): Promise<number> => {
    await world.rows(
      "UPDATE postings SET next_attempt_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE state = 'due'",
    );
    const waiting = "state = 'due' AND next_attempt_at > UTC_TIMESTAMP(3) + INTERVAL 30 MINUTE";
    return (await world.rows(`SELECT id FROM postings WHERE NOT (${waiting})`)).length;
  };
  await eventually('the credits to be at rest', atWork, (count) => count === 0);
}

async function cancelled(world: World): Promise<void> {
  const { id } = await world.pay(70_000);
  await world.api.request('POST', `/v1/payments/${id}/cancel`, { headers: await world.as() });
  await world.until(id, 'cancelled');
}

/** The bank's registry of such a day: complete, and with one line more that cannot be read. */
export async function registryOf(world: World, { day, payments, sums }: ClosableDay): Promise<Buffer> {
  const samples: RegistryOperationSample[] = [];
  for (const [i, { orderId }] of payments.entries()) {
    const { paymentId } = await world.bank.order(orderId);
    const amountKopecks = sums[i] ?? 0;
    samples.push({
      orderId,
      acquirerPaymentId: paymentId,
      amountKopecks,
      feeKopecks: Math.trunc((amountKopecks * FEE_PERCENT) / 100),
      operatedAt: new Date(`${day}T09:01:00Z`),
      terminal: DEMO_TERMINAL,
    });
  }
  const first = samples[0];
  return registryCsv(first ? [...samples, { ...first, operation: 'Mystery' }] : samples);
}
