import { serviceStateOf } from './service-state';

describe('the state of a service', () => {
  it.each([
    ['Состояние: активен', 'active'],
    ['Состояние: Активна', 'active'],
    ['Действует', 'active'],
    ['Недостаточно средств', 'blocked_by_balance'],
    ['Состояние: недостаточно средств', 'blocked_by_balance'],
    ['Выключен', 'off'],
    ['Отключён', 'off'],
    ['Заблокирован по балансу', 'blocked_by_balance'],
    ['Заблокирован абонентом', 'blocked_by_subscriber'],
    ['Добровольная блокировка', 'blocked_by_subscriber'],
    ['Заблокирована администратором', 'blocked_by_provider'],
    ['Заблокирован по трафику', 'traffic_limit'],
    ['Неактивен', 'unknown'],
    ['Не действует', 'unknown'],
    ['', 'unknown'],
  ])('%j is %s', (text, state) => {
    expect(serviceStateOf(text)).toBe(state);
  });
});
