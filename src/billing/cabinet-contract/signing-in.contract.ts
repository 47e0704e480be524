import { PASSWORD, signedIn, type ContractPart } from './stage.contract';

export const signingIn: ContractPart = (stage) => {
  const signIn = (login: string, password: string) =>
    stage().cabinet.signIn({ login, password, address: '192.0.2.7' });

  describe('signing in', () => {
    it('tells whose the credentials are', async () => {
      expect(await signIn('001940', PASSWORD)).toMatchObject({ uid: '940' });
      expect(
        await stage().cabinet.signIn({ login: '001950', password: PASSWORD, address: null }),
      ).toMatchObject({
        uid: '950',
      });
    });

    it.each([
      ['a wrong password', '001940', 'Demo'],
      ['a login that does not exist', '001949', PASSWORD],
      ['no password', '001940', ''],
      ['a login that no request carries', '0019\u000040', PASSWORD],
    ])('ends the same way for %s', async (_what, login, password) => {
      await expect(signIn(login, password)).rejects.toMatchObject({
        name: 'Rejected',
        code: 'invalid_credentials',
      });
    });

    it('keeps the passwords out of its errors', async () => {
      const error: unknown = await signIn('001940', 'wrong-S3cret').catch((thrown: unknown) => thrown);
      expect(JSON.stringify(error) + String(error)).not.toMatch(/S3cret|001940/);
    });
  });

  describe('signing out', () => {
    it('ends what the upstream keeps, and may be repeated', async () => {
      const { cabinet, abilities } = stage();
      const subscriber = await signedIn(stage(), '001940');
      await cabinet.signOut(subscriber);
      await cabinet.signOut(subscriber);
      const balance = cabinet.getBalance(subscriber, '1940');
      if (abilities.endsSessions) await expect(balance).rejects.toMatchObject({ code: 'session_ended' });
      else expect(await balance).toMatchObject({ number: '001' });
    });
  });

  describe('a program without a session of ours', () => {
    it('is served, or told that it cannot be', async () => {
      const { cabinet, abilities } = stage();
      const balance = cabinet.getBalance({ uid: '940', sessionId: null }, '1940');
      if (abilities.servesPrograms) expect(await balance).toMatchObject({ number: '001' });
      else await expect(balance).rejects.toMatchObject({ name: 'Rejected', code: 'not_supported' });
    });
  });
};
