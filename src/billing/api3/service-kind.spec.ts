import { serviceKindOf } from './service-kind';

describe('the kind of a service', () => {
  it.each([
    ['Internet RADIUS', 'Сто', 'internet'],
    ['LBphone VoIP', 'Безлимитный', 'telephony'],
    ['Цифровое телевидение CAS', 'Базовый', 'tv'],
    ['Услуги USBox', 'Цифровое ТВ', 'tv'],
    ['Услуги USBox', 'Аренда АТС', 'telephony'],
    ['Услуги USBox', 'Статический IP-адрес', 'other'],
    ['', '100 Мбит/с', 'internet'],
    ['IPoE', 'Интернет + ТВ', 'internet'],
    ['', 'Интернет-телефония', 'telephony'],
    ['', 'Хватит', 'other'],
    ['', '', 'other'],
  ])('of the agent "%s" and the tariff "%s" is %s', (agent, tariff, kind) => {
    expect(serviceKindOf(agent, tariff)).toBe(kind);
  });
});
