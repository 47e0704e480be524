import { runWithRequestId } from '../../shared/request-context';
import { kopecks } from '../../shared/money';
import type { NewBillingPayment } from '../billing.port';
import { answer, CannedCore, fault } from './canned-core.contract';

const payment: NewBillingPayment = {
  receipt: 'BA-1',
  agreementId: '9223372036854775807',
  amountKopecks: kopecks(50_000),
  paidAt: new Date('2024-11-23T21:05:09.900Z'),
  comment: 'карта <4300> & "друзья" \u0000',
  notAfter: new Date(Date.now() + 600_000),
};

describe('postPayment over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on('ExternPayment', answer('ExternPayment', '<ret>9007199254740993</ret>'));
  });
  afterEach(() => core.stop());

  it('sends one qualified wrapper and unqualified children in schema order, and keeps a big record id', async () => {
    const posted = await runWithRequestId('req-1', () => core.adapter().postPayment(payment));

    expect(posted).toEqual({ recordId: '9007199254740993' });
    const [call] = core.seen('ExternPayment');
    expect(call?.xml).toContain(
      '<soap:Body><api3:ExternPayment xmlns:api3="urn:api3">' +
        '<id>11</id><str>9223372036854775807</str><operid>0</operid>' +
        '<val><agrmid>0</agrmid><modperson>0</modperson><currid>0</currid><classid>5</classid>' +
        '<amount>500.00</amount><cashcode>2</cashcode><paydate>2024-11-24 00:05:09</paydate>' +
        '<receipt>BA-1</receipt><comment>карта &lt;4300&gt; &amp; &quot;друзья&quot;  </comment></val>' +
        '<notexists>1</notexists></api3:ExternPayment></soap:Body>',
    );
    expect(call?.headers).toMatchObject({
      soapaction: '""',
      'content-type': 'text/xml; charset=utf-8',
      cookie: 'sessnum=live1',
      'x-request-id': 'req-1',
    });
  });

  it('sends no cashcode to a core that does not know it', async () => {
    await core.adapter({ cashCode: null }).postPayment(payment);
    expect(core.seen('ExternPayment')[0]?.xml).not.toContain('cashcode');
  });

  it.each([
    ['Payment with receipt = R already exists (record_id = 81)', 'already_exists', '81'],
    ["Duplicate entry '77-BA-1' for key 'receipt'", 'already_exists', undefined],
    ['Receipt BA-1 already used', 'already_exists', undefined],
    ['Payment with receipt = R is CANCELLED (record_id = 82)', 'already_cancelled', '82'],
    ['There is period lock. You cannot affect data earlier than 2024-11-01', 'period_locked', undefined],
    [
      'Agreement(agrm_id = 5) removed or terminated. Operation is not available.',
      'agreement_closed',
      undefined,
    ],
    ['Access to rule cashonhand with access level 1 denied.', 'access_denied', undefined],
    ['Access denied to agreement 5 which access level 1', 'access_denied', undefined],
    ['Agreement not found', 'agreement_not_found', undefined],
    ['function ExternPayment not found', 'operation_missing', undefined],
    ['No confirmative document', 'receipt_missing', undefined],
  ])('fault "%s" is Rejected %s', async (detail, code, reference) => {
    for (const status of [500, 200]) {
      core.on('ExternPayment', fault(detail, 'anything', status));
      await expect(core.adapter().postPayment(payment)).rejects.toMatchObject({
        name: 'Rejected',
        code,
        reference,
      });
    }
  });

  it('reads the fault string where the detail says nothing', async () => {
    core.on('ExternPayment', fault('', 'There is Period Lock. You cannot affect data earlier than $1'));
    await expect(core.adapter().postPayment(payment)).rejects.toMatchObject({ code: 'period_locked' });
  });

  it.each([
    ['an unlisted fault', fault('Out of memory'), 'unlisted_fault'],
    ['no record id', answer('ExternPayment', '<ret>0</ret>'), 'no_record_id'],
    ['an empty answer', answer('ExternPayment', ''), 'no_record_id'],
    ['another answer', answer('Logout', '<ret>1</ret>'), 'malformed_answer'],
    ['502 without a body', { status: 502 }, 'bad_http_status'],
    ['HTML', { body: '<html><body>Bad gateway</body></html>' }, 'malformed_answer'],
    [
      'truncated XML',
      { body: answer('ExternPayment', '<ret>5</ret>').body?.slice(0, -30) },
      'malformed_answer',
    ],
    ['a hang-up', { hangUp: true }, 'connection_lost'],
    ['silence', { silent: true }, 'timeout'],
  ])('%s is UnknownOutcome', async (_what, canned, code) => {
    core.on('ExternPayment', canned);
    await expect(core.adapter({ timeoutMs: 250 }).postPayment(payment)).rejects.toMatchObject({
      name: 'UnknownOutcome',
      code,
    });
    expect(core.seen('ExternPayment')).toHaveLength(1);
  });

  it('is Unavailable when nobody listens', async () => {
    const gone = await new CannedCore().start();
    const adapter = core.adapter({ url: gone.url });
    await gone.stop();
    await expect(adapter.postPayment(payment)).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'connection_failed',
      upstreamCode: 'ECONNREFUSED',
    });
  });

  it('is Unavailable, with nothing sent, once the lease is over', async () => {
    const late = { ...payment, notAfter: new Date(Date.now() - 1) };
    await expect(core.adapter().postPayment(late)).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'lease_expired',
    });
    expect(core.seen('ExternPayment')).toHaveLength(0);
  });

  it('looks at the lease again before the repeat under a new session', async () => {
    core.on('Login', async (_call, nth) => {
      if (nth > 1) await new Promise((resolve) => setTimeout(resolve, 400));
      return answerLogin(nth);
    });
    core.on('ExternPayment', fault('Manager not authorized', 'error_auth'));
    const adapter = core.adapter();
    await adapter.getPosterId();
    const short = { ...payment, notAfter: new Date(Date.now() + 200) };
    await expect(adapter.postPayment(short)).rejects.toMatchObject({ code: 'lease_expired' });
    expect(core.seen('ExternPayment')).toHaveLength(1);
  });

  it('refuses an agreement id that is no number without asking', async () => {
    const wrong = { ...payment, agreementId: '12 or 1' };
    await expect(core.adapter().postPayment(wrong)).rejects.toMatchObject({ code: 'agreement_not_found' });
    expect(core.calls).toHaveLength(0);
  });
});

function answerLogin(nth: number): ReturnType<typeof answer> {
  return {
    ...answer('Login', '<ret><manager><personid>77</personid></manager></ret>'),
    cookies: [`sessnum=s${String(nth)}; Max-Age=600`],
  };
}
