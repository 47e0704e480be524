import type { Parameter } from '../addresses/links';
import type { RouteName } from '../addresses/routes';
import { TOKEN_COOKIE } from '../sessions/cookies';
import type { Visit } from '../visit';
import { escaped } from './escape';

export function hiddenInput([name, value]: Parameter): string {
  return `<input type="hidden" value="${escaped(value)}" name="${escaped(name)}" />`;
}

/** Yii writes the value before the name; older cabinets put an id between them (lbweb facts 2). */
function tokenInput({ token, cabinet: { settings } }: Visit): string {
  if (!settings.csrf) return '';
  const id = settings.theme.startsWith('table') ? ` id="${TOKEN_COOKIE}"` : '';
  return `<div style="display:none"><input type="hidden" value="${escaped(token)}"${id} name="${TOKEN_COOKIE}" /></div>`;
}

export function postForm(visit: Visit, route: RouteName, content: string, id: string): string {
  return `<form id="${id}" action="${escaped(visit.links.to(route))}" method="post">
${tokenInput(visit)}
${content}
</form>`;
}

/** A form whose fields travel in the address, with what must travel along. */
export function getForm(
  visit: Visit,
  route: RouteName,
  hidden: readonly Parameter[],
  content: string,
): string {
  const inputs = [...visit.links.routeInputs(route), ...hidden].map(hiddenInput);
  return `<form action="${escaped(visit.links.formAction(route))}">
${inputs.join('\n')}
${content}
</form>`;
}

export interface InputOptions {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'password' | 'email' | 'tel' | 'checkbox';
  readonly value?: string;
  /** Most characters. */
  readonly maxlength?: number;
}

export function inputRow({ label, name, type = 'text', value = '', maxlength }: InputOptions): string {
  const id = name.replace(/\W+/g, '_').replace(/_$/, '');
  const limit = maxlength === undefined ? '' : ` maxlength="${maxlength}"`;
  const given = value === '' ? '' : ` value="${escaped(value)}"`;
  return `<div class="control-group"><label class="control-label" for="${id}">${escaped(label)}</label>
<div class="controls"><input${limit} name="${escaped(name)}" id="${id}" type="${type}"${given} /></div></div>`;
}

/** @param name Yii numbers its submit buttons: `yt0` is the first of a page */
export function submitRow(label: string, name = 'yt0'): string {
  return `<div class="form-actions"><input class="btn btn-primary" type="submit" name="${name}" value="${escaped(label)}" /></div>`;
}
