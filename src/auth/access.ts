import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import type { ApiKeyScope, Principal } from './principal';

/** Who may use a route: everyone, a subscriber (or the cabinet's backend for one), or a key of a staff scope. */
export type Access = 'public' | 'subscriber' | Exclude<ApiKeyScope, 'cabinet'>;

export const ACCESS = 'access';

/** Opens a route or controller. Without it nobody gets in. */
export const AllowedFor = (...access: readonly Access[]): CustomDecorator => SetMetadata(ACCESS, access);

export interface WithPrincipal {
  principal?: Principal;
}

function principalOf(context: ExecutionContext): Principal {
  const { principal } = context.switchToHttp().getRequest<WithPrincipal>();
  if (!principal) throw new Error('A route asked for its principal without being guarded');
  return principal;
}

/** The uid of the subscriber whom the request serves. */
export const SubscriberUid = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const principal = principalOf(context);
  if (principal.kind !== 'subscriber') throw new Error('The route is not for subscribers');
  return principal.uid;
});

/** Who acts, in one word for the history of a payment. */
export const Actor = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const principal = principalOf(context);
  return principal.kind === 'subscriber' ? `subscriber:${principal.uid}` : `key:${principal.keyName}`;
});
