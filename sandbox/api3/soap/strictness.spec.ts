import { envelope, SoapProbe, text } from '../testing/soap-probe';
import type { RejectedCall } from '../call-journal';

/** Every departure from the schema is refused with a reason, and the reason can be read back from control. */
describe('what the stand-in refuses', () => {
  let probe: SoapProbe;
  let cookie: string;

  beforeAll(async () => {
    // These requests are wrong on purpose: they have no place among recorded messages.
    probe = await SoapProbe.start({ recordDir: '' });
    cookie = await probe.signIn();
  });
  afterAll(() => probe.stop());

  const api3 = (operation: string, inner: string): string =>
    envelope(`<a:${operation} xmlns:a="urn:api3">${inner}</a:${operation}>`);
  const posting = (val: string, rest = '<notexists>1</notexists>'): string =>
    api3('ExternPayment', `<id>11</id><str>1940</str><val>${val}</val>${rest}`);
  const promise = (rest: string, summ = '300.00'): string =>
    api3('PromisePayment', `<agrm>1940</agrm><summ>${summ}</summ>${rest}`);
  const recovery = (transport: string): string =>
    api3('recoverPassword', `<transport>${transport}</transport><login>x</login><sync>true</sync>`);
  const agrmid = '<agrmid>0</agrmid>';
  const soap12 = envelope('<a:getVersion xmlns:a="urn:api3"/>').replace(
    'http://schemas.xmlsoap.org/soap/envelope/',
    'http://www.w3.org/2003/05/soap-envelope',
  );

  it.each([
    ['no XML', 'hello', 'not well-formed'],
    ['broken XML', '<a><b></a>', 'not well-formed'],
    ['undeclared prefix', '<x:Envelope/>', 'not well-formed'],
    ['DOCTYPE', `<!DOCTYPE a [<!ENTITY x "y">]>${api3('getVersion', '')}`, 'DOCTYPE'],
    ['unknown entity', api3('getAccount', '<id>&x;</id>'), 'not well-formed'],
    ['processing instruction', `<?php x?>${api3('getVersion', '')}`, 'processing instruction'],
    ['other encoding', `<?xml version="1.0" encoding="windows-1251"?>${api3('getVersion', '')}`, 'UTF-8'],
    ['SOAP 1.2', soap12, 'SOAP 1.2'],
    ['no envelope', '<a:getVersion xmlns:a="urn:api3"/>', 'Envelope of SOAP 1.1 expected'],
    ['empty Body', envelope(''), 'Body is empty'],
    [
      'two operations',
      envelope('<a:getVersion xmlns:a="urn:api3"/><a:Logout xmlns:a="urn:api3"/>'),
      'second element',
    ],
    ['wrapper in no namespace', envelope('<getVersion/>'), 'not in "urn:api3"'],
    ['wrapper elsewhere', envelope('<getVersion xmlns="urn:api2"/>'), 'not in "urn:api3"'],
    ['qualified child', envelope('<getAccount xmlns="urn:api3"><id>1</id></getAccount>'), 'must be in none'],
    [
      'prefixed child',
      envelope('<a:getAccount xmlns:a="urn:api3"><a:id>1</a:id></a:getAccount>'),
      'must be in none',
    ],
    ['stray text', api3('getVersion', 'text'), 'stray text'],
    ['attribute', api3('getAccount', '<id type="long">1</id>'), 'attribute'],
    ['wrong order', api3('Login', '<pass>demo</pass><login>tbank</login>'), 'out of order'],
    ['unknown element', api3('getAccount', '<id>940</id><uid>940</uid>'), 'no element uid'],
    ['missing element', api3('Login', '<login>tbank</login>'), 'Login/pass is required'],
    ['repeated element', api3('getAccount', '<id>940</id><id>950</id>'), 'occurs twice'],
    ['nested element in a scalar', api3('getAccount', '<id><x/></id>'), 'holds an element'],
    ['long with letters', api3('getAccount', '<id>94O</id>'), 'is no long'],
    ['empty long', api3('getAccount', '<id/>'), 'is no long'],
    ['long with spaces', api3('getAccount', '<id> 940 </id>'), 'is no long'],
    ['long too large', api3('getAccount', '<id>9223372036854775808</id>'), 'does not fit long'],
    ['double with a comma', posting(`${agrmid}<amount>500,00</amount>`), 'no plain decimal'],
    ['double with an exponent', posting(`${agrmid}<amount>5e2</amount>`), 'no plain decimal'],
    ['no amount', posting(agrmid), 'val/amount is required'],
    ['no agrmid', posting('<amount>1</amount>'), 'val/agrmid is required'],
    [
      'val out of order',
      posting(`${agrmid}<amount>1</amount><comment>c</comment><receipt>r</receipt>`),
      'out of order',
    ],
    [
      'three decimals',
      posting(`${agrmid}<amount>1.005</amount><receipt>r</receipt>`),
      'at most two decimals',
    ],
    ['receipt with a space', posting(`${agrmid}<amount>1</amount><receipt>a b</receipt>`), 'receipt'],
    [
      'receipt too long',
      posting(`${agrmid}<amount>1</amount><receipt>${'r'.repeat(37)}</receipt>`),
      'receipt',
    ],
    [
      'paydate with T',
      posting(`${agrmid}<amount>1</amount><paydate>2026-11-01T00:00:00</paydate><receipt>r</receipt>`),
      'paydate',
    ],
    [
      'another manager',
      posting(`${agrmid}<modperson>7</modperson><amount>1</amount><receipt>r</receipt>`),
      'modperson',
    ],
    [
      'contradicting agrmid',
      posting('<agrmid>1941</agrmid><amount>1</amount><receipt>r</receipt>'),
      'val/agrmid',
    ],
    [
      'unguarded posting',
      posting(`${agrmid}<amount>1</amount><receipt>r</receipt>`, '<notexists>0</notexists>'),
      'notexists',
    ],
    ['unserved filter', api3('getAgreements', '<flt><archive>1</archive></flt>'), 'no element archive'],
    [
      'filter out of order',
      api3('getPayments', '<flt><receipt>r</receipt><agrmid>1</agrmid></flt>'),
      'order',
    ],
    ['page zero', api3('getPayments', '<flt><pgsize>10</pgsize></flt>'), 'pgnum counts from 1'],
    ['int too large', recovery('2147483648'), 'does not fit int'],
    ['promise without its day', promise(''), 'PromisePayment/promtill is required'],
    ['promise with an empty day', promise('<promtill/>'), 'promtill: "" is no date'],
    ['promise with a day of unknown form', promise('<promtill>29.11.2026</promtill>'), 'is no date'],
    [
      'promise with a newer core’s field',
      promise('<promtill>2026-11-29</promtill><disablefee>true</disablefee>'),
      'disablefee',
    ],
    [
      'promise of parts of a kopeck',
      promise('<promtill>2026-11-29</promtill>', '300.005'),
      'summ: "300.005" is not a sum',
    ],
    ['promises without a filter', api3('getPromisePayments', ''), 'getPromisePayments/flt is required'],
    ['date of unknown form', api3('getPayments', '<flt><dtfrom>01.11.2026</dtfrom></flt>'), 'no date'],
  ])('%s', async (_name, body, reason) => {
    const answer = await probe.send(body, { headers: { 'content-type': 'text/xml', cookie } });
    expect(answer.status).toBe(500);
    expect(text(answer, 'faultcode')).toBe('SOAP-ENV:Client');
    const rejected = await probe.control<RejectedCall[]>('rejected');
    expect(rejected.at(-1)!.reason).toContain(reason);
    expect(await probe.payments()).toEqual([]);
  });

  it.each([
    ['GET', { method: 'GET', body: undefined }, '/', 'the service is POST /'],
    ['another path', {}, '/soap', 'the service is POST /'],
    ['JSON', { headers: { 'content-type': 'application/json' } }, '/', 'Content-Type'],
    ['SOAP 1.2 type', { headers: { 'content-type': 'application/soap+xml' } }, '/', 'Content-Type'],
    ['other charset', { headers: { 'content-type': 'text/xml; charset=cp1251' } }, '/', 'Content-Type'],
    ['SOAPAction', { headers: { 'content-type': 'text/xml', soapaction: '"x"' } }, '/', 'SOAPAction'],
    ['gzip', { headers: { 'content-type': 'text/xml', 'content-encoding': 'gzip' } }, '/', 'Encoding'],
    [
      'two cookies',
      { headers: { 'content-type': 'text/xml', cookie: 'sessnum=a; sessnum=b' } },
      '/',
      'more than one sessnum',
    ],
  ])('over HTTP: %s', async (_name, init, path, reason) => {
    const answer = await probe.send(api3('getVersion', ''), init, path);
    expect(answer.status).toBe(500);
    const rejected = await probe.control<RejectedCall[]>('rejected');
    expect(rejected.at(-1)!.reason).toContain(reason);
  });

  it('does not count refused calls, and forgets them on reset', async () => {
    expect(await probe.control('calls')).toMatchObject({ Login: 1 });
    await probe.control('reset', {});
    expect(await probe.control('rejected')).toEqual([]);
    expect(await probe.control('calls')).toEqual({});
  });

  it('names an unknown operation in a fault of its own', async () => {
    const answer = await probe.send(api3('getEverything', ''));
    expect(text(answer, 'detail')).toBe('function getEverything not found');
    expect(text(answer, 'faultstring')).toBe('function $1 not found');
    expect(await probe.control('rejected')).toEqual([]);
  });

  it('takes comments, CDATA, an empty header and the declared SOAPAction', async () => {
    const body = envelope(
      '<a:ExternCheckPayment xmlns:a="urn:api3"><!-- x --><receipt><![CDATA[A-1]]></receipt></a:ExternCheckPayment>',
    ).replace('<e:Body>', '<e:Header/><e:Body>');
    const headers = { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""', cookie };
    const answer = await probe.send(body, { headers });
    expect(text(answer, 'detail')).toBe('Payment with receipt = A-1 and mod_person = 42 not found');
  });
});
