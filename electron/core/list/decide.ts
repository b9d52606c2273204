/**
 * Blocked or callable: one number, one target or any, one time. One indexed statement finds the holds of the entry and
 * whether a conflict is open; the rest is pure. This is the hot path of `check` and must stay near a bare SELECT.
 */
import type { Instant } from '../../../shared/domain/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/number.ts';
import { decidingHold, type Hold, type Scope, type Target, toScope } from '../../../shared/domain/scope.ts';
import type { TargetIndex } from '../../../shared/domain/targetText.ts';
import type { Db } from '../db/openDatabase.ts';
import { createScopeReader } from '../db/scopeRows.ts';
import type { OpenConflicts } from './openConflicts.ts';

/** `holds`: all that are in force for the question, the deciding one first. Empty: callable. */
export type Decision = { readonly holds: Scope; readonly byConflict: boolean };

export type Decide = (number: PhoneNumber, target: Target | undefined, at: Instant, targets: TargetIndex) => Decision;

const callable: Decision = { holds: [], byConflict: false };

export function createDecide(db: Db, conflicts: OpenConflicts): Decide {
  const readScope = createScopeReader();
  const find = db
    .prepare<{ number: number }, readonly [string | null, number]>(
      `SELECT
         (SELECT s.holds FROM entry e JOIN scope s ON s.id = e.scope_id WHERE e.number = @number AND e.removed_at IS NULL),
         EXISTS (SELECT 1 FROM conflict WHERE number = @number AND resolved_at IS NULL)`,
    )
    .raw();
  return (number, target, at, targets) => {
    const row = find.get({ number });
    if (row === undefined) return callable;
    const ours: Scope = row[0] === null ? [] : readScope(row[0]);
    const theirs: Scope = row[1] === 1 ? conflicts.loadHolds(number) : [];
    const own = decidingHold(ours, at, target, targets);
    const first = own ?? decidingHold(theirs, at, target, targets);
    if (first === undefined) return callable;
    const all = theirs.length === 0 ? ours : toScope([...ours, ...theirs]);
    const others = all.filter(
      (hold: Hold) => hold.place !== first.place && decidingHold([hold], at, target, targets) !== undefined,
    );
    return { holds: [first, ...others], byConflict: own === undefined };
  };
}
