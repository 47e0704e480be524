import type { Beat, Quarantine } from './quarantine';

export interface QuarantineRows {
  /** @throws DuplicateRow while one is open. */
  insert(quarantine: Quarantine): Promise<void>;
  /** The one that is open, or null. */
  open(): Promise<Quarantine | null>;
  find(id: string): Promise<Quarantine | null>;
  lock(id: string): Promise<Quarantine | null>;
  /** Writes a changed row. @throws StaleRow unless the stored version is `quarantine.version - 1`. */
  update(quarantine: Quarantine): Promise<void>;
  /** The newest first, before the given id. */
  list(beforeId: string | null, limit: number): Promise<readonly Quarantine[]>;
  /** When the last one ended; null when none has. */
  lastEndedAt(): Promise<Date | null>;
  /**
   * Whether billing may know more of a payment made at this time than the ledger does: a quarantine is open, or one has ended
   * since.
   */
  castsDoubtOn(madeAt: Date): Promise<boolean>;
}

/** When each process of the service was last alive. A restored backup brings back an older time. */
export interface HeartbeatRows {
  beat(beat: Beat): Promise<void>;
  find(name: string): Promise<Beat | null>;
  newest(): Promise<Date | null>;
  /** Forgets the processes that were last alive before this. */
  prune(before: Date): Promise<void>;
}
