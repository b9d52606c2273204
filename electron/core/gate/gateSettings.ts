/** How the gate is set: whether and where it listens, how old the list may be, and how its answers are logged. */
import { gateSettings, type GateSettings } from '../../../shared/contract/gateSettings.ts';
import type { SettingRows } from '../db/desk/settingRows.ts';

const key = 'gate';

/** Off, on loopback, a day, two years, numbers hidden. */
const defaultGateSettings: GateSettings = {
  listen: false,
  port: 4760,
  address: '127.0.0.1',
  certificate: null,
  key: null,
  freshHours: 24,
  keepMonths: 24,
  plainNumbers: false,
};

/** The settings as they are kept; what is not valid any more has its default. */
export function loadGateSettings(load: SettingRows['load']): GateSettings {
  const parsed = gateSettings.partial().safeParse(load(key) ?? {});
  return { ...defaultGateSettings, ...(parsed.success ? parsed.data : {}) };
}

/** Keeps all settings of the gate. */
export function saveGateSettings(rows: SettingRows, settings: GateSettings): void {
  rows.save(key, settings);
}

/** Whether only this computer reaches an address. */
export const isLoopback = (address: string): boolean => /^(127(\.\d{1,3}){3}|::1|localhost)$/.test(address);
