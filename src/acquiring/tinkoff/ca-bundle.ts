import { X509Certificate } from 'node:crypto';
import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { rootCertificates } from 'node:tls';

export interface BankAgentOptions {
  /** Further root certificates, as PEM text; the bank moves to a state root that Node does not bring along. */
  readonly extraCaPem?: string | null | undefined;
  /** Connections at one time at most. */
  readonly maxSockets: number;
  /** Longest wait for a connection with TLS established, in milliseconds. */
  readonly connectTimeoutMs: number;
}

/** The `code` of the error when a connection was not established in time: nothing was sent on it. */
export const CONNECT_TIMEOUT_CODE = 'BANK_CONNECT_TIMEOUT';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text, each checked to be one.
 * @throws Error when there is none, or one cannot be read.
 */
export function readCaBundle(pem: string): string[] {
  const certificates = pem.match(CERTIFICATE) ?? [];
  if (certificates.length === 0) throw new Error('The CA bundle holds no certificate in PEM form');
  certificates.forEach((certificate, index) => {
    try {
      new X509Certificate(certificate);
    } catch (cause) {
      throw new Error(`Certificate ${index + 1} of the CA bundle cannot be read`, { cause });
    }
  });
  return [...certificates];
}

class BankAgent extends Agent {
  constructor(
    private readonly connectTimeoutMs: number,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const socket = super.createConnection(options, callback);
    if (socket) limitConnecting(socket, this.connectTimeoutMs);
    return socket;
  }
}

/** A request's bytes wait for TLS, so a connection that dies here has carried none of them. */
function limitConnecting(socket: Duplex, timeoutMs: number): void {
  const timer = setTimeout(() => {
    const error = new Error(`No connection within ${timeoutMs} ms`);
    socket.destroy(Object.assign(error, { code: CONNECT_TIMEOUT_CODE }));
  }, timeoutMs);
  const stop = (): void => clearTimeout(timer);
  socket.once('secureConnect', stop);
  socket.once('close', stop);
}

/**
 * The HTTPS agent for the bank: kept connections, Node's own roots and the given ones beside them.
 * @throws Error when the given bundle cannot be read.
 */
export function createBankAgent(options: BankAgentOptions): Agent {
  const { extraCaPem, maxSockets, connectTimeoutMs } = options;
  const ca = extraCaPem ? { ca: [...rootCertificates, ...readCaBundle(extraCaPem)] } : {};
  return new BankAgent(connectTimeoutMs, { keepAlive: true, maxSockets, ...ca });
}
