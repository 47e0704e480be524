/** The way from the root of a message of the core to its deepest leaf has 6 steps; a fault's detail may have more. */
const DEEPEST = 64;

const PROLOGUE = /^\s*(?:<\?xml\s[^>]*\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*/;
const ATTRIBUTE = `\\s+[\\w:.-]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`;
/** A tag, a CDATA section or text. Comments, document types and processing instructions are none of these. */
const PIECE = new RegExp(
  `<(?<closed>/)?(?<name>[\\w:.-]+)(?<attributes>(?:${ATTRIBUTE})*)\\s*(?<empty>/)?>|<!\\[CDATA\\[(?<section>[\\s\\S]*?)\\]\\]>|(?<text>[^<]+)`,
  'y',
);
/** An entity that only HTML or a document type would know: node-soap's parser takes the former. */
const FOREIGN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i;
/** Of SOAP's encoding: an element that stands elsewhere in the message. */
const REFERENCE = /\s(?:id|href)\s*=/;

/** Said by an element of which node-soap passes over all that it holds: it may hold nothing. */
const NIL = /:nil\s*=/;

/**
 * True when a text begins or ends with a character that XML forbids and `trim` takes for white space: node-soap cuts it off,
 * and of a figure whose last digit a broken byte has become, the others would stay.
 */
function hasSpoiltEnd(text: string): boolean {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return /[\v\f]/.test(text.slice(0, start) + text.slice(end));
}

interface Open {
  readonly name: string;
  readonly isNil: boolean;
  hasText: boolean;
  hasElements: boolean;
}

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

/**
 * The name of the one element in the body of a SOAP message; null unless the message is as plain as the core writes them.
 * Of what else XML allows, node-soap reads a part wrongly: of a figure in several pieces it may take only the last (`1`,
 * a comment, `00`), and an `id` that names a property of all objects reaches into those and stops every later call.
 */
export function contentOf(message: string): string | null {
  const open: Open[] = [];
  const contents: string[] = [];
  let roots = 0;
  let bodies = 0;
  if (FOREIGN_ENTITY.test(message.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''))) return null;
  PIECE.lastIndex = PROLOGUE.exec(message)?.[0].length ?? 0;
  while (PIECE.lastIndex < message.length) {
    const piece = PIECE.exec(message)?.groups;
    if (!piece) return null;
    const { name, attributes = '', section, text } = piece;
    const parent = open.at(-1);
    if (name === undefined) {
      if (text !== undefined && /^[\t\r\n ]*$/.test(text)) continue;
      if (text?.includes(']]>') === true || hasSpoiltEnd(text ?? section ?? '')) return null;
      if (!parent || parent.hasText || parent.hasElements || parent.isNil || section?.includes('<?'))
        return null;
      parent.hasText = true;
      continue;
    }
    if (piece['closed'] !== undefined) {
      if (attributes !== '' || open.pop()?.name !== name) return null;
      continue;
    }
    const local = localName(name);
    const isNil = NIL.test(attributes);
    if (local in {} || REFERENCE.test(attributes) || open.length >= DEEPEST) return null;
    if (parent?.hasText || parent?.isNil) return null;
    if (parent) parent.hasElements = true;
    else roots += 1;
    if (open.length < 3 && isNil) return null;
    if (open.length === 1 && local === 'Body') bodies += 1;
    if (open.length === 2 && isBody(open)) contents.push(local);
    if (piece['empty'] === undefined) open.push({ name, isNil, hasText: false, hasElements: false });
  }
  const isWhole = roots === 1 && open.length === 0 && bodies === 1 && contents.length === 1;
  return isWhole ? (contents[0] ?? null) : null;
}

function isBody([root, body]: readonly Open[]): boolean {
  return localName(root?.name ?? '') === 'Envelope' && localName(body?.name ?? '') === 'Body';
}
