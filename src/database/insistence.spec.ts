import { SeededRandom } from '../../test/support/fakes';
import { Clock } from '../shared/clock';
import { OutOfService } from '../shared/out-of-service';
import { Insistence } from './insistence';

/** Time passes by sleeping and by nothing else. */
class DreamingClock extends Clock {
  sleptMs = 0;

  now(): Date {
    return new Date(this.sleptMs);
  }

  sleep(ms: number): Promise<void> {
    this.sleptMs += ms;
    return Promise.resolve();
  }
}

const errorOf = (errno: number | undefined, code: string): Error =>
  Object.assign(new Error(code), { errno, code });
const DEADLOCK = errorOf(1213, 'ER_LOCK_DEADLOCK');
const REFUSED = errorOf(-111, 'ECONNREFUSED');
const WRONG = errorOf(1064, 'ER_PARSE_ERROR');

describe('insistence', () => {
  let clock: DreamingClock;
  let insistence: Insistence;
  beforeEach(() => {
    clock = new DreamingClock();
    insistence = new Insistence(clock, new SeededRandom(1));
  });

  /** Fails so many times, then answers how often it was tried. */
  function failing(times: number, error: Error): () => Promise<number> {
    let tries = 0;
    return () => {
      tries += 1;
      return tries <= times ? Promise.reject(error) : Promise.resolve(tries);
    };
  }

  it.each([
    ['a deadlock', DEADLOCK],
    ['a connection that is refused', REFUSED],
  ])('runs work again after %s', async (_, error) => {
    expect(await insistence.run(failing(5, error))).toBe(6);
    expect(clock.sleptMs).toBeGreaterThan(0);
  });

  it('runs work again after what its caller says passes, and no longer than eight times', async () => {
    const stale = new Error('stale');
    expect(await insistence.run(failing(7, stale), (error) => error === stale)).toBe(8);
    await expect(insistence.run(failing(8, stale), (error) => error === stale)).rejects.toBe(stale);
  });

  it('gives up at once on what does not pass', async () => {
    await expect(insistence.run(failing(1, WRONG))).rejects.toBe(WRONG);
    expect(clock.sleptMs).toBe(0);
  });

  it('is patient with a database that is away for three seconds and some, and then says so', async () => {
    const failure = await insistence.run(failing(1_000, REFUSED)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OutOfService);
    expect((failure as OutOfService).cause).toBe(REFUSED);
    expect(clock.sleptMs).toBeGreaterThan(3_000);
    expect(clock.sleptMs).toBeLessThan(4_000);
  });

  it('says that the database is out of service when deadlocks do not end', async () => {
    await expect(insistence.run(failing(1_000, DEADLOCK))).rejects.toBeInstanceOf(OutOfService);
  });

  it('does not try again what says itself that the database is away', async () => {
    const unknown = new OutOfService('The database', REFUSED);
    await expect(insistence.run(failing(1, unknown))).rejects.toBe(unknown);
  });
});
