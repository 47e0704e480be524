import { escaped } from './escape';

/** The blank before the quote is how cabinets write it (lbweb facts 2). */
export function alertBlock(kind: 'success' | 'error', text: string): string {
  return `<div class="alert alert-block alert-${kind} ">${escaped(text)}</div>`;
}

/** The operator's notice: its own text stands beside a child that is no part of it (lbweb facts 3.2). */
export function noticeBlock(text: string): string {
  if (text === '') return '';
  return `<div class="alert alert-block alert-info"><a class="close" data-dismiss="alert">&times;</a>${escaped(text)}</div>`;
}
