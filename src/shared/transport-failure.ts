/** Node's error codes that arise before a request can have left: resolving, connecting, TLS. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Codes that a connection can also meet once it carries data: they prove something only when connecting. */
const WHEN_CONNECTING = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']);

interface Failure {
  readonly code: unknown;
  readonly syscall: unknown;
}

function chainOf(error: unknown): readonly Failure[] {
  const chain: Failure[] = [];
  for (let current = error; current instanceof Error && chain.length < 5; current = current.cause) {
    const { code, syscall } = current as { code?: unknown; syscall?: unknown };
    chain.push({ code, syscall });
  }
  return chain;
}

/** The `code`s of an error and of the causes below it, as Node and axios set them, outermost first. */
export function errorCodesOf(error: unknown): string[] {
  return chainOf(error).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
}

/** True when the failure proves that the upstream never received the request. */
export function failedBeforeSending(error: unknown): boolean {
  return chainOf(error).some(({ code, syscall }) => {
    if (typeof code !== 'string') return false;
    return BEFORE_SENDING.has(code) || (WHEN_CONNECTING.has(code) && syscall === 'connect');
  });
}
