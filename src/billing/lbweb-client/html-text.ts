import { load, type CheerioAPI } from 'cheerio/slim';

/** Elements of a page. */
export type Elements = ReturnType<ReturnType<CheerioAPI['root']>['find']>;
/** A node of any kind, as the contents of elements are. */
type AnyNode = ReturnType<Elements['contents']>[number];

const TEXT_NODE = 3;
/** What they hold is not shown. */
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head', 'title']);
/** Words go on through these; around any other element they end. */
const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'em',
  'i',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'font',
  'nobr',
]);

function* piecesOf(nodes: Iterable<AnyNode>): Generator<string> {
  for (const node of nodes) {
    if (node.nodeType === TEXT_NODE) yield node.data;
    else if ('name' in node && 'children' in node && !UNSEEN.has(node.name)) {
      const isInline = INLINE.has(node.name);
      if (!isInline) yield ' ';
      yield* piecesOf(node.children);
      if (!isInline) yield ' ';
    }
  }
}

function* runsOf(nodes: Iterable<AnyNode>): Generator<string> {
  for (const node of nodes) {
    if (node.nodeType === TEXT_NODE) yield node.data;
    else if ('name' in node && 'children' in node && !UNSEEN.has(node.name)) yield* runsOf(node.children);
  }
}

/** One level below, in one walk: cheerio's own would sort and compare. */
export function childElements(nodes: readonly AnyNode[]): readonly AnyNode[] {
  return nodes.flatMap((node) => ('children' in node ? node.children : []));
}

/** The text with every run of blanks, also unbreakable ones, as one blank. */
export function squeezed(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

/** What a reader sees of elements, as one line. */
export function textOf(elements: Iterable<AnyNode>): string {
  return squeezed([...piecesOf(elements)].join(''));
}

/** The texts of elements in their order, each as long as no tag stands in it. */
export function runsOfText(elements: Iterable<AnyNode>): readonly string[] {
  return [...runsOf(elements)].map(squeezed).filter((run) => run !== '');
}

/** The text of a piece of HTML, or of plain text. */
export function textOfHtml(html: string): string {
  return textOf(load(html).root().contents());
}

/** Lower case, with `ё` as `е`: how texts are compared. */
export function comparable(text: string): string {
  return squeezed(text).toLowerCase().replaceAll('ё', 'е');
}
