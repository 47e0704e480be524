import type { Answer } from './recipe';
import { CALLS, envelopeOf, OPERATION_OF, type Call } from './scenes';
import { element, markupOf, type XmlElement } from './xml-tree';

const LIVE = 'sessnum=live1; Max-Age=600; path=/';
const MONEY = '500.00';
/** No promised payment runs, or none could be taken. */
const NOTHING_RUNS = 'getPromisePayments';

const wrapped = (root: XmlElement): Answer => ({
  status: 200,
  type: 'text/xml; charset=utf-8',
  cookies: [LIVE],
  bytes: Buffer.from(markupOf(root), 'utf8'),
});

function bare(operation: string): XmlElement {
  const root = element(
    's:Envelope',
    element('s:Body', element(`l:${operation}Response`, ...(operation === 'Logout' ? ['<ret>1</ret>'] : []))),
  );
  root.attributes.push(['xmlns:s', 'http://schemas.xmlsoap.org/soap/envelope/'], ['xmlns:l', 'urn:api3']);
  return root;
}

const usual = (call: Call): Answer => wrapped(envelopeOf(call, 0, MONEY).root);

const ANSWERS = new Map<string, Answer>([
  ...CALLS.map((call) => [OPERATION_OF[call], usual(call)] as const),
  [NOTHING_RUNS, wrapped(bare(NOTHING_RUNS))],
]);

/** What a healthy core says to an operation about the subscriber of all cases. */
export function goodAnswerTo(operation: string): Answer {
  return ANSWERS.get(operation) ?? wrapped(bare(operation));
}
