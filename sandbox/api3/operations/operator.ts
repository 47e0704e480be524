import { faultOf } from '../soap/soap-fault';

/** The one provider company of the demo billing; 0 in a request means any. */
export const OPERATOR_ID = 1;
export const OPERATOR_NAME = 'ООО «Демо-Телеком»';

export function refuseOtherOperator(operid: number): void {
  if (operid !== 0 && operid !== OPERATOR_ID) throw faultOf('Operator not found. oper_id = $1', operid);
}

/** The default currency: requests say 0, answers say 1 (api3 facts: money and currency). */
export const CURRENCY_ID = 1;
export const CURRENCY_SYMBOL = 'руб';
