/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** With its query, as the client sent it. */
  readonly path: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was no body or it was no JSON. */
  readonly requestBody: unknown;
  readonly status: number;
  /** Names in lower case. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
}

/** The type of a body without its parameters, in lower case; null when there is no such header. */
export function mediaTypeOf(header: string | undefined): string | null {
  return header?.split(';')[0]?.trim().toLowerCase() ?? null;
}

export function withLowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
