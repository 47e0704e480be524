import { PASSWORD, signedIn, type ContractPart } from './stage.contract';

const NEXT = 'n3w & <longer>';

export const passwords: ContractPart = (stage) => {
  const change = async (current: string, next: string, signedInBy = PASSWORD) => {
    const subscriber = await signedIn(stage(), '001940', signedInBy);
    return stage().cabinet.changePassword(subscriber, { current, next });
  };
  const signIn = (password: string) => stage().cabinet.signIn({ login: '001940', password, address: null });

  describe('a password', () => {
    it('is changed, and changed again by the new one', async () => {
      const third = 'demo-demo';
      await change(PASSWORD, NEXT);
      expect(await signIn(NEXT)).toMatchObject({ uid: '940' });
      await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'invalid_credentials' });
      await change(NEXT, third, NEXT);
      expect(await signIn(third)).toMatchObject({ uid: '940' });
    });

    it('is not changed by whoever does not know it', async () => {
      for (const wrong of ['wrong-one', '']) {
        await expect(change(wrong, NEXT)).rejects.toMatchObject({
          name: 'Rejected',
          code: 'invalid_credentials',
        });
      }
      expect(await signIn(PASSWORD)).toMatchObject({ uid: '940' });
    });

    it.each(['short', ''])('is not changed to %j', async (next) => {
      await expect(change(PASSWORD, next)).rejects.toMatchObject({
        name: 'Rejected',
        code: 'password_refused',
      });
      expect(await signIn(PASSWORD)).toMatchObject({ uid: '940' });
    });
  });

  describe('the recovery of a password', () => {
    it('sends a letter, and ends the same way for a login that does not exist', async () => {
      const { cabinet, abilities, recoveryMails } = stage();
      for (const login of ['001940', '001949', '']) {
        const recovery = cabinet.recoverPassword(login);
        if (abilities.recoversPasswords) await recovery;
        else await expect(recovery).rejects.toMatchObject({ name: 'Rejected', code: 'not_supported' });
      }
      expect(await recoveryMails()).toBe(abilities.recoversPasswords ? 1 : 0);
    });
  });
};
