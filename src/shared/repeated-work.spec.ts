import { settled } from '../../test/support/fakes';
import { RepeatedWork } from './repeated-work';

/** Work whose every run ends when it is told to. */
class Runs {
  readonly errors: unknown[] = [];
  begun = 0;
  atWork = 0;
  most = 0;
  private end: (error?: Error) => void = () => undefined;
  readonly work = new RepeatedWork(
    () => {
      this.begun += 1;
      this.atWork += 1;
      this.most = Math.max(this.most, this.atWork);
      return new Promise<void>((resolve, reject) => {
        this.end = (error) => {
          this.atWork -= 1;
          if (error) reject(error);
          else resolve();
        };
      });
    },
    (error) => this.errors.push(error),
  );

  async finish(error?: Error): Promise<void> {
    this.end(error);
    await settled();
  }
}

let runs: Runs;
beforeEach(() => (runs = new Runs()));

describe('repeated work', () => {
  it('does not begin by itself, and begins at once when woken', () => {
    expect(runs.begun).toBe(0);
    runs.work.wake();
    expect(runs.begun).toBe(1);
  });

  it('never runs twice at one time, and runs once more for however many wakes came meanwhile', async () => {
    for (let i = 0; i < 5; i += 1) runs.work.wake();
    await settled();
    expect(runs.begun).toBe(1);
    await runs.finish();
    expect(runs.begun).toBe(2);
    await runs.finish();
    expect([runs.begun, runs.most, runs.atWork]).toEqual([2, 1, 0]);
  });

  it('rests until it is woken again', async () => {
    runs.work.wake();
    await runs.finish();
    expect(runs.begun).toBe(1);
    runs.work.wake();
    expect(runs.begun).toBe(2);
  });

  it('outlives a failure, which it tells, and runs again when woken', async () => {
    const error = new Error('the database is gone');
    runs.work.wake();
    await runs.finish(error);
    expect(runs.errors).toEqual([error]);
    runs.work.wake();
    await settled();
    expect(runs.begun).toBe(2);
  });

  it('does for a failed run what was asked for meanwhile', async () => {
    runs.work.wake();
    runs.work.wake();
    await runs.finish(new Error('once'));
    expect(runs.begun).toBe(2);
  });

  it('that is stopped finishes what runs, and the stop waits for it', async () => {
    runs.work.wake();
    let isOver = false;
    const stop = runs.work.stop().then(() => (isOver = true));
    await settled();
    expect([runs.work.stopped, isOver]).toEqual([true, false]);
    await runs.finish();
    await stop;
    expect([isOver, runs.atWork]).toEqual([true, 0]);
  });

  it('that is stopped begins nothing new, whatever was asked for before or after', async () => {
    runs.work.wake();
    runs.work.wake();
    const stop = runs.work.stop();
    runs.work.wake();
    await runs.finish();
    await stop;
    runs.work.wake();
    await settled();
    expect(runs.begun).toBe(1);
  });

  it('that never ran stops at once', async () => {
    await runs.work.stop();
    runs.work.wake();
    expect(runs.begun).toBe(0);
  });
});
