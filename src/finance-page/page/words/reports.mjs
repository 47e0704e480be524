export const reportWords = {
  reportsMore: [
    'Закрытые дни печатаются из-под печати и не меняются; открытые — как есть сейчас.',
    'Closed days are printed as they were sealed and do not change; open ones as they are now.',
  ],
  'report.payments': ['Платежи', 'Payments'],
  'report.payments.more': [
    'Каждый платёж с номерами банка и биллинга',
    'Every payment with the ids of bank and billing',
  ],
  'report.summary': ['Сводка', 'Summary'],
  'report.summary.more': [
    'По дням, терминалам, операторам, каналам и состояниям',
    'By day, terminal, operator, channel and status',
  ],
  'report.settlement': ['Расчёты с банком', 'Settlement'],
  'report.settlement.more': ['Принято, комиссия, возвраты, к перечислению', 'Gross, fee, refunds and net'],
  'report.reconciliation': ['Сверка', 'Reconciliation'],
  'report.reconciliation.more': [
    'Все расхождения и чем они кончились',
    'All discrepancies and how they ended',
  ],
  'report.corrections': ['Исправления', 'Corrections'],
  'report.corrections.more': [
    'Что изменилось в платежах уже закрытых дней',
    'What changed in payments of closed days',
  ],
  groupBy: ['Сводка по', 'Summary by'],
  'group.day': ['дням', 'day'],
  'group.terminal': ['терминалам', 'terminal'],
  'group.operator': ['операторам', 'operator'],
  'group.channel': ['каналам', 'channel'],
  'group.status': ['состояниям', 'status'],
  report: ['Отчёт', 'Report'],
  format: ['Формат', 'Format'],
};
