import type { Beat } from '../quarantine';
import type { HeartbeatRows } from '../quarantine-rows.port';
import { byTime } from './tables';

export class MemoryHeartbeatRows implements HeartbeatRows {
  constructor(private readonly rows: Map<string, Beat>) {}

  beat(beat: Beat): Promise<void> {
    this.rows.set(beat.name, beat);
    return Promise.resolve();
  }

  find(name: string): Promise<Beat | null> {
    return Promise.resolve(this.rows.get(name) ?? null);
  }

  newest(): Promise<Date | null> {
    const times = [...this.rows.values()].map(({ at }) => at).sort(byTime);
    return Promise.resolve(times.at(-1) ?? null);
  }

  prune(before: Date): Promise<void> {
    for (const { name, at } of this.rows.values()) if (at < before) this.rows.delete(name);
    return Promise.resolve();
  }
}
