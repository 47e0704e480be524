import { answer, CannedCore, fault } from './canned-core.contract';

describe('recoverPassword over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
    core.on(
      'recoverPassword',
      answer(
        'recoverPassword',
        '<ret><recordid>5</recordid><destination>i***@example.org</destination></ret>',
      ),
    );
  });
  afterEach(() => core.stop());

  const recover = (login = '001940') => core.cabinet({ timeoutMs: 1_000 }).recoverPassword(login);

  it('asks for the mail, without a session', async () => {
    await recover();
    expect(core.calls).toHaveLength(1);
    expect(core.calls[0]?.headers.cookie).toBeUndefined();
    expect(core.calls[0]?.xml).toContain(
      '<api3:recoverPassword xmlns:api3="urn:api3"><transport>0</transport><login>001940</login><sync>false</sync></api3:recoverPassword>',
    );
  });

  it('ends the same way for a login that does not exist', async () => {
    core.on('recoverPassword', fault('Account not found'));
    await recover();
    await recover('');
    await recover('a\u0000');
    expect(core.calls).toHaveLength(1);
  });

  it.each([fault('function recoverPassword not found'), fault('Manager not authorized', 'error_auth')])(
    'is not supported by a core that does not offer it',
    async (canned) => {
      core.on('recoverPassword', canned);
      await expect(recover()).rejects.toMatchObject({ name: 'Rejected', code: 'not_supported' });
    },
  );

  it('does not know whether the mail went when there is no answer', async () => {
    core.on('recoverPassword', { silent: true });
    await expect(recover()).rejects.toMatchObject({ name: 'UnknownOutcome' });
  });
});
