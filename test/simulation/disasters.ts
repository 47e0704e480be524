import type { Fleet } from './fleet';
import type { Surroundings } from './sim-process';
import { CHAOS_MS } from './terms';
import type { Upstreams } from './upstreams';

/** The database's backup. */
export interface Backup {
  readonly take: () => void;
  readonly putBack: (isUnderRunningService: boolean) => void;
}

/** Plans what goes wrong beside single calls: outages, clocks, closed agreements, a new manager in the settings. */
export function planDisasters(
  around: Surroundings,
  fleet: Fleet,
  upstreams: Upstreams,
  backup: Backup,
): void {
  const { chance, scheduler, weather } = around;
  const sometime = (): number => chance.between(0, CHAOS_MS);
  for (let i = 0; i < weather().outages; i += 1) {
    const line = chance.pick([upstreams.bankLine, upstreams.billingLine]);
    scheduler.after(sometime(), 'an upstream goes down', () => {
      line.downUntil = scheduler.now + chance.between(10_000, 600_000);
    });
  }
  for (let i = 0; i < weather().clockJumps; i += 1) {
    const byMs = chance.pick([-3_600_000, -120_000, 90_000, 1_200_000, 18_000_000]);
    scheduler.after(sometime(), 'a clock jumps', () => fleet.jumpClock(byMs, chance.between(5_000, 900_000)));
  }
  for (const agreement of upstreams.billing.agreements.values()) {
    if (!chance.hit(weather().closings)) continue;
    scheduler.after(sometime(), `agreement ${agreement.agreementId} is closed`, () => {
      agreement.isOpen = false;
    });
  }
  for (let i = 0; i < weather().tampering; i += 1) {
    scheduler.after(sometime(), 'a hand in billing', () => upstreams.billing.tamper());
  }
  if (weather().restores > 0) {
    const at = sometime();
    scheduler.after(Math.max(0, at - chance.between(1_000, 1_500_000)), 'a backup is taken', backup.take);
    scheduler.after(at, 'the backup is put back', () => {
      const isUnderRunningService = chance.hit(0.3);
      if (!isUnderRunningService) fleet.killAll();
      backup.putBack(isUnderRunningService);
    });
  }
  if (chance.hit(weather().managerChanges)) {
    scheduler.after(sometime(), 'another manager in the settings', () => {
      upstreams.billing.managerId = '43';
      fleet.killAll();
    });
  }
}
