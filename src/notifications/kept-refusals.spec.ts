import { FakeClock } from '../../test/support/fakes';
import { KeptRefusals } from './kept-refusals';

describe('refused notifications', () => {
  it('are kept up to a number in each minute, and the first too many is told apart', async () => {
    const clock = new FakeClock();
    const refusals = new KeptRefusals(clock, 2);
    const admit = (count: number): string[] => Array.from({ length: count }, () => refusals.admit());
    expect(admit(5)).toEqual(['kept', 'kept', 'first_too_many', 'too_many', 'too_many']);
    await clock.advance(60_000);
    expect(admit(3)).toEqual(['kept', 'kept', 'first_too_many']);
  });

  it('are not kept at all where none are wanted', () => {
    const refusals = new KeptRefusals(new FakeClock(), 0);
    expect([refusals.admit(), refusals.admit()]).toEqual(['first_too_many', 'too_many']);
  });
});
