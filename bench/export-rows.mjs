// Fills a database with payments, their credits and their lines in a registry, for `export.mjs`.

const DAY_MS = 86_400_000;
const MOSCOW_MS = 3 * 3_600_000;
const CHUNK = 50_000;

/** Of a hundred payments 96 are credited, two are refunded and two are never paid. */
const STATUS =
  "CASE WHEN n % 100 < 2 THEN 'awaiting_payer' WHEN n % 100 < 4 THEN 'refunded' ELSE 'posted' END";
const ID =
  "CONCAT('01990000-', LPAD(HEX(n DIV 65536), 4, '0'), '-7', LPAD(HEX(n % 4096), 3, '0'), '-8000-', LPAD(HEX(n), 12, '0'))";
const id = (first) => `LOWER(${ID.replace('01990000', first)})`;
const PAID = 'n % 100 >= 2';

const PAYMENTS = `INSERT INTO payments (id, order_id, subscriber_uid, agreement_id, agreement_number, operator_name,
    amount_kopecks, method, terminal, acquirer_payment_id, status, version, last_bank_status, expires_at, ask_attempts,
    created_at, updated_at, confirmed_at, posted_at)
  SELECT ${id('01990000')}, CONCAT('01JA', LPAD(n, 22, '0')), 1000 + n % 20000, 5000 + n % 20000,
    LPAD(n % 20000, 8, '0'), 'ООО «Городские сети»', 10000 + n % 777777, 'card', CONCAT('170000000000', n % 3, 'DEMO'),
    7000000000 + n, ${STATUS}, 5, IF(${PAID}, 'CONFIRMED', 'NEW'), made + INTERVAL 1 HOUR, 0, made, made,
    IF(${PAID}, made + INTERVAL 90 SECOND, NULL), IF(${PAID}, made + INTERVAL 91 SECOND, NULL)`;

const POSTINGS = (kind, sequence, where) =>
  `INSERT INTO postings (id, payment_id, kind, sequence, receipt, agreement_id,
    amount_kopecks, state, must_ask, attempts, next_attempt_at, version, poster_id, record_id, due_since, created_at, posted_at)
  SELECT ${id(kind === 'credit' ? '01990001' : '01990002')}, ${id('01990000')}, '${kind}', ${sequence},
    CONCAT('TB-01JA', LPAD(n, 22, '0'), '${kind === 'credit' ? '' : '-R1'}'), 5000 + n % 20000, 10000 + n % 777777, 'posted', 0,
    1, made, 3, 7, ${sequence}0000000 + n, made, made, made + INTERVAL 91 SECOND`.concat(
    ` FROM_NUMBERS WHERE ${where}`,
  );

const EVENTS = `INSERT INTO payment_events (id, payment_id, at, type, actor, from_status, to_status, evidence, sequence)
  SELECT ${id('01990003')}, ${id('01990000')}, made + INTERVAL 1 DAY, 'moved', 'bank:poll', 'posted', 'refunded', '{}', 1
  FROM_NUMBERS WHERE n % 100 IN (2, 3)`;

const LINES = `INSERT INTO registry_lines (registry_id, line_number, operation_key, terminal, order_id, acquirer_payment_id,
    operation, raw_operation, amount_kopecks, fee_kopecks, net_kopecks, operated_at, day, transfer_day)
  SELECT 'bench', n + 2, LPAD(n, 64, '0'), CONCAT('170000000000', n % 3, 'DEMO'), CONCAT('01JA', LPAD(n, 22, '0')), 7000000000 + n,
    'payment', 'Покупка', 10000 + n % 777777, 200, 9800 + n % 777777, made, DATE(made + INTERVAL 3 HOUR), NULL
  FROM_NUMBERS WHERE ${PAID}`;

const REGISTRY = `INSERT INTO registries (id, content_hash, file_name, format, size_bytes, state, uploaded_at, uploaded_by,
    lines_good, lines_bad) VALUES ('bench', 'bench', 'bench.csv', 'csv', 1, 'read', '2026-11-01', 'bench', 0, 0)`;

const dayOf = (ms) => new Date(ms + MOSCOW_MS).toISOString().slice(0, 10);

/** Writes so many payments, spread evenly over so many days up to yesterday, and answers the first day and the last. */
export async function fill(connection, rows, days) {
  // The last ones are paid some minutes before today.
  const today = Date.parse(`${dayOf(Date.now())}T00:00:00Z`) - MOSCOW_MS;
  const begin = today - days * DAY_MS;
  const stepMs = Math.floor((days * DAY_MS - 300_000) / rows);
  await connection.query('SET GLOBAL innodb_buffer_pool_size = 2147483648');
  await connection.query('SET unique_checks = 0, foreign_key_checks = 0');
  await connection.query(REGISTRY);
  for (let from = 0; from < rows; from += CHUNK) {
    const last = Math.min(from + CHUNK, rows) - 1;
    const numbers = `FROM (SELECT seq AS n, TIMESTAMP'${new Date(begin).toISOString().slice(0, 19).replace('T', ' ')}' + INTERVAL (seq * ${stepMs}000) MICROSECOND AS made
      FROM seq_${from}_to_${last}) AS numbers`;
    const statements = [
      `${PAYMENTS} FROM_NUMBERS`,
      POSTINGS('credit', 1, PAID),
      POSTINGS('reversal', 2, 'n % 100 IN (2, 3)'),
      EVENTS,
      LINES,
    ];
    for (const statement of statements) await connection.query(statement.replace('FROM_NUMBERS', numbers));
  }
  await connection.query('ANALYZE TABLE payments, postings, payment_events, registry_lines');
  return { from: dayOf(begin), to: dayOf(today - 1) };
}

/** The rows of the report by one statement, as somebody with nothing but the database would ask for them. */
export const ONE_SELECT = `SELECT p.accounted_at, p.status, p.amount_kopecks, f.fee, f.net, p.agreement_number, p.agreement_id,
    p.subscriber_uid, p.operator_name, p.method, p.terminal, p.order_id, p.acquirer_payment_id, p.last_bank_status, p.flag,
    c.receipt, c.state, c.record_id, c.poster_id, r.state, r.record_id, p.created_at, p.confirmed_at, p.posted_at, e.at, p.id
  FROM payments p
  LEFT JOIN postings c ON c.payment_id = p.id AND c.kind = 'credit'
  LEFT JOIN postings r ON r.payment_id = p.id AND r.kind = 'reversal'
  LEFT JOIN payment_events e ON e.payment_id = p.id AND e.to_status = 'refunded'
  LEFT JOIN (SELECT l.acquirer_payment_id AS paid, SUM(l.fee_kopecks) AS fee, SUM(l.net_kopecks) AS net FROM registry_lines l
    JOIN registries g ON g.id = l.registry_id AND g.state = 'read'
    WHERE l.superseded_by IS NULL AND l.operation = 'payment' GROUP BY l.acquirer_payment_id) f
    ON f.paid = p.acquirer_payment_id
  ORDER BY p.accounted_at, p.id`;
