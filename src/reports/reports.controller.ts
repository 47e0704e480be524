import { Readable } from 'node:stream';
import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowedFor } from '../auth/access';
import { SqlUnits } from '../database/sql-units';
import { Clock } from '../shared/clock';
import { bodyOf } from './answer/body';
import { entityTagOf, isNamed } from './answer/entity-tag';
import { dispositionOf } from './answer/file-name';
import { REPORT_NAMES, type ReportName } from './report';
import { Reports } from './reports';
import { MEDIA_TYPES } from './request/format';
import type { Query as ReportQuery } from './request/query';
import { reportRequestOf } from './request/report-request';

/** The zone of business days, in which a report shows moments unless it is told. */
export abstract class ReportDefaults {
  abstract readonly timeZone: string;
}

/** What finance reads and downloads. */
@Controller('reports')
@AllowedFor('finance')
export class ReportsController {
  private readonly logger = new Logger('Reports');

  constructor(
    private readonly reports: Reports,
    private readonly units: SqlUnits,
    private readonly clock: Clock,
    private readonly defaults: ReportDefaults,
  ) {}

  /** 304 when the caller has what he would get. */
  @Get([...REPORT_NAMES])
  async read(
    @Query() query: ReportQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const name = reportAt(request.routeOptions.url);
    const { accept } = request.headers;
    const asked = reportRequestOf(name, query, { accept, businessTimeZone: this.defaults.timeZone });
    const days = await this.reports.daysOf(asked);
    const tag = await entityTagOf({ units: this.units, clock: this.clock }, asked, days);
    void reply.headers({
      vary: 'Accept',
      'cache-control': tag === null ? 'no-store' : 'private, no-cache',
      ...(tag !== null && { etag: tag }),
    });
    if (tag !== null && isNamed(request.headers['if-none-match'], tag)) {
      void reply.code(304).send();
      return;
    }
    const body = request.method === 'HEAD' ? Readable.from([]) : await this.body(asked, days);
    void reply
      .headers({ 'content-type': MEDIA_TYPES[asked.format], 'content-disposition': dispositionOf(asked) })
      .send(body);
  }

  private body(...[asked, days]: Parameters<Reports['make']>): Promise<Readable> {
    return bodyOf(this.reports.make(asked, days), asked, (error) =>
      this.logger.error({ err: error, report: asked.name }, 'A report broke off'),
    );
  }
}

/** The report whose route that is. */
function reportAt(route = ''): ReportName {
  const name = REPORT_NAMES.find((known) => route.endsWith(`/${known}`));
  if (name === undefined) throw new Error(`No report at ${route}`);
  return name;
}
