import type { DataSource } from 'typeorm';
import { AuthHouse, failureOf } from '../../test/support/auth-house';
import { dropAndClose, freshDataSource } from '../../test/support/database';
import { AuditController } from './audit.controller';

type Query = Partial<Record<'kind' | 'subscriberUid' | 'from' | 'to' | 'limit' | 'cursor', unknown>>;

describe('the audit in MariaDB', () => {
  let dataSource: DataSource;
  let house: AuthHouse;
  beforeAll(async () => {
    dataSource = await freshDataSource();
  });
  beforeEach(async () => {
    house = await AuthHouse.empty(dataSource);
  });
  afterAll(() => dropAndClose(dataSource));

  const list = (query: Query = {}): ReturnType<AuditController['list']> => {
    const { kind, subscriberUid, from, to, limit, cursor } = query;
    return new AuditController(house.two.audit).list(kind, subscriberUid, from, to, limit, cursor);
  };
  const kindsOf = async (query: Query = {}): Promise<string[]> =>
    (await list(query)).items.map(({ kind }) => kind);

  it('keeps an event as it was told, and null for what was not', async () => {
    const told = {
      kind: 'foreign_agreement',
      subscriberUid: '940',
      sessionId: house.one.ids.next(),
      keyName: 'cabinet-backend',
      address: '2001:db8::1',
      details: { agreementId: '1950', tries: 2, isKnown: false, note: null },
    } as const;
    await house.one.audit.record(told);
    await house.one.audit.record({ kind: 'signed_out' });
    const at = house.clock.now().toISOString();
    expect((await list()).items).toEqual([
      {
        id: expect.any(String),
        at,
        kind: 'signed_out',
        subscriberUid: null,
        sessionId: null,
        keyName: null,
        address: null,
        details: {},
      },
      { ...told, id: expect.any(String), at },
    ]);
  });

  it('does not fail what has happened when an event cannot be kept', async () => {
    const broken = jest.spyOn(dataSource, 'query').mockRejectedValue(new Error('no room'));
    await house.one.audit.record({ kind: 'signed_out', subscriberUid: '940' });
    expect(broken).toHaveBeenCalled();
    broken.mockRestore();
    expect(await kindsOf()).toEqual([]);
  });

  it('keeps an event once, though it is written twice', async () => {
    const event = house.one.audit.event({ kind: 'signed_out' });
    for (let i = 0; i < 2; i += 1)
      await house.one.units.alone((connection) => house.one.audit.write(connection, event));
    expect(await kindsOf()).toEqual(['signed_out']);
  });

  describe('is searched', () => {
    beforeEach(async () => {
      for (const [kind, subscriberUid] of [
        ['signed_in', '940'],
        ['signed_in', '950'],
        ['password_changed', '940'],
        ['signed_out', '940'],
      ] as const) {
        await house.one.audit.record({ kind, subscriberUid });
        await house.clock.advance(60_000);
      }
    });
    const minutesAgo = (minutes: number): string => house.clock.after(-minutes * 60_000).toISOString();

    it('newest first, by kind, subscriber and time', async () => {
      expect(await kindsOf()).toEqual(['signed_out', 'password_changed', 'signed_in', 'signed_in']);
      expect(await kindsOf({ kind: 'signed_in', subscriberUid: '950' })).toEqual(['signed_in']);
      expect(await kindsOf({ subscriberUid: '940', from: minutesAgo(3) })).toEqual([
        'signed_out',
        'password_changed',
      ]);
      expect(await kindsOf({ from: minutesAgo(3), to: minutesAgo(1) })).toEqual([
        'password_changed',
        'signed_in',
      ]);
    });

    it('page by page', async () => {
      const first = await list({ limit: '3' });
      expect(first.items).toHaveLength(3);
      const second = await list({ limit: '3', cursor: first.nextCursor });
      expect(second.items.map(({ subscriberUid }) => subscriberUid)).toEqual(['940']);
      expect(second.nextCursor).toBeNull();
    });

    it.each<Query>([
      { kind: 'nonsense' },
      { subscriberUid: '0' },
      { subscriberUid: "940' OR 1=1" },
      { from: 'yesterday' },
      { from: '2026-11-24' },
      { to: '2026-13-01T00:00:00Z' },
      { to: ['2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'] },
      { limit: '0' },
      { cursor: 'x' },
    ])('not by %j', async (query) => {
      expect(await failureOf(list(query))).toBe('validation_failed');
    });
  });
});
