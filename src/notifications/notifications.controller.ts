import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcquirerPort } from '../acquiring/acquirer.port';
import { AllowedFor } from '../auth/access';
import { ReceiveNotification } from './receive-notification';
import { SourceNetworks } from './source-networks';

/** The bank's endpoint. It hears `OK` in plain text, or a status without a body. */
@Controller('tinkoff/notifications')
@AllowedFor('public')
export class NotificationsController {
  constructor(
    private readonly receiveNotification: ReceiveNotification,
    private readonly networks: SourceNetworks,
    private readonly acquirer: AcquirerPort,
  ) {}

  @Post()
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.networks.allow(request.ip)) {
      this.receiveNotification.turnAway(request.ip);
      await reply.code(403).send();
      return;
    }
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    let outcome;
    try {
      outcome = await this.receiveNotification.execute(rawBody);
    } catch (error) {
      request.log.error({ err: error }, 'A notification could not be stored');
      await reply.code(503).send();
      return;
    }
    if (outcome === 'refused' || outcome === 'refused_not_kept') await reply.code(403).send();
    else await reply.code(200).type('text/plain; charset=utf-8').send(this.acquirer.acknowledgement);
  }
}
