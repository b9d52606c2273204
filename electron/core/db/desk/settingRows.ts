/** Settings of the desk: one key and one JSON value each. Only the settings service knows what they mean. */
import type { ReadableDb, WritableDb } from '../handles.ts';

export type SettingRows = {
  readonly load: (key: string) => unknown;
  readonly save: (key: string, value: unknown) => void;
};

/** Reads settings, also on a connection that cannot write. */
export function createSettingReader(db: ReadableDb): SettingRows['load'] {
  const one = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  return (key) => {
    const text = one.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
}

/** Settings as JSON by key; a key without a row is undefined. */
export function createSettingRows(db: WritableDb): SettingRows {
  const upsert = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    load: createSettingReader(db),
    save: (key, value) => void upsert.run(key, JSON.stringify(value)),
  };
}
