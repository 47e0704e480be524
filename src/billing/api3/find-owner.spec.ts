import { agreementAnswer } from './canned-agreement.contract';
import { answer, CannedCore, fault } from './canned-core.contract';

describe('findOwner over api3', () => {
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  it('tells whose an agreement is, in one call', async () => {
    core.on('getAgreements', agreementAnswer());
    expect(await core.adapter().findOwner('1940')).toBe('12');
    expect(core.seen('getAgreements')).toHaveLength(1);
  });

  it('tells that there is no such agreement, and asks nothing for what is no id', async () => {
    core.on('getAgreements', answer('getAgreements', ''));
    expect(await core.adapter().findOwner('1940')).toBeNull();
    expect(await core.adapter().findOwner('0')).toBeNull();
    expect(core.seen('getAgreements')).toHaveLength(1);
  });

  it.each([
    [
      'a core that passes over the filter',
      answer('getAgreements', '<ret><agrmid>1</agrmid></ret><ret><agrmid>1940</agrmid></ret>'),
    ],
    ['an agreement of nobody', agreementAnswer({ uid: '' })],
    ['a fault', fault('deadlock')],
  ])('is Unavailable for %s', async (_what, canned) => {
    core.on('getAgreements', canned);
    await expect(core.adapter().findOwner('1940')).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
