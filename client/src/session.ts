import type { components } from './schema.js';

export type TokenPair = components['schemas']['TokenPair'];

/** Where the tokens of the signed-in subscriber are kept; in memory unless another is given. */
export interface TokenStore {
  get(): TokenPair | null;
  set(tokens: TokenPair | null): void;
}

export function memoryTokenStore(): TokenStore {
  let kept: TokenPair | null = null;
  return {
    get: () => kept,
    set: (tokens) => {
      kept = tokens;
    },
  };
}

/** Keeps the access token fresh. Requests that find it expired at the same time share one refresh: a second would end the session. */
export class Session {
  private refreshing: Promise<TokenPair | null> | null = null;

  constructor(
    private readonly tokens: TokenStore,
    private readonly exchange: (refreshToken: string) => Promise<TokenPair | null>,
  ) {}

  get accessToken(): string | null {
    return this.tokens.get()?.accessToken ?? null;
  }

  /** A new access token in place of one that was refused, or null when the subscriber has to sign in again. */
  async renewed(refused: string): Promise<string | null> {
    const held = this.tokens.get();
    if (held && held.accessToken !== refused) return held.accessToken;
    if (!held) return null;
    this.refreshing ??= this.exchange(held.refreshToken).finally(() => {
      this.refreshing = null;
    });
    const renewed = await this.refreshing;
    this.tokens.set(renewed);
    return renewed?.accessToken ?? null;
  }
}
