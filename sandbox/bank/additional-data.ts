import type { JsonObject } from './json';
import { Refusal } from './refusal';

const INITIATORS = ['0', '1', '2', 'R', 'I'];

/** Keys of the bank's own that are longer than its limit. */
const LONG_KEYS = ['OperationInitiatorType', 'notificationEnableSource'];

/**
 * Checks the pairs of `DATA` (bank facts: DATA keys).
 * @throws Refusal
 */
export function checkData(data: JsonObject): void {
  const pairs = Object.entries(data);
  if (pairs.length > 20) throw new Refusal('207', `DATA: пар ${pairs.length}, можно до 20`);
  for (const [key, value] of pairs) {
    if (key.length > 20 && !LONG_KEYS.includes(key)) throw new Refusal('208', `DATA.${key}: ключ длиннее 20`);
    if (typeof value !== 'string') throw new Refusal('250', `DATA.${key}: ожидается строка`);
    if (value.length > 100) throw new Refusal('209', `DATA.${key}: значение длиннее 100`);
  }
  const phone = data['Phone'];
  if (typeof phone === 'string' && !/^(?=.{7,20}$)\+?\d+$/.test(phone)) {
    throw new Refusal('227', 'DATA.Phone: от 7 до 20 знаков, цифры, первым может быть +');
  }
}

/**
 * Checks who starts the operation against the mark of a parent payment (bank facts: recurrent flags). Without the type
 * the bank decides by the other flags.
 * @throws Refusal
 */
export function checkInitiator(data: JsonObject, recurrent: boolean): void {
  const initiator = data['OperationInitiatorType'];
  if (initiator === undefined) return;
  if (typeof initiator !== 'string' || !INITIATORS.includes(initiator)) {
    throw new Refusal('1125', `OperationInitiatorType: ожидается одно из ${INITIATORS.join(', ')}`);
  }
  if ((initiator === '1') !== recurrent) {
    throw new Refusal('1126', `OperationInitiatorType ${initiator} ${recurrent ? 'с' : 'без'} Recurrent`);
  }
}
