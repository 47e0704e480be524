import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import type { Subscriber } from '../billing/cabinet.port';
import type { ApiKeyScope, Principal } from './principal';

/** Who may use a route: everyone, a subscriber (or the cabinet's backend for one), or a key of a staff scope. */
export type Access = 'public' | 'subscriber' | Exclude<ApiKeyScope, 'cabinet'>;

export const ACCESS = 'access';

/** Opens a route or controller. Without it nobody gets in. */
export const AllowedFor = (...access: readonly Access[]): CustomDecorator => SetMetadata(ACCESS, access);

export const EVEN_AFTER_SIGN_OUT = 'even-after-sign-out';

/** Lets a subscriber in by an access token whose session is over. */
export const EvenAfterSignOut = (): CustomDecorator => SetMetadata(EVEN_AFTER_SIGN_OUT, true);

export interface WithPrincipal {
  principal?: Principal;
}

/** Who called and from where, as the audit takes it. */
export interface CallerFacts {
  readonly subscriberUid: string | null;
  readonly sessionId: string | null;
  readonly keyName: string | null;
  /** Network address. */
  readonly address: string;
}

function principalOf(context: ExecutionContext): Principal {
  const { principal } = context.switchToHttp().getRequest<WithPrincipal>();
  if (!principal) throw new Error('A route asked for its principal without being guarded');
  return principal;
}

function subscriberOf(context: ExecutionContext): Principal & { readonly kind: 'subscriber' } {
  const principal = principalOf(context);
  if (principal.kind !== 'subscriber') throw new Error('The route is not for subscribers');
  return principal;
}

/** The uid of the subscriber whom the request serves. */
export const SubscriberUid = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => subscriberOf(context).uid,
);

/** The subscriber whom the request serves, with his session. */
export const CurrentSubscriber = createParamDecorator((_: unknown, context: ExecutionContext): Subscriber => {
  const { uid, sessionId } = subscriberOf(context);
  return { uid, sessionId };
});

/** Who acts, in one word for the history of a payment. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const principal = principalOf(context);
  return principal.kind === 'subscriber' ? `subscriber:${principal.uid}` : `key:${principal.keyName}`;
});

/** Who called and from where; on a public route nothing but the address. */
export function callerOf(context: ExecutionContext): CallerFacts {
  const { principal, ip } = context.switchToHttp().getRequest<WithPrincipal & { readonly ip: string }>();
  const subscriber = principal?.kind === 'subscriber' ? principal : undefined;
  return {
    subscriberUid: subscriber?.uid ?? null,
    sessionId: subscriber?.sessionId ?? null,
    keyName: principal?.keyName ?? null,
    address: ip,
  };
}

export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallerFacts =>
  callerOf(context),
);
