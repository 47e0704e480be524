import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { singleHeader } from '../shared/http/parameters';
import { Problem } from '../shared/problem/problem';
import { ACCESS, EVEN_AFTER_SIGN_OUT, type Access, type WithPrincipal } from './access';
import { ApiKeys } from './api-keys';
import { AuthProblems } from './auth-problems';
import { isUid, type Principal } from './principal';
import { SubscriberSessions } from './subscriber-sessions';
import { Tokens } from './tokens';

/** Lets a request in only where its route is opened for who stands behind it. Closed by default. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly sessions: SubscriberSessions,
    private readonly apiKeys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<readonly Access[] | undefined>(ACCESS, targets) ?? [];
    if (access.includes('public')) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & WithPrincipal>();
    const mayBeOver =
      this.reflector.getAllAndOverride<boolean | undefined>(EVEN_AFTER_SIGN_OUT, targets) ?? false;
    request.principal = await this.identify(request, access, mayBeOver);
    return true;
  }

  private async identify(
    request: FastifyRequest,
    access: readonly Access[],
    mayBeOver: boolean,
  ): Promise<Principal> {
    const keyText = singleHeader(request.headers['x-api-key']);
    if (keyText !== undefined) return this.byKey(keyText, request, access);
    const token = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new Problem(AuthProblems.unauthenticated);
    const holder = this.tokens.verify(token);
    if (!mayBeOver) await this.sessions.prove(holder);
    if (!access.includes('subscriber')) throw new Problem(AuthProblems.insufficientScope);
    return { kind: 'subscriber', ...holder, via: 'token', keyName: null };
  }

  private async byKey(text: string, request: FastifyRequest, access: readonly Access[]): Promise<Principal> {
    const key = await this.apiKeys.verify(text);
    if (!key) throw new Problem(AuthProblems.unauthenticated);
    const scope = key.scopes.find((candidate) => candidate !== 'cabinet' && access.includes(candidate));
    if (scope !== undefined) return { kind: 'staff', keyName: key.name, scope };
    if (!key.scopes.includes('cabinet') || !access.includes('subscriber')) {
      throw new Problem(AuthProblems.insufficientScope);
    }
    const uid = singleHeader(request.headers['x-subscriber-uid']);
    if (uid === undefined || !isUid(uid)) throw new Problem(AuthProblems.subscriberUidMissing);
    return { kind: 'subscriber', uid, via: 'cabinet_key', sessionId: null, keyName: key.name };
  }
}
