/** What XML 1.0 cannot hold: control signs, halves of surrogate pairs, two signs that are none. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const MARKUP = /[&<>"\r]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** Spreadsheets read `_x0041_` in a text as the sign of that number. */
const NUMBERED_SIGN = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** A text as it stands in XML, between tags or in an attribute. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(MARKUP, (sign) => ENTITIES[sign] ?? sign);
}

/** The same for the text of a cell. */
export function cellText(text: string): string {
  return xmlText(text.replace(NUMBERED_SIGN, '_x005F_'));
}
