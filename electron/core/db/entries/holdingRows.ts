/** Which entries have a hold at some places: found by their interned scopes, of which there are few. */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { ReadableDb } from '../handles.ts';

export type HoldingRows = {
  /** How many entries that are not removed hold at one of the places. */
  readonly count: (places: readonly TargetId[]) => number;
  /** The numbers of these entries, at most `limit` at once. Entries may be changed between two pages. */
  readonly each: (places: readonly TargetId[], limit: number) => Generator<readonly PhoneNumber[]>;
};

/** Prepares the statements. */
export function createHoldingRows(db: ReadableDb): HoldingRows {
  const scopes = db.prepare<[string], { id: number; live: number }>(
    `SELECT s.id, s.live FROM scope s
     WHERE s.id IN (SELECT scope_id FROM scope_hold WHERE place IN (SELECT value FROM json_each(?))) ORDER BY s.id`,
  );
  const page = db
    .prepare<[number, number, number], PhoneNumber>(
      `SELECT number FROM entry INDEXED BY entry_scope
       WHERE scope_id = ? AND scope_id <> 1 AND number > ? AND removed_at IS NULL ORDER BY number LIMIT ?`,
    )
    .pluck();
  return {
    count: (places) => scopes.all(JSON.stringify(places)).reduce((sum, { live }) => sum + live, 0),
    *each(places, limit) {
      for (const { id } of scopes.all(JSON.stringify(places)))
        for (let after = 0; ;) {
          const numbers = page.all(id, after, limit);
          const last = numbers.at(-1);
          if (last === undefined) break;
          yield numbers;
          after = last;
        }
    },
  };
}
