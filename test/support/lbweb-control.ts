import type { CabinetFaults } from '../../sandbox/lbweb/faults/cabinet-faults';
import type { CabinetSettings, SettingsChange } from '../../sandbox/lbweb/settings/cabinet-settings';

/** The cabinet stand-in's own controls. */
export class LbwebControl {
  /** @param url where the stand-in listens, without a slash at its end */
  constructor(readonly url: string) {}

  /** Visits by route since the last reset. */
  calls(): Promise<Readonly<Record<string, number>>> {
    return this.call('calls');
  }

  settings(change: SettingsChange): Promise<CabinetSettings> {
    return this.call('settings', change);
  }

  async faults(faults: CabinetFaults & { readonly seed?: number }): Promise<void> {
    await this.call('faults', faults);
  }

  /** Ends every session. @returns how many subscribers were signed in */
  async expireSessions(): Promise<number> {
    return (await this.call<{ expired: number }>('sessions/expire', {})).expired;
  }

  /** Default settings, no faults, no calls. */
  async reset(): Promise<void> {
    await this.call('reset', {});
  }

  private async call<T>(path: string, body?: unknown): Promise<T> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/_control/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${text}`);
    return JSON.parse(text) as T;
  }
}
