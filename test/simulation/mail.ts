import type { Fleet } from './fleet';
import type { SimNotification } from './sim-bank';
import type { Surroundings } from './sim-process';

const RETRY_EVERY_MS = 60_000;
const GIVES_UP_AFTER = 5;

/** How the bank's notifications reach us, or do not. The bank repeats what was not answered OK. */
export class Mail {
  /** Bodies that the bank heard OK for. */
  readonly acknowledged = new Set<string>();
  private serial = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly fleet: () => Fleet,
  ) {}

  /** The inbox was set back with the rest of the database: what was acknowledged before may be gone. */
  forget(): void {
    this.acknowledged.clear();
  }

  send(notification: SimNotification): void {
    const { chance, weather } = this.around;
    const { repeat, slowMs, forged, giveUp } = weather().notifications;
    const { state, isContradiction } = notification;
    // What nobody asks about any more is heard of by notification alone, and the real bank repeats for a month.
    const mayGiveUp = (state === 'confirmed' && !isContradiction) || state === 'authorized';
    const triesMost = mayGiveUp && chance.hit(giveUp) ? GIVES_UP_AFTER : Number.POSITIVE_INFINITY;
    this.post(notification, chance.between(1, 1_000 + slowMs), triesMost);
    if (chance.hit(repeat)) this.post(notification, chance.between(1, 2_000 + slowMs), triesMost);
    if (chance.hit(forged)) {
      const lie: SimNotification = { ...notification, state: 'confirmed', isSigned: false };
      this.post(lie, chance.between(1, 600_000), 1);
    }
  }

  private post(notification: SimNotification, afterMs: number, triesMost: number): void {
    this.serial += 1;
    const body = JSON.stringify({ ...notification, mailNo: this.serial });
    this.try(body, afterMs, 1, triesMost);
  }

  private try(body: string, afterMs: number, tryNo: number, triesMost: number): void {
    const { scheduler, chance, weather } = this.around;
    if (tryNo > triesMost) return;
    scheduler.after(afterMs, 'a notification is sent', () => {
      let isAnswered = false;
      scheduler.after(10_000, 'the bank waited long enough', () => {
        if (!isAnswered) this.try(body, RETRY_EVERY_MS, tryNo + 1, triesMost);
      });
      if (chance.hit(weather().notifications.drop)) return;
      const isAnswerLost = chance.hit(weather().notifications.drop / 3);
      const replica = this.fleet().any();
      if (!replica) return;
      replica.notify(Buffer.from(body)).then(
        (isOk) => {
          if (isAnswerLost) return;
          isAnswered = isOk || tryNo > 3;
          if (isOk) this.acknowledged.add(body);
        },
        () => undefined,
      );
    });
  }
}
