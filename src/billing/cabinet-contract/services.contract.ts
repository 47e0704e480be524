import { signedIn, type ContractPart } from './stage.contract';

export const services: ContractPart = (stage) => {
  const shown = async (login: string, agreementId: string) => {
    const subscriber = await signedIn(stage(), login);
    const found = await stage().cabinet.getServices(subscriber, agreementId);
    return found.toSorted((left, right) => ((left.login ?? '') < (right.login ?? '') ? -1 : 1));
  };

  describe('services', () => {
    it('have names, kinds, states and prices', async () => {
      const found = await shown('001940', '1940');
      expect(
        found.map(({ login, tariffName, kind, state, monthlyPriceKopecks }) => [
          login,
          tariffName,
          kind,
          state,
          monthlyPriceKopecks,
        ]),
      ).toEqual([
        ['inet001940', 'Интернет 100', 'internet', 'active', 600_00],
        ['ip001940', 'Статический IP-адрес', 'other', 'active', 150_00],
        ['tel001940', 'Телефония', 'telephony', 'blocked_by_balance', 120_00],
        ['tv001940', 'Цифровое ТВ', 'tv', 'active', 250_00],
      ]);
    });

    it('have ids where they are told, and pass nobody their passwords', async () => {
      const found = await shown('001940', '1940');
      expect(found.map(({ serviceId }) => serviceId)).toEqual(
        stage().abilities.tellsServiceIds ? ['501', '504', '503', '502'] : [null, null, null, null],
      );
      expect(JSON.stringify(found)).not.toMatch(/svc50\d/);
    });

    it('are blocked or off', async () => {
      const found = await shown('001950', '1950');
      expect(found.map(({ login, state }) => [login, state])).toEqual([
        ['inet001950', 'blocked_by_balance'],
        ['tv001950', 'off'],
      ]);
    });

    it('may be several of one kind', async () => {
      const found = await shown('002000', '3000');
      expect(found.map(({ login, kind, monthlyPriceKopecks }) => [login, kind, monthlyPriceKopecks])).toEqual(
        [
          ['inet002000', 'internet', 600_00],
          ['inet002000-2', 'internet', 850_00],
        ],
      );
    });

    it('may be none', async () => {
      const { login, agreementId } = await stage().newcomer();
      expect(await shown(login, agreementId)).toEqual([]);
    });
  });
};
