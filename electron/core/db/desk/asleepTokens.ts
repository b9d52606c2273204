/** Tokens that came with a restored backup and that nobody has confirmed: they open nothing. Part of the database that brought them. */
import { z } from 'zod';
import type { SettingRows } from './settingRows.ts';

const key = 'gateAsleep';
const stored = z.array(z.number().int());

/** Which tokens, by id, are asleep. */
export type Asleep = Pick<ReadonlySet<number>, 'has'>;

const all: Asleep = { has: () => true };

/** Where the setting says nothing that can be read, all are. */
export function loadAsleep(load: SettingRows['load']): Asleep {
  const value = load(key);
  if (value === undefined) return new Set();
  const parsed = stored.safeParse(value);
  return parsed.success ? new Set(parsed.data) : all;
}

/** Keeps which tokens are asleep. */
export function saveAsleep(rows: SettingRows, ids: readonly number[]): void {
  rows.save(key, ids);
}
