import { Recorder } from '../shared/recorder';
import type { CoreAddress } from './core/core-call';
import type { LbwebOptions } from './environment';
import { newSwitchboard, type Switchboard } from './faults/cabinet-faults';
import { PhpSessions } from './sessions/php-sessions';
import {
  changed,
  DEFAULT_SETTINGS,
  type CabinetSettings,
  type SettingsChange,
} from './settings/cabinet-settings';

/** The state of one stand-in, shared by its pages and its control. */
export class Cabinet {
  readonly faults: Switchboard = newSwitchboard();
  readonly sessions: PhpSessions;
  readonly recorder: Recorder;
  readonly core: CoreAddress;
  readonly now: () => number;
  /** Visits by route since the last reset. */
  readonly calls = new Map<string, number>();
  private currentSettings = DEFAULT_SETTINGS;

  constructor(options: LbwebOptions) {
    this.core = options.core;
    this.now = options.now ?? Date.now;
    this.sessions = new PhpSessions(this.now);
    this.recorder = new Recorder('lbweb', options.recordDir);
  }

  get settings(): CabinetSettings {
    return this.currentSettings;
  }

  changeSettings(change: SettingsChange): CabinetSettings {
    this.currentSettings = changed(this.currentSettings, change);
    return this.currentSettings;
  }

  countCall(route: string): void {
    this.calls.set(route, (this.calls.get(route) ?? 0) + 1);
  }

  /** Default settings, no faults, no calls. Sessions live on: a caller should not have to sign in because a test began. */
  reset(): void {
    this.currentSettings = DEFAULT_SETTINGS;
    this.faults.reset();
    this.calls.clear();
  }
}
