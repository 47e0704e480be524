import { runAbreast } from './run-abreast';

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('work abreast', () => {
  it('is done for each item, and never for more at one time than there are lanes', async () => {
    let atWork = 0;
    let most = 0;
    const done: number[] = [];
    await runAbreast(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await later();
      done.push(item);
      atWork -= 1;
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('tells of an error once nothing is at work any more', async () => {
    let atWork = 0;
    const working = runAbreast(2, [1, 2, 3, 4], async (item) => {
      atWork += 1;
      await later();
      atWork -= 1;
      if (item === 1) throw new Error('the first');
    });
    await expect(working).rejects.toThrow('the first');
    expect(atWork).toBe(0);
  });

  it('is none where there are no items', async () => {
    await runAbreast(2, [], () => Promise.reject(new Error('never')));
  });
});
