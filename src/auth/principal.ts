export const API_KEY_SCOPES = ['cabinet', 'finance', 'ops'] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** Who stands behind a request. */
export type Principal =
  | {
      readonly kind: 'subscriber';
      readonly uid: string;
      readonly via: 'token' | 'cabinet_key';
      /** The session of the token; null where a program acts by its key. */
      readonly sessionId: string | null;
      /** Name of that key; null where the subscriber acts himself. */
      readonly keyName: string | null;
    }
  | { readonly kind: 'staff'; readonly keyName: string; readonly scope: ApiKeyScope };

/** True for what can be billing's id of an account. */
export function isUid(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text);
}
