/** Short texts for people; the protocol lets nobody decide by them (bank facts: error codes). */
const MESSAGES: Readonly<Record<string, string>> = {
  '1': 'Параметры запроса не распознаны',
  '4': 'Статус платежа изменить нельзя',
  '8': 'Операция не подходит к статусу платежа',
  '12': 'Неверный RedirectDueDate',
  '20': 'Заказ с таким номером уже есть',
  '101': '3-D Secure не пройден',
  '201': 'Обязательное поле пусто',
  '204': 'Неверный токен',
  '205': 'Неверный токен или терминал',
  '207': 'DATA больше допустимого',
  '208': 'Ключ в DATA длиннее допустимого',
  '209': 'Значение в DATA длиннее допустимого',
  '211': 'Неверный IP',
  '212': 'Неверная длина OrderId',
  '213': 'Неверная длина Description',
  '216': 'Неверная длина CustomerKey',
  '227': 'Неверная длина или вид Phone',
  '237': 'Неверная длина PaymentId',
  '240': 'Неверный вид Amount',
  '247': 'Amount не распознан',
  '250': 'DATA не распознан',
  '251': 'Сумма меньше допустимой',
  '255': 'Платёж не найден',
  '308': 'Позиции чека и виды оплаты не сходятся',
  '309': 'Нужен чек',
  '310': 'Неверное количество в чеке',
  '316': 'Телефон длиннее 19 знаков',
  '329': 'В чеке нужен Email или Phone',
  '330': 'Сумма больше исходной',
  '334': 'Сумма чека не равна сумме платежа',
  '335': 'Заказ не найден у терминала',
  '623': 'Заказ уже оплачен',
  '1051': 'Недостаточно средств на карте',
  '1125': 'Неверный OperationInitiatorType',
  '1126': 'OperationInitiatorType не подходит к Recurrent или RebillId',
  '3017': 'RedirectDueDate вне допустимых границ',
  '9999': 'Внутренняя ошибка, попробуйте ещё раз',
};

export function messageOf(code: string): string {
  return MESSAGES[code] ?? 'Отказ';
}

/** A business refusal: HTTP 200 with `Success:false` and no `Status`. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly details: string,
  ) {
    super(messageOf(code));
  }

  get answer(): { Success: false; ErrorCode: string; Message: string; Details: string } {
    return { Success: false, ErrorCode: this.code, Message: this.message, Details: this.details };
  }
}
