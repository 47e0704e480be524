import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { readReply, type HttpReply } from './http-reply';

/** Nothing may take longer; the service gives up a slow request after 15 seconds. */
const PATIENCE_MS = 25_000;

export type Exchanged = HttpReply | 'closed' | 'hung';

export interface Sending {
  /** What goes over the wire, written piece by piece. */
  readonly pieces: readonly Buffer[];
  readonly isHead: boolean;
  /** False for what leaves the connection in a state that nobody knows. */
  readonly isReusable: boolean;
}

/** A client that writes whatever it is told to, byte for byte, over connections that are kept where that is possible. */
export class SocketPool {
  private readonly idle: Socket[] = [];

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  async exchange(sending: Sending): Promise<Exchanged> {
    const kept = sending.isReusable ? this.idle.pop() : undefined;
    const answer = await this.on(kept ?? connect(this.port, this.host), sending);
    // A kept connection may have been closed by the other side just then.
    return kept && answer === 'closed' ? this.on(connect(this.port, this.host), sending) : answer;
  }

  close(): void {
    for (const socket of this.idle) socket.destroy();
  }

  private on(socket: Socket, { pieces, isHead, isReusable }: Sending): Promise<Exchanged> {
    return new Promise((resolve) => {
      let bytes = Buffer.alloc(0);
      let isWritten = false;
      const end = (answer: Exchanged): void => {
        clearTimeout(timer);
        socket.removeAllListeners();
        socket.on('error', () => undefined);
        const isOver = typeof answer === 'string' || /close/i.test(answer.headers['connection'] ?? '');
        if (isReusable && isWritten && !isOver && bytes.length === answer.length) this.keep(socket);
        else socket.destroy();
        resolve(answer);
      };
      const timer = setTimeout(() => end('hung'), PATIENCE_MS);
      socket.setNoDelay(true);
      socket.on('data', (more) => {
        bytes = Buffer.concat([bytes, more]);
        const reply = readReply(bytes, isHead);
        if (reply) end(reply);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => end('closed'));
      void write(socket, pieces).then(() => {
        isWritten = true;
      });
    });
  }

  private keep(socket: Socket): void {
    socket.on('close', () => {
      const place = this.idle.indexOf(socket);
      if (place >= 0) this.idle.splice(place, 1);
    });
    this.idle.push(socket);
  }
}

async function write(socket: Socket, pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    socket.write(piece);
    if (pieces.length > 1) await turn();
  }
}
