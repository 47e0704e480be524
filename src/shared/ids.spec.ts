import { FakeClock, SeededRandom } from '../../test/support/fakes';
import { Ids } from './ids';

describe('ids', () => {
  it('of one process sort in the order in which they were made, within a millisecond too', () => {
    const ids = new Ids(new FakeClock(), new SeededRandom(1));
    const made = Array.from({ length: 500 }, () => ids.next());
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(500);
  });

  it('are UUIDs of version 7', () => {
    const ids = new Ids(new FakeClock(), new SeededRandom(2));
    expect(ids.next()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
