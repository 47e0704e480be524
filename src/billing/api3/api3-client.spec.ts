import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { answer, CannedCore, envelope, fault, MANAGER_PASSWORD, signedIn } from './canned-core.contract';

const NO_SUCH = fault('Payment with receipt = R and mod_person = 77 not found');
const BODY = NO_SUCH.body ?? '';

describe('the SOAP client', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  it.each([
    ['a document type', BODY.replace('?>', '?><!DOCTYPE x [<!ENTITY e "v">]>')],
    ['an unknown entity', BODY.replace('not found', '&e; not found')],
    ['text before the message', `warning! ${BODY}`],
    ['two roots', `${BODY}${BODY.replace(/<\?.*\?>/, '')}`],
    ['a message within another root', `<x>${BODY.replace(/<\?.*\?>/, '')}</x>`],
    ['an empty fault', envelope('<SOAP-ENV:Fault/>')],
    ['an envelope without a body', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>'],
    ['a page in an envelope', '<Envelope><html>x</html></Envelope>'],
    ['a page and an empty body in an envelope', '<Envelope><html>x</html><Body/></Envelope>'],
    ['nothing', ''],
  ])('does not trust %s', async (_what, body) => {
    core.on('ExternCheckPayment', { status: 200, body });
    await expect(core.adapter().findPayment('R')).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'malformed_answer',
    });
  });

  it('takes the envelope under any prefix, after comments, and faults with elements in their detail', async () => {
    core.on('ExternCheckPayment', {
      status: 500,
      body:
        '<?xml version="1.0"?><!-- gSOAP --> <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault>' +
        '<faultcode>e:Server</faultcode><faultstring>x</faultstring>' +
        '<detail><m><![CDATA[Payment with receipt = R and mod_person = 7 not found]]></m></detail></e:Fault></e:Body></e:Envelope>',
    });
    expect(await core.adapter().findPayment('R')).toBeNull();
  });

  it('reads no more than it is allowed to', async () => {
    core.on('ExternCheckPayment', { status: 500, body: BODY + ' '.repeat(200_000) });
    await expect(core.adapter({ maxAnswerBytes: 100_000 }).findPayment('R')).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'answer_too_large',
    });
  });

  it('waits no longer than the time-out for an answer that trickles', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const started = Date.now();
    await expect(
      core.adapter({ url: `http://127.0.0.1:${String(port)}/`, timeoutMs: 200 }).checkHealth(),
    ).rejects.toMatchObject({ name: 'Unavailable', code: 'timeout' });
    expect(Date.now() - started).toBeLessThan(1_500);
    server.closeAllConnections();
    server.close();
  });

  it('lets a call run longer than an unused connection is kept, and uses connections again', async () => {
    core.on('ExternCheckPayment', async () => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      return NO_SUCH;
    });
    const adapter = core.adapter({ idleSocketMs: 60 });
    expect(await adapter.findPayment('R')).toBeNull();
    await adapter.getPosterId();
    expect(core.seen('ExternCheckPayment')[0]?.headers.connection).toBe('keep-alive');
  });

  it('follows no redirection', async () => {
    core.on('ExternCheckPayment', { status: 307, body: '' });
    await expect(core.adapter().findPayment('R')).rejects.toMatchObject({
      code: 'bad_http_status',
      upstreamCode: 'HTTP 307',
    });
  });

  it('lets no password out in an error, whatever went wrong', async () => {
    const secrets = [MANAGER_PASSWORD, 'subscriber-S3cret', 'sessnum', 'live1'];
    const leak = secrets.join(' ');
    const wrecks = [
      fault(leak, leak),
      { status: 502, body: leak },
      { body: `<html>${leak}</html>` },
      { body: envelope(leak) },
      { body: envelope(`<x>${leak}`) },
      { ...answer('Login', `<ret>${leak}</ret>`), cookies: [] },
      { hangUp: true },
      { silent: true },
    ];
    const errors: unknown[] = [];
    for (const wreck of wrecks) {
      for (const operation of ['Login', 'ClientLogin', 'getAccount']) {
        core.on('Login', signedIn()).on('ClientLogin', wreck).on('getAccount', wreck);
        if (operation === 'Login') core.on('Login', wreck);
        const cabinet = core.cabinet({ timeoutMs: 150 });
        const work =
          operation === 'ClientLogin'
            ? cabinet.signIn({ login: 'u', password: 'subscriber-S3cret', address: null })
            : cabinet.getAccount({ uid: '12', sessionId: null });
        errors.push(await work.catch((error: unknown) => error));
        expect(inspect(cabinet, { depth: 10, showHidden: true }).includes('S3cret')).toBe(false);
      }
    }
    expect(errors).toHaveLength(24);
    for (const error of errors) {
      expect(error).toBeInstanceOf(Error);
      const seen = [
        inspect(error, { depth: 20, showHidden: true }),
        JSON.stringify(error),
        JSON.stringify(Object.getOwnPropertyDescriptors(error)),
        String((error as Error).stack),
      ].join('\n');
      expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    }
  });
});
