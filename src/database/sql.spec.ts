import { isAway, isDuplicateEntry, mayRunAgain } from './sql';

/** As the driver throws it, and as TypeORM wraps it. */
function thrown(details: { errno?: number; code?: string; fatal?: boolean }): Error[] {
  const driverError = Object.assign(new Error('driver'), details);
  return [driverError, Object.assign(new Error('wrapped'), { driverError })];
}

describe('an error of the database', () => {
  it.each([
    ['a deadlock or a failed certification', { errno: 1213, code: 'ER_LOCK_DEADLOCK' }],
    ['a lock time-out', { errno: 1205, code: 'ER_LOCK_WAIT_TIMEOUT' }],
    ['a row changed under a snapshot', { errno: 1020, code: 'ER_CHECKREAD' }],
    ['a cluster lost while committing', { errno: 1180, code: 'ER_ERROR_DURING_COMMIT' }],
  ])('%s undid the transaction, which may be run again', (_, details) => {
    for (const error of thrown(details)) expect([mayRunAgain(error), isAway(error)]).toEqual([true, false]);
  });

  it.each([
    ['refuses connections', { errno: -111, code: 'ECONNREFUSED', fatal: true }],
    ['breaks the connection', { errno: -104, code: 'ECONNRESET', fatal: true }],
    ['closes the connection', { code: 'PROTOCOL_CONNECTION_LOST', fatal: true }],
    ['is not reached in time', { errno: -110, code: 'ETIMEDOUT', fatal: true }],
    ['is used over a connection that broke before', { fatal: true }],
    ['has too many connections', { errno: 1040, code: 'ER_CON_COUNT_ERROR', fatal: true }],
    ['stops', { errno: 1053, code: 'ER_SERVER_SHUTDOWN' }],
    ['is no part of its cluster', { errno: 1047, code: 'ER_UNKNOWN_COM_ERROR' }],
  ])('of a server that %s says that it is away', (_, details) => {
    for (const error of thrown(details)) expect([mayRunAgain(error), isAway(error)]).toEqual([false, true]);
  });

  it.each([
    ['a wrong statement', { errno: 1064, code: 'ER_PARSE_ERROR' }],
    ['a wrong password', { errno: 1045, code: 'ER_ACCESS_DENIED_ERROR', fatal: true }],
    ['a broken CHECK', { errno: 4025, code: 'ER_CONSTRAINT_FAILED' }],
  ])('%s is final', (_, details) => {
    for (const error of thrown(details)) expect([mayRunAgain(error), isAway(error)]).toEqual([false, false]);
  });

  it('knows a duplicate by its number, and leaves what is no error of a database alone', () => {
    for (const error of thrown({ errno: 1062, code: 'ER_DUP_ENTRY' }))
      expect([isDuplicateEntry(error), mayRunAgain(error), isAway(error)]).toEqual([true, false, false]);
    for (const error of [new Error('plain'), 'text', null])
      expect([isDuplicateEntry(error), mayRunAgain(error), isAway(error)]).toEqual([false, false, false]);
  });
});
