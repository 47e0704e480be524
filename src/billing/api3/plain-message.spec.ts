import { contentOf } from './plain-message';

const NAMES =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';

function message(content: string, attributes = ''): string {
  return `<?xml version="1.0"?>\n<s:Envelope ${NAMES}${attributes}><s:Header/><s:Body>${content}</s:Body></s:Envelope>\n`;
}

const answer = (ret: string): string => message(`<b:R xmlns:b='urn:api3'>${ret}</b:R>`);

// Goal: what node-soap would read wrongly, or be harmed by, never gets to it.
describe('the content of a message', () => {
  it.each([
    ['<ret>9001</ret>'],
    ['<ret/>'],
    ['<ret a="1" b=\'2\'> 9001\n</ret><ret x:type="y">&#48;&lt;&amp;</ret>'],
    ['<ret><![CDATA[Rates < 5 & more]]></ret>'],
    ['<ret i:nil="true"/><ret i:nil="true"></ret>'],
    [''],
  ])('is told by its name: %s', (ret) => {
    expect(contentOf(answer(ret))).toBe('R');
  });

  it('may be a fault, after comments', () => {
    const fault = message('<s:Fault><detail><a><b>x</b></a></detail></s:Fault>');
    expect(contentOf(fault.replace('?>', '?><!-- one --> <!-- two -->'))).toBe('Fault');
  });

  it.each([
    ['a figure with a comment in it', answer('<ret a="1">1<!-- --></ret>')],
    ['a figure in two pieces', answer('<ret a="1">1<![CDATA[00]]></ret>')],
    ['a figure around an element', answer('<ret>1<b/>00</ret>')],
    ['a document in a section', answer('<ret><![CDATA[<?xml version="1.0"?><a/>]]></ret>')],
    ['a stray end of a section', answer('<ret>1]]>00</ret>')],
    ['an instruction', answer('<ret>1<?a?>00</ret>')],
    ['a document type', message('').replace('?>', '?><!DOCTYPE a>')],
    ['an entity of HTML', answer('<ret>&nbsp;1</ret>')],
    ['an element to be referred to', answer('<ret id="one">1</ret>')],
    ['a reference', answer('<ret href = "#one"/>')],
    ['the name of a property of all objects', answer('<__proto__/>')],
    ['a nil with something in it', answer('<ret i:nil="true">1</ret>')],
    ['a nil answer', message('<R i:nil="true"/>')],
    ['a nil message', message('<R/>', ' i:nil="1"')],
    ['two answers', message('<R/><R/>')],
    ['an answer beside a fault', message('<R><ret>1</ret></R><s:Fault/>')],
    ['two bodies', message('<R/></s:Body><s:Body>')],
    ['no answer', message('')],
    ['only text', message('R')],
    ['an answer in the head', message('').replace('<s:Header/>', '<s:Header><R/></s:Header>')],
    ['tags that cross', message('<R><a></R></a>')],
    ['a message that ends too early', message('<R/>').replace('</s:Envelope>', '')],
    ['a second message', `${message('<R/>')}${message('<R/>').replace(/<\?.*\?>/, '')}`],
    ['a depth that nothing needs', answer(`${'<d>'.repeat(70)}${'</d>'.repeat(70)}`)],
    ['nothing', ''],
  ])('is not told of %s', (_what, text) => {
    expect(contentOf(text)).toBeNull();
  });

  it.each(['<', '<a ', '<a x="', '&', '<!--', ' ', '<a>', '<a b="1" '])(
    'is sought in reasonable time in %j and nothing else',
    (text) => {
      const started = performance.now();
      expect(contentOf(message('<R/>').replace('<R/>', text.repeat(500_000)))).toBeNull();
      expect(performance.now() - started).toBeLessThan(2_000);
    },
  );
});
