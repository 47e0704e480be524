import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, from, throwError, type Observable } from 'rxjs';
import { callerOf } from '../auth/access';
import { AGREEMENT_NOT_FOUND } from '../shared/problem/agreement-not-found';
import { PAYMENT_NOT_FOUND } from '../shared/problem/payment-not-found';
import { Problem } from '../shared/problem/problem';
import { Rejected } from '../shared/upstream-errors';
import { Audit } from './audit';

const FOREIGN: readonly string[] = [AGREEMENT_NOT_FOUND.code, PAYMENT_NOT_FOUND.code];
const LONGEST_KEPT = 64;

/** Keeps who named an agreement or payment that is not his. He is told that there is none. */
@Injectable()
export class ForeignAgreements implements NestInterceptor {
  constructor(private readonly audit: Audit) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        const caller = callerOf(context);
        if (!isForeign(error) || caller.subscriberUid === null) return throwError(() => error);
        const named = namedIn(context.switchToHttp().getRequest<FastifyRequest>());
        const kept = this.audit.record({ ...caller, kind: 'foreign_agreement', details: { named } });
        return from(
          kept.then(() => {
            throw error;
          }),
        );
      }),
    );
  }
}

function isForeign(error: unknown): boolean {
  if (error instanceof Problem) return FOREIGN.includes(error.kind.code);
  return error instanceof Rejected && FOREIGN.includes(error.code);
}

/** What the request named: in its path, or in its body. */
function namedIn({ params, body }: FastifyRequest): string | null {
  const { agreementId, id } = (params ?? {}) as Readonly<Record<string, unknown>>;
  const inBody =
    typeof body === 'object' && body !== null && 'agreementId' in body ? body.agreementId : undefined;
  const named = agreementId ?? id ?? inBody;
  return typeof named === 'string' ? named.slice(0, LONGEST_KEPT) : null;
}
