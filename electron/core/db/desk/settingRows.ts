/** Settings of the desk: one key and one JSON value each. Only the settings service knows what they mean. */
import type { WritableDb } from '../handles.ts';

export type SettingRows = {
  readonly load: (key: string) => unknown;
  readonly save: (key: string, value: unknown) => void;
};

/** Settings as JSON by key; a key without a row is undefined. */
export function createSettingRows(db: WritableDb): SettingRows {
  const one = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const upsert = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    load(key) {
      const text = one.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    save: (key, value) => void upsert.run(key, JSON.stringify(value)),
  };
}
