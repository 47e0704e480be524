import { Rejected, Unavailable, UnknownOutcome } from './upstream-errors';
import { UpstreamGuard } from './upstream-guard';

const call = { upstream: 'billing', operation: 'ExternPayment' };
const guardWith = (changed = {}): UpstreamGuard =>
  new UpstreamGuard({ failuresToOpen: 3, halfOpenAfterMs: 60, maxConcurrent: 2, maxQueued: 1, ...changed });
const failing = (error: Error) => (): Promise<never> => Promise.reject(error);
const unavailable = failing(new Unavailable({ ...call, code: 'timeout' }));
const unknown = failing(new UnknownOutcome({ ...call, code: 'timeout' }));
const rejected = failing(new Rejected({ ...call, code: 'already_exists' }));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function run(guard: UpstreamGuard, work: () => Promise<unknown>): Promise<unknown> {
  return guard.run(call, work).catch((error: unknown) => error);
}

describe('UpstreamGuard', () => {
  it('opens after failures in a row, of both kinds, and then sends nothing', async () => {
    const guard = guardWith();
    await run(guard, unavailable);
    await run(guard, unknown);
    expect(guard.state).toBe('closed');
    await run(guard, unavailable);
    expect(guard.state).toBe('open');

    const work = jest.fn(() => Promise.resolve(1));
    await expect(guard.run(call, work)).rejects.toMatchObject({
      name: 'Unavailable',
      ...call,
      code: 'circuit_open',
    });
    expect(work).not.toHaveBeenCalled();
  });

  it('counts no refusal, takes it for life, and passes errors through as they are', async () => {
    const guard = guardWith();
    for (let i = 0; i < 5; i += 1) expect(await run(guard, rejected)).toBeInstanceOf(Rejected);
    await run(guard, unavailable);
    await run(guard, unavailable);
    await run(guard, rejected);
    await run(guard, unavailable);
    await run(guard, unavailable);
    expect(guard.state).toBe('closed');
    const bug = new TypeError('bug');
    for (let i = 0; i < 5; i += 1) expect(await run(guard, failing(bug))).toBe(bug);
    expect(guard.state).toBe('closed');
  });

  it('lets one call try after the pause: its success closes, its failure opens again', async () => {
    const guard = guardWith({ failuresToOpen: 1 });
    await run(guard, unavailable);
    await pause(80);
    await run(guard, unavailable);
    expect(guard.state).toBe('open');
    await pause(80);

    let finish: (value: string) => void = () => undefined;
    const trial = guard.run(call, () => new Promise<string>((resolve) => (finish = resolve)));
    expect(guard.state).toBe('half_open');
    await expect(guard.run(call, () => Promise.resolve('no'))).rejects.toMatchObject({
      code: 'circuit_open',
    });
    finish('yes');
    expect(await trial).toBe('yes');
    expect(guard.state).toBe('closed');
  });

  it('runs so many at once, lets so many wait, and turns the rest away unsent', async () => {
    const guard = guardWith();
    let running = 0;
    let most = 0;
    const work = jest.fn(async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(20);
      running -= 1;
    });
    const ends = await Promise.allSettled(Array.from({ length: 5 }, () => guard.run(call, work)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(most).toBe(2);
    expect(work).toHaveBeenCalledTimes(3);
    for (const end of ends) {
      if (end.status === 'rejected')
        expect(end.reason).toMatchObject({ name: 'Unavailable', code: 'overloaded' });
    }
    expect(guard.state).toBe('closed');
  });

  it('empties its queue unsent when the breaker opens', async () => {
    const guard = guardWith({ failuresToOpen: 1, maxConcurrent: 1, maxQueued: 5 });
    const work = jest.fn(unavailable);
    const ends = await Promise.all(Array.from({ length: 4 }, () => run(guard, work)));
    expect(ends).toMatchObject([
      { code: 'timeout' },
      { code: 'circuit_open' },
      { code: 'circuit_open' },
      { code: 'circuit_open' },
    ]);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
