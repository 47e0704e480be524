import { Lanes } from './lanes';

describe('lanes', () => {
  const later = (): { promise: Promise<void>; done: () => void; fail: (error: Error) => void } => {
    let done = (): void => undefined;
    let fail: (error: Error) => void = () => undefined;
    const promise = new Promise<void>((resolve, reject) => {
      done = resolve;
      fail = reject;
    });
    return { promise, done, fail };
  };

  it('run the work of one key in turn, also after a failure', async () => {
    const lanes = new Lanes();
    const seen: string[] = [];
    const first = later();
    const one = lanes.run('a', () => {
      seen.push('first begins');
      return first.promise;
    });
    const two = lanes.run('a', () => {
      seen.push('second begins');
      return Promise.resolve('value');
    });
    await new Promise(setImmediate);
    expect(seen).toEqual(['first begins']);
    first.fail(new Error('no'));
    await expect(one).rejects.toThrow('no');
    await expect(two).resolves.toBe('value');
  });

  it('run different keys side by side, and forget who is done', async () => {
    const lanes = new Lanes();
    const slow = later();
    const one = lanes.run('a', () => slow.promise);
    await expect(lanes.run('b', () => Promise.resolve(2))).resolves.toBe(2);
    slow.done();
    await one;
    await new Promise(setImmediate);
    expect((lanes as unknown as { last: Map<string, unknown> }).last.size).toBe(0);
  });
});
