import { MOUNT, SCRIPT } from './read-address';
import type { RouteName } from './routes';

/** `query`: `/api.php?r=account/index`; `path`: `/lbweb-client/account/index` (lbweb facts 1.1). */
export type UrlForm = 'query' | 'path';

export type Parameter = readonly [name: string, value: string | number];

/** Addresses of pages, in the form in which the visitor came. */
export class Links {
  constructor(readonly form: UrlForm) {}

  to(route: RouteName, parameters: readonly Parameter[] = []): string {
    const pairs = parameters.map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
    );
    if (this.form === 'query') return `${SCRIPT}?${[`r=${route}`, ...pairs].join('&')}`;
    return `${MOUNT}/${route}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
  }

  /** Hidden inputs that a GET form needs to come back to the route: its own query replaces that of the action. */
  routeInputs(route: RouteName): readonly Parameter[] {
    return this.form === 'query' ? [['r', route]] : [];
  }

  /** `action` of a GET form. */
  formAction(route: RouteName): string {
    return this.form === 'query' ? SCRIPT : this.to(route);
  }
}
