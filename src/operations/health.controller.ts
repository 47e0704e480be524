import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { AllowedFor } from '../auth/access';
import { isServing } from '../database/galera-sessions';
import { UpstreamHealth, type UpstreamHealthState } from './upstream-health';

export const UPSTREAM_HEALTHS = Symbol('UpstreamHealths');

interface Readiness {
  readonly status: 'ready' | 'degraded' | 'not_ready';
  readonly database: 'ok' | 'down' | 'migrations_pending';
  readonly upstreams: Readonly<Record<string, UpstreamHealthState>>;
}

/** For the load balancer. A bank or billing that is down must not take us away while the other still calls. */
@Controller('health')
@AllowedFor('public')
export class HealthController {
  private isMigrated = false;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(UPSTREAM_HEALTHS) private readonly upstreams: readonly UpstreamHealth[],
  ) {}

  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const database = await this.databaseState();
    const upstreams = Object.fromEntries(
      this.upstreams.map((upstream) => [upstream.name, upstream.current()]),
    );
    if (database !== 'ok') void reply.code(503);
    const isDegraded = Object.values(upstreams).includes('degraded');
    const status = database !== 'ok' ? 'not_ready' : isDegraded ? 'degraded' : 'ready';
    return { status, database, upstreams };
  }

  private async databaseState(): Promise<Readiness['database']> {
    try {
      await this.dataSource.query('SELECT 1');
      if (!(await isServing(this.dataSource))) return 'down';
      // Asked until it is so, and not again: a schema does not go back under a running service.
      if (!this.isMigrated) this.isMigrated = !(await this.dataSource.showMigrations());
      return this.isMigrated ? 'ok' : 'migrations_pending';
    } catch {
      return 'down';
    }
  }
}
