/** What XML 1.0 cannot carry, or a parser would change on the way: control characters and halves of surrogate pairs. */
const UNSAFE = /[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/u;

/** True when the text arrives at the other side of an XML message as it is. */
export function survivesXml(text: string): boolean {
  return !UNSAFE.test(text);
}

/** Free text for an XML message: what cannot be carried becomes a space. */
export function asXmlText(text: string): string {
  return text.replace(new RegExp(UNSAFE, 'gu'), ' ');
}
