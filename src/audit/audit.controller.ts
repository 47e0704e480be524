import { Controller, Get, Query } from '@nestjs/common';
import { AllowedFor } from '../auth/access';
import { cursorOf, oneOf, wholeNumber } from '../shared/http/parameters';
import { Audit } from './audit';
import { AUDIT_KINDS, type AuditEvent } from './audit-event';
import { momentOf, uidOf } from './audit-parameters';

type AuditEventView = Omit<AuditEvent, 'at'> & { readonly at: string };

const viewOf = (event: AuditEvent): AuditEventView => ({ ...event, at: event.at.toISOString() });

/** Who did what with an account, for operators. */
@Controller('audit-events')
@AllowedFor('ops')
export class AuditController {
  constructor(private readonly audit: Audit) {}

  /** Newest first. `from` is the first moment, `to` the one after the last. */
  @Get()
  async list(
    @Query('kind') kind: unknown,
    @Query('subscriberUid') subscriberUid: unknown,
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: AuditEventView[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const filter = {
      kind: oneOf('kind', kind, AUDIT_KINDS, null),
      subscriberUid: uidOf('subscriberUid', subscriberUid),
      from: momentOf('from', from),
      to: momentOf('to', to),
      beforeId: cursorOf(cursorText),
    };
    const events = await this.audit.list(filter, limit + 1);
    const items = events.slice(0, limit).map(viewOf);
    return { items, nextCursor: events.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
