import type { ServiceAccount } from './records';

type Kind = Pick<ServiceAccount, 'agentId' | 'agentDescription'>;
type Tariff = Kind & Pick<ServiceAccount, 'tariffId' | 'tariffName' | 'monthlyFeeKopecks' | 'shape'>;

const INTERNET: Kind = { agentId: 1, agentDescription: 'Internet RADIUS' };
const TELEVISION: Kind = { agentId: 2, agentDescription: 'Цифровое телевидение CAS' };
const TELEPHONY: Kind = { agentId: 3, agentDescription: 'Телефония VoIP' };
const EXTRAS: Kind = { agentId: 4, agentDescription: 'Услуги USBox' };

const internet = (megabits: number, tariffId: number, monthlyFeeKopecks: number): Tariff => ({
  ...INTERNET,
  tariffId,
  tariffName: `Интернет ${megabits}`,
  monthlyFeeKopecks,
  shape: megabits * 1000,
});
const internet50 = internet(50, 11, 450_00);
const internet100 = internet(100, 12, 600_00);
const internet300 = internet(300, 13, 850_00);
const television: Tariff = {
  ...TELEVISION,
  tariffId: 21,
  tariffName: 'Цифровое ТВ',
  monthlyFeeKopecks: 250_00,
  shape: 0,
};
const telephony: Tariff = {
  ...TELEPHONY,
  tariffId: 31,
  tariffName: 'Телефония',
  monthlyFeeKopecks: 120_00,
  shape: 0,
};
const staticAddress: Tariff = {
  ...EXTRAS,
  tariffId: 41,
  tariffName: 'Статический IP-адрес',
  monthlyFeeKopecks: 150_00,
  shape: 0,
};

type State = Partial<Pick<ServiceAccount, 'block' | 'parentvgid'>>;

const service = (
  vgid: number,
  agrmid: number,
  login: string,
  tariff: Tariff,
  state: State = {},
): ServiceAccount => ({
  vgid,
  agrmid,
  login,
  password: `svc${vgid}`,
  parentvgid: 0,
  block: 0,
  ...tariff,
  ...state,
});

/** States stand as written: no payment here blocks or unblocks a service. */
export function demoServices(): ServiceAccount[] {
  return [
    service(501, 1940, 'inet001940', internet100),
    service(502, 1940, 'tv001940', television),
    service(503, 1940, 'tel001940', telephony, { block: 1 }),
    service(504, 1940, 'ip001940', staticAddress, { parentvgid: 501 }),
    service(505, 1941, 'inet001941', internet50),
    service(506, 1950, 'inet001950', internet300, { block: 4 }),
    service(507, 1950, 'tv001950', television, { block: 10 }),
    service(508, 1980, 'inet001980', internet100),
    service(509, 1990, 'inet001990', internet50, { block: 1 }),
    service(510, 3000, 'inet002000', internet100, { block: 1 }),
    service(511, 3000, 'inet002000-2', internet300, { block: 1 }),
  ];
}
