import type { PromiseView } from '../control/views';
import { SoapProbe, text, type ProbeAnswer } from './soap-probe';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A stand-in at noon of 2026-11-24 in Moscow, and a manager who gives promised payments there. */
export class PromiseDesk {
  private constructor(
    readonly probe: SoapProbe,
    private readonly clock: { now: number },
    private cookie: string,
  ) {}

  static async open(): Promise<PromiseDesk> {
    const clock = { now: Date.parse('2026-11-24T09:00:00Z') };
    const probe = await SoapProbe.start({ now: () => clock.now });
    return new PromiseDesk(probe, clock, await probe.signIn());
  }

  close(): Promise<void> {
    return this.probe.stop();
  }

  /** The session is a new one afterwards: none lasts a day. */
  async wait(days: number): Promise<void> {
    this.clock.now += days * DAY_MS;
    this.cookie = await this.probe.signIn();
  }

  call(operation: string, inner: string, timeoutMs?: number): Promise<ProbeAnswer> {
    return this.probe.call(operation, inner, this.cookie, timeoutMs);
  }

  settings(agrmid: number): Promise<ProbeAnswer> {
    return this.call('getPPSettings', `<agrm>${agrmid}</agrm>`);
  }

  promise(
    agrmid: number,
    {
      summ = '300.00',
      promtill = '2026-11-29',
      timeoutMs,
    }: { summ?: string; promtill?: string; timeoutMs?: number } = {},
  ): Promise<ProbeAnswer> {
    const inner = `<agrm>${agrmid}</agrm><summ>${summ}</summ><promtill>${promtill}</promtill>`;
    return this.call('PromisePayment', inner, timeoutMs);
  }

  post(receipt: string, amount: string): Promise<ProbeAnswer> {
    return this.probe.post(this.cookie, { receipt, amount, str: '1950' });
  }

  cancel(receipt: string): Promise<ProbeAnswer> {
    return this.probe.cancel(this.cookie, receipt);
  }

  stored(agrmid?: number): Promise<PromiseView[]> {
    return this.probe.control(agrmid === undefined ? 'promises' : `promises?agrmid=${agrmid}`);
  }

  /** `credit` and `promisecredit` of an agreement. */
  async credits(agrmid: number): Promise<(string | undefined)[]> {
    const answer = await this.call('getAgreements', `<flt><agrmid>${agrmid}</agrmid></flt>`);
    return [text(answer, 'credit'), text(answer, 'promisecredit')];
  }
}
