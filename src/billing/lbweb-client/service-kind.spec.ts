import { serviceKindOf } from './service-kind';

describe('the kind of a service', () => {
  it.each([
    ['Интернет 100', null, 'internet'],
    ['Домашний', '100 Мбит/с', 'internet'],
    ['Цифровое ТВ', null, 'tv'],
    ['IPTV базовый', '20 Мбит/с', 'tv'],
    ['Кабельное телевидение', null, 'tv'],
    ['Телефония', null, 'telephony'],
    ['Аренда АТС', null, 'telephony'],
    ['Интернет-телефония', null, 'telephony'],
    ['Статический IP-адрес', null, 'other'],
    ['Тверской', null, 'other'],
    ['Матсервис', null, 'other'],
  ])('%s, %s is %s', (name, description, kind) => {
    expect(serviceKindOf(name, description)).toBe(kind);
  });
});
