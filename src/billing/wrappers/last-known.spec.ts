import { FakeClock, rejected, settled, unavailable } from '../../../test/support/fakes';
import { LastKnown } from './last-known';

let clock: FakeClock;
let known: LastKnown;
beforeEach(() => {
  clock = new FakeClock();
  known = new LastKnown({ clock, staleForMs: 600_000, patienceMs: 2_000, maxRows: 10 });
});

const answer = (sum: number) => () => Promise.resolve({ sum });
const failing = (error: Error) => () => Promise.reject(error);

describe('a read of billing', () => {
  it('is one call for all who ask for the same at the same time', async () => {
    const work = jest.fn(answer(1));
    const reads = await Promise.all(Array.from({ length: 100 }, () => known.read('a', work)));
    expect(work).toHaveBeenCalledTimes(1);
    expect(new Set(reads.map(({ value }) => value)).size).toBe(1);
    expect(reads.every(({ isStale }) => !isStale)).toBe(true);
  });

  it('is a call of its own for each thing, and for each moment', async () => {
    const work = jest.fn(answer(1));
    await Promise.all([known.read('a', work), known.read('b', work)]);
    await known.read('a', work);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('tells the last answer as stale while billing does not answer, until it is too old', async () => {
    const asOf = clock.now();
    await known.read('a', answer(1));
    await clock.advance(600_000);
    expect(await known.read('a', failing(unavailable()))).toEqual({ value: { sum: 1 }, asOf, isStale: true });
    await clock.advance(1);
    await expect(known.read('a', failing(unavailable()))).rejects.toThrow('connection_refused');
  });

  it('takes nobody else’s answer', async () => {
    await known.read('a', answer(1));
    await expect(known.read('b', failing(unavailable()))).rejects.toThrow('connection_refused');
  });

  it('is refused when billing refuses, and the last answer is forgotten', async () => {
    await known.read('a', answer(1));
    await expect(known.read('a', failing(rejected('account_not_found')))).rejects.toThrow(
      'account_not_found',
    );
    await expect(known.read('a', failing(unavailable()))).rejects.toThrow('connection_refused');
  });

  it('waits for billing no longer than it has patience for, when it has an answer at all', async () => {
    await known.read('a', answer(1));
    let late: (value: { sum: number }) => void = () => undefined;
    const slow = () => new Promise<{ sum: number }>((resolve) => (late = resolve));
    const read = known.read('a', slow);
    await clock.advance(2_000);
    expect(await read).toMatchObject({ value: { sum: 1 }, isStale: true });
    const joined = known.read('a', answer(3));
    late({ sum: 2 });
    expect(await joined).toMatchObject({ value: { sum: 2 }, isStale: false });
    const first = known.read('never asked before', slow);
    await clock.advance(60_000);
    late({ sum: 4 });
    expect(await first).toMatchObject({ value: { sum: 4 }, isStale: false });
    expect(clock.asleep).toBe(0);
  });

  it('lets nobody fall over a call that fails after all have left', async () => {
    await known.read('a', answer(1));
    let fail: (error: Error) => void = () => undefined;
    const read = known.read('a', () => new Promise<never>((_, reject) => (fail = reject)));
    await clock.advance(2_000);
    expect(await read).toMatchObject({ isStale: true });
    fail(unavailable());
    await settled();
  });

  it('remembers no more than it may: a long list pushes out what was not asked for lately', async () => {
    await known.read('a', answer(1));
    await known.read('b', answer(1));
    await known.read('long', () => Promise.resolve({ rows: [1, 2, 3, 4, 5, 6, 7, 8] }));
    await expect(known.read('a', failing(unavailable()))).rejects.toThrow('connection_refused');
    expect(await known.read('long', failing(unavailable()))).toMatchObject({ isStale: true });
  });
});
