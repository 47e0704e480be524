import { FakeClock, Script, settled } from '../../test/support/fakes';
import { UpstreamHealth } from './upstream-health';

let clock: FakeClock;
let check: Script<[], undefined>;
let health: UpstreamHealth;
beforeEach(() => {
  clock = new FakeClock();
  check = new Script<[], undefined>('checkHealth', []);
  health = new UpstreamHealth('billing', () => check.run(), clock);
});

describe('the health of an upstream', () => {
  it('is unknown until the first answer, for which nobody waits', async () => {
    check.answers(undefined);
    expect(health.current()).toBe('unknown');
    await settled();
    expect(health.current()).toBe('ok');
  });

  it('is asked once in a while, however often it is read', async () => {
    check.always(() => undefined);
    health.current();
    await settled();
    for (let i = 0; i < 10; i += 1) health.current();
    await clock.advance(14_999);
    health.current();
    expect(check.calls).toHaveLength(1);
    await clock.advance(1);
    health.current();
    expect(check.calls).toHaveLength(2);
  });

  it('is degraded after a failed check, and ok again after a good one', async () => {
    check.fails(new Error('down')).answers(undefined);
    health.current();
    await settled();
    expect(health.current()).toBe('degraded');
    await clock.advance(15_000);
    expect(health.current()).toBe('degraded');
    await settled();
    expect(health.current()).toBe('ok');
  });

  it('is not asked a second time while the first check still runs', async () => {
    check.does(async () => {
      await clock.sleep(60_000);
      return undefined;
    });
    health.current();
    await clock.advance(59_000);
    expect(health.current()).toBe('unknown');
    expect(check.calls).toHaveLength(1);
    await clock.advance(1_000);
    await settled();
    check.answers(undefined);
    expect(health.current()).toBe('ok');
  });
});
