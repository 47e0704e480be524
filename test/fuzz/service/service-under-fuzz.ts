import { setTimeout as pause } from 'node:timers/promises';
import globalSetup from '../../support/global-setup';
import { stopKeptDatabase } from '../../support/running-database';
import { World } from '../../support/world';
import { MemoryWatch } from '../core/memory-watch';
import { LogWatch } from './log-watch';
import { SocketPool } from './socket-pool';

/** The built service between its stand-ins, watched from all sides. */
export class ServiceUnderFuzz {
  private constructor(
    readonly world: World,
    readonly sockets: SocketPool,
    readonly log: LogWatch,
    readonly memory: MemoryWatch,
  ) {}

  static async start(): Promise<ServiceUnderFuzz> {
    if (process.env['TEST_DATABASE_SERVER_URL'] === undefined) await globalSetup();
    const world = await World.start({
      env: {
        LOG_LEVEL: 'info',
        // Other work on the machine must not look like an outage.
        LANBILLING_TIMEOUT_MS: '20000',
        TINKOFF_TIMEOUT_MS: '20000',
        UNCONFIRMED_INTERVAL_MS: '1000',
        // So that a case may come from any address.
        TRUSTED_PROXIES: '127.0.0.0/8',
        // Every answer is held against its row.
        NOTIFICATIONS_REFUSED_PER_MINUTE: '1000000',
        RETURN_URL_ORIGINS: 'https://lk.example',
        ACCESS_TOKEN_SECONDS: '86400',
      },
    });
    const url = new URL(world.replicas[0]?.url ?? '');
    const pid = world.replicas[0]?.program.pid ?? 0;
    return new ServiceUnderFuzz(
      world,
      new SocketPool(url.hostname, Number(url.port)),
      new LogWatch(world.logFile),
      new MemoryWatch(pid),
    );
  }

  /** What the log and the process have to say after a batch. */
  async watched(): Promise<readonly string[]> {
    this.memory.sample();
    // Lines travel through a pipe.
    await pause(50);
    const { program } = this.world.replicas[0]!;
    return [...this.log.complaints(), ...(program.hasEnded ? ['the service has died'] : [])];
  }

  async stop(): Promise<readonly string[]> {
    this.sockets.close();
    const complaints = [...this.log.complaints(), ...this.memory.complaints()];
    await this.world.stop();
    await stopKeptDatabase();
    delete process.env['TEST_DATABASE_SERVER_URL'];
    return complaints;
  }
}
