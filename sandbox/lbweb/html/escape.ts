/** As PHP's htmlspecialchars with both quotes. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

export function escaped(text: string | number): string {
  return String(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
