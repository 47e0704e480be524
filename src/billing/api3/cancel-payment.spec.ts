import { answer, CannedCore, fault } from './canned-core.contract';

describe('cancelPayment over api3', () => {
  const later = new Date(Date.now() + 600_000);
  let core: CannedCore;
  beforeEach(async () => {
    core = await new CannedCore().start();
  });
  afterEach(() => core.stop());

  it('cancels by receipt', async () => {
    core.on('ExternCancelPayment', answer('ExternCancelPayment', '<ret>81</ret>'));
    expect(await core.adapter().cancelPayment('BA-1', later)).toEqual({ recordId: '81' });
    expect(core.seen('ExternCancelPayment')[0]?.xml).toContain(
      '<api3:ExternCancelPayment xmlns:api3="urn:api3"><receipt>BA-1</receipt><notexists>1</notexists></api3:ExternCancelPayment>',
    );
  });

  it('takes "already cancelled" for success', async () => {
    core.on('ExternCancelPayment', fault('Payment already cancelled (record_id = 81)'));
    expect(await core.adapter().cancelPayment('BA-1', later)).toEqual({ recordId: '81' });
    core.on('ExternCancelPayment', fault('already cancelled'));
    expect(await core.adapter().cancelPayment('BA-1', later)).toEqual({ recordId: null });
  });

  it.each([
    ['Payment with receipt = BA-1 not found', 'Rejected', 'payment_not_found'],
    ['Payment cannot be cancelled', 'Rejected', 'cannot_be_cancelled'],
    ['There is period lock. You cannot affect data earlier than 2024-11-01', 'Rejected', 'period_locked'],
    ['function ExternCancelPayment not found', 'Rejected', 'operation_missing'],
    ['something else', 'UnknownOutcome', 'unlisted_fault'],
  ])('"%s" is %s %s', async (detail, name, code) => {
    core.on('ExternCancelPayment', fault(detail));
    await expect(core.adapter().cancelPayment('BA-1', later)).rejects.toMatchObject({ name, code });
  });

  it('does not know the outcome of an answer without a record id', async () => {
    core.on('ExternCancelPayment', answer('ExternCancelPayment', '<ret>0</ret>'));
    await expect(core.adapter().cancelPayment('BA-1', later)).rejects.toMatchObject({
      name: 'UnknownOutcome',
    });
  });

  it('sends nothing once the lease is over', async () => {
    await expect(core.adapter().cancelPayment('BA-1', new Date(0))).rejects.toMatchObject({
      code: 'lease_expired',
    });
    expect(core.seen('ExternCancelPayment')).toHaveLength(0);
  });
});
