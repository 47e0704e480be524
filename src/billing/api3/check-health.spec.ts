import { CannedCore, envelope, fault } from './canned-core.contract';

describe('checkHealth over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  it.each([
    [
      'a version',
      { body: envelope('<lb:TVersion><version>2.0.47</version><build>51</build></lb:TVersion>') },
    ],
    ['an empty version', { body: envelope('<lb:TVersion/>') }],
    [
      '"function not found" of an older core',
      fault('function getVersion not found', 'function $1 not found'),
    ],
    ['a wish for a session', fault('Manager not authorized', 'error_auth')],
  ])('passes on %s, without a session', async (_what, canned) => {
    core.on('getVersion', canned);
    await core.adapter().checkHealth();
    expect(core.calls).toHaveLength(1);
    expect(core.calls[0]?.headers.cookie).toBeUndefined();
    expect(core.calls[0]?.xml).toContain('<api3:getVersion xmlns:api3="urn:api3"></api3:getVersion>');
  });

  it.each([
    ['another fault', fault('database is down')],
    ['a web page', { body: '<html></html>' }],
    ['503', { status: 503 }],
  ])('is Unavailable on %s', async (_what, canned) => {
    core.on('getVersion', canned);
    await expect(core.adapter().checkHealth()).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
