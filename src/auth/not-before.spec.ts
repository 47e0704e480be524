import { FakeClock, settled } from '../../test/support/fakes';
import { notBefore } from './not-before';

describe('an answer that is held back', () => {
  const clock = new FakeClock();

  /** How many milliseconds the answer waits that is ready after so many. */
  async function waited(readyAfterMs: number, floorMs: number): Promise<number> {
    const startedAt = clock.now();
    await clock.advance(readyAfterMs);
    const state = { isGiven: false };
    const answer = notBefore(clock, startedAt, floorMs).then(() => (state.isGiven = true));
    await settled();
    let waitedMs = 0;
    for (; !state.isGiven && waitedMs < 10_000; waitedMs += 1) await clock.advance(1);
    await answer;
    return waitedMs;
  }

  it.each([
    [0, 300, 300],
    [120, 300, 180],
    [299, 300, 1],
    [300, 300, 0],
    [900, 300, 0],
    [0, 0, 0],
  ])('and is ready after %d ms of %d waits %d', async (ready, floor, rest) => {
    expect(await waited(ready, floor)).toBe(rest);
  });

  it('waits no longer than the floor when the clock has gone back', async () => {
    let isGiven = false;
    const answer = notBefore(clock, clock.after(3_600_000), 300).then(() => (isGiven = true));
    await clock.advance(300);
    expect(isGiven).toBe(true);
    await answer;
  });
});
