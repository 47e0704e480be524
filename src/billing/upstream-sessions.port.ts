/** Where an adapter keeps the upstream's own session of a subscriber: beside ours, encrypted, and gone with it. */
export abstract class UpstreamSessions {
  /** What was kept, or null when our session is over or nothing was. */
  abstract load(sessionId: string): Promise<string | null>;

  /** Replaces it; nothing happens when our session is over. */
  abstract save(sessionId: string, upstreamSession: string): Promise<void>;
}
