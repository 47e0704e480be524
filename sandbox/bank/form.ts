import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Bank } from './bank';
import { readForm } from './form-input';
import type { Order } from './orders';
import { cardForm, codeForm, errorPage, resultPage } from './pages';
import { canBePaid, enterCode, presentCard, showForm, untilPayerMayGo, type PaymentStep } from './payment';

function html(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);
}

function isGood(order: Order): boolean {
  return order.status === 'CONFIRMED' || order.status === 'AUTHORIZED';
}

/** A page for an order that the payer can do nothing more about. */
function closedPage(order: Order): string {
  if (order.status === 'DEADLINE_EXPIRED') return resultPage(order, 'Срок ссылки истёк');
  if (order.status === 'CANCELED') return resultPage(order, 'Заказ отменён');
  if (!isGood(order)) return resultPage(order, 'Платёж завершён');
  return resultPage(order, 'Оплачено', order.successUrl ? { 'Вернуться в магазин': order.successUrl } : {});
}

/** Sends the payer back to the shop, or shows how the try ended where the shop named no address. */
function leave(reply: FastifyReply, order: Order, formUrl: string): FastifyReply {
  const target = isGood(order) ? order.successUrl : order.failUrl;
  if (order.status === 'AUTH_FAIL') {
    const links = { 'Попробовать ещё раз': formUrl, ...(target ? { 'Вернуться в магазин': target } : {}) };
    return html(reply, resultPage(order, 'Банк не подтвердил платёж', links));
  }
  if (target) return reply.redirect(target, 303);
  if (isGood(order)) return html(reply, closedPage(order));
  return html(reply, resultPage(order, 'Платёж не прошёл', { 'Попробовать другую карту': formUrl }));
}

/** The hosted payment form and the issuer's 3-D Secure page, as plain HTML. */
export function serveForm(app: FastifyInstance, bank: Bank): void {
  const proceed = async (reply: FastifyReply, order: Order, step: PaymentStep): Promise<FastifyReply> => {
    const formUrl = `/form/${order.formId}`;
    if (step.kind === 'challenge') return reply.redirect(`${formUrl}/3ds`, 303);
    await untilPayerMayGo(bank, step.notices);
    return leave(reply, order, formUrl);
  };

  app.get<{ Params: { id: string } }>('/form/:id', (call, reply) => {
    const order = bank.book.byFormId(call.params.id);
    if (!order) return html(reply, errorPage(404), 404);
    if (order.status === '3DS_CHECKING') return reply.redirect(`/form/${order.formId}/3ds`, 303);
    if (!canBePaid(bank, order)) return html(reply, closedPage(order));
    showForm(bank, order);
    return html(
      reply,
      cardForm(order, order.decline && `Прошлая попытка не удалась: ${order.decline.details}`),
    );
  });

  app.post<{ Params: { id: string } }>('/form/:id', (call, reply) => {
    const order = bank.book.byFormId(call.params.id);
    if (!order) return html(reply, errorPage(404), 404);
    if (!canBePaid(bank, order)) return html(reply, closedPage(order));
    const fields = new URLSearchParams(String(call.body));
    const read = readForm(fields);
    if (read.ok) return proceed(reply, order, presentCard(bank, order, read.input));
    const typed = { expiry: fields.get('expiry') ?? '', email: fields.get('email') ?? '' };
    return html(reply, cardForm(order, read.error, typed), 422);
  });

  app.get<{ Params: { id: string } }>('/form/:id/3ds', (call, reply) => {
    const order = bank.book.byFormId(call.params.id);
    if (!order) return html(reply, errorPage(404), 404);
    if (order.status !== '3DS_CHECKING') return reply.redirect(`/form/${order.formId}`, 303);
    return html(reply, codeForm(order));
  });

  app.post<{ Params: { id: string } }>('/form/:id/3ds', (call, reply) => {
    const order = bank.book.byFormId(call.params.id);
    if (!order) return html(reply, errorPage(404), 404);
    if (order.status !== '3DS_CHECKING') return reply.redirect(`/form/${order.formId}`, 303);
    const code = new URLSearchParams(String(call.body)).get('code')?.trim() ?? '';
    if (code === '') return html(reply, codeForm(order), 422);
    return proceed(reply, order, enterCode(bank, order, code));
  });
}
