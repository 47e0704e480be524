import type { ServiceState } from '../cabinet.port';
import { comparable } from './html-text';

/**
 * How the cabinet names a service's state, by the beginning of the text after "Состояние:". The first four lines were seen by
 * live clients; the others are the words of the same billing's manager interface. What begins in no such way is `unknown`.
 */
const BEGINNINGS: readonly (readonly [RegExp, ServiceState])[] = [
  [/^актив(?:ен|на|но)/, 'active'],
  [/^действует/, 'active'],
  [/^недостаточно средств/, 'blocked_by_balance'],
  [/^(?:вы|от)ключен/, 'off'],
  [/^(?:за)?блокирован[ао]? (?:по балансу|балансом)|^блокировка по балансу/, 'blocked_by_balance'],
  [/^(?:за)?блокирован[ао]? (?:абонент|пользовател|клиент)|^добровольн/, 'blocked_by_subscriber'],
  [/^(?:за)?блокирован[ао]? (?:администратор|оператор|провайдер|менеджер)/, 'blocked_by_provider'],
  [/^(?:за)?блокирован[ао]? по трафику|^превышен[а-я]* (?:лимит )?трафика/, 'traffic_limit'],
];

export function serviceStateOf(text: string): ServiceState {
  const words = comparable(text).replace(/^состояние\s*:?\s*/, '');
  return BEGINNINGS.find(([beginning]) => beginning.test(words))?.[1] ?? 'unknown';
}
