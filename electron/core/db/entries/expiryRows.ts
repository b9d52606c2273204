/**
 * The instants at which holds end, so that the work which an end causes (a vendor that has to be told) is found without
 * looking at every entry. A row is deleted once that work is done.
 */
import type { WritableDb } from '../handles.ts';

export type ExpiryRows = {
  readonly save: (at: number, number: number) => void;
  /** The same for many: an end and its number, one pair behind the other. */
  readonly saveAll: (pairs: readonly number[]) => void;
  readonly remove: (at: number, number: number) => void;
  /** Numbers with a hold that ended at `now` (epoch ms) or before, sorted, each once. */
  readonly listDue: (now: number, limit: number) => readonly number[];
  readonly removeDue: (now: number, numbers: readonly number[]) => void;
};

/** Rows of one statement. */
const rowsAtOnce = 100;

/** The ends of holds by time (epoch ms) and number, for the sweep of what has ended. */
export function createExpiryRows(db: WritableDb): ExpiryRows {
  const save = db.prepare<[number, number]>('INSERT OR IGNORE INTO expiry (at, number) VALUES (?, ?)');
  const prepareMany = () =>
    db.prepare<[readonly number[]]>(
      `INSERT OR IGNORE INTO expiry (at, number) VALUES ${Array.from({ length: rowsAtOnce }, () => '(?, ?)').join(', ')}`,
    );
  // Nobody who only looks waits for it.
  let saveMany: ReturnType<typeof prepareMany> | undefined;
  const remove = db.prepare<[number, number]>('DELETE FROM expiry WHERE at = ? AND number = ?');
  const due = db
    .prepare<[number, number], number>('SELECT number FROM expiry WHERE at <= ? ORDER BY at, number LIMIT ?')
    .pluck();
  const removeDue = db.prepare<[number, string]>(
    'DELETE FROM expiry WHERE at <= ? AND number IN (SELECT value FROM json_each(?))',
  );
  return {
    save: (at, number) => void save.run(at, number),
    saveAll(pairs) {
      const most = rowsAtOnce * 2;
      const whole = pairs.length - (pairs.length % most);
      for (let from = 0; from < whole; from += most) {
        saveMany ??= prepareMany();
        saveMany.run(pairs.slice(from, from + most));
      }
      for (let from = whole; from < pairs.length; from += 2) save.run(pairs[from] ?? 0, pairs[from + 1] ?? 0);
    },
    remove: (at, number) => void remove.run(at, number),
    listDue: (now, limit) => [...new Set(due.all(now, limit))].toSorted((a, b) => a - b),
    removeDue: (now, numbers) => void removeDue.run(now, JSON.stringify(numbers)),
  };
}
