import { leadsTo } from './addresses';
import { encoded, type Fields } from './cabinet-http';
import type { Elements } from './html-text';
import type { Page } from './page';
import type { Route } from './routes';

/** A form of a page, with what a browser would send of it untouched. */
export interface Form {
  readonly page: Page;
  readonly action: URL;
  readonly method: 'GET' | 'POST';
  readonly fields: Fields;
  /** The controls by their names; several may share one. */
  readonly controls: ReadonlyMap<string, readonly Elements[]>;
}

/** A request as a form, link or script of a page makes it. */
export interface Submission {
  readonly url: URL;
  /** Null for GET. */
  readonly body: Fields | null;
}

const CONTROLS = 'input, select, textarea, button';
const NOT_SENT = new Set(['submit', 'button', 'image', 'reset', 'file']);

/**
 * The forms of a page that have a control with such a name.
 * @throws UpstreamChanged when one of them would be sent out of the cabinet
 */
export function formsWith(page: Page, name: RegExp): readonly Form[] {
  return page
    .each(page.find('form'))
    .filter((form) => page.each(form.find(CONTROLS)).some((control) => name.test(control.attr('name') ?? '')))
    .map((form) => formOf(page, form));
}

/**
 * The only such form.
 * @throws UpstreamChanged when there is none, or several
 */
export function formWith(page: Page, name: RegExp, what: string): Form {
  const [form, ...others] = formsWith(page, name);
  if (!form || others.length > 0) throw page.changed(what);
  return form;
}

export function namesLike({ controls }: Form, name: RegExp): readonly string[] {
  return [...controls.keys()].filter((candidate) => name.test(candidate));
}

/** The value of a field as the page came with it; null when it has none. */
export function valueOf({ fields }: Form, name: string): string | null {
  return fields.find(([candidate]) => candidate === name)?.[1] ?? null;
}

/** The form with these fields filled in. What the page itself put in stays, tokens above all. */
export function filledIn({ action, method, fields }: Form, values: Fields): Submission {
  const names = new Set(values.map(([name]) => name));
  const body = [...fields.filter(([name]) => !names.has(name)), ...values];
  if (method === 'POST') return { url: action, body };
  // By GET the fields take the place of the query, as in a browser.
  const url = new URL(action);
  url.search = encoded(body);
  return { url, body: null };
}

/** True when a submission names the route, in its address or its fields. */
export function submitsTo({ url, body }: Submission, route: Route): boolean {
  return leadsTo(url, route) || (body ?? []).some(([name, value]) => name === 'r' && value === route);
}

function formOf(page: Page, form: Elements): Form {
  const action = page.addressOf(form.attr('action') ?? '');
  if (action === null) throw page.changed('form address');
  const controls = new Map<string, readonly Elements[]>();
  const fields: [string, string][] = [];
  for (const control of page.each(form.find(CONTROLS))) {
    const name = control.attr('name') ?? '';
    if (name === '') continue;
    controls.set(name, [...(controls.get(name) ?? []), control]);
    const value = sentValue(control);
    if (value !== null) fields.push([name, value]);
  }
  // The button that would be pressed: the first that has a name.
  const button = page.each(form.find('input[type=submit][name], button[name]')).at(0);
  if (button) fields.push([button.attr('name') ?? '', button.attr('value') ?? '']);
  const method = (form.attr('method') ?? 'get').toLowerCase() === 'post' ? 'POST' : 'GET';
  return { page, action, method, fields, controls };
}

/** What a control sends untouched; null for nothing. */
function sentValue(control: Elements): string | null {
  if (control.attr('disabled') !== undefined || control.is('button')) return null;
  if (control.is('select')) {
    const chosen = control.find('option[selected]').first();
    const option = chosen.length > 0 ? chosen : control.find('option').first();
    return option.length === 0 ? null : (option.attr('value') ?? option.text().trim());
  }
  if (control.is('textarea')) return control.text();
  const type = (control.attr('type') ?? 'text').toLowerCase();
  if (NOT_SENT.has(type)) return null;
  if (type === 'checkbox' || type === 'radio') {
    return control.attr('checked') === undefined ? null : (control.attr('value') ?? 'on');
  }
  return control.attr('value') ?? '';
}
