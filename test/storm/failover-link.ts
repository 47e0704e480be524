import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Target {
  readonly port: number;
  /** Whether the balancer's check has found it able to work. */
  isUp(): boolean;
}

/**
 * What HAProxy or MaxScale are to one replica: new connections go to the first target that is up, and those to a target that
 * went down are closed.
 */
export class FailoverLink {
  private readonly joined = new Map<Socket, Target>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly targets: readonly Target[],
  ) {}

  static async to(targets: readonly Target[]): Promise<FailoverLink> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const link = new FailoverLink(server, (server.address() as AddressInfo).port, targets);
    server.on('connection', (near) => link.join(near));
    return link;
  }

  private join(near: Socket): void {
    near.on('error', () => undefined);
    const target = this.targets.find((candidate) => candidate.isUp());
    if (!target) {
      near.destroy();
      return;
    }
    const far = connect(target.port, '127.0.0.1');
    this.joined.set(near, target);
    far.on('error', () => undefined);
    far.on('close', () => near.destroy());
    near.on('close', () => {
      this.joined.delete(near);
      far.destroy();
    });
    near.pipe(far);
    far.pipe(near);
  }

  /** Closes what leads to a target that is down. */
  dropDead(): void {
    for (const [near, target] of this.joined) if (!target.isUp()) near.destroy();
  }

  async close(): Promise<void> {
    for (const near of this.joined.keys()) near.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
