/**
 * Blocked or callable: one number, one target or any, at one time. One indexed statement finds the holds of the entry
 * and whether a conflict is open; the rest is pure. This is the hot path of `check` and must stay near a bare SELECT.
 */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { decidingHold, sameHold, type Scope, type Target, toScope } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { DamagedRow } from '../../db/damagedRow.ts';
import { createHiddenTest } from '../../db/entries/hiddenEntry.ts';
import { scopeInDoubt, toScopeOrAll } from '../../db/entries/scopeRows.ts';
import type { OpenConflicts } from '../pages/openConflicts.ts';
import { decideWords as say } from '../../../../shared/words/core/list.ts';

export type CheckVerdict = {
  /** All holds in force that apply to the question, the deciding one first. Empty: callable. */
  readonly holds: Scope;
  readonly byConflict: boolean;
  /** A question about the number is open. */
  readonly isDisputed: boolean;
  /** What could not be read: it counts as blocked everywhere. */
  readonly damage?: DamagedRow;
};

export type Decide = (
  number: PhoneNumber,
  target: Target | undefined,
  at: Instant,
  targets: TargetIndex,
) => CheckVerdict;

const callable: CheckVerdict = { holds: [], byConflict: false, isDisputed: false };

/** Decides for one number and target at an instant from the entry and its open conflicts, in some microseconds. */
export function createDecide(db: ReadableDb, conflicts: OpenConflicts): Decide {
  // Twice the scope's id (0: not blocked by an entry), plus one if a conflict is open: one integer is the cheapest answer.
  const find = db
    .prepare<{ number: number }, number>(
      `SELECT 2 * coalesce((SELECT scope_id FROM entry WHERE number = @number AND removed_at IS NULL), 0)
         + EXISTS (SELECT 1 FROM conflict WHERE number = @number AND resolved_at IS NULL)`,
    )
    .pluck();
  const mayBeHidden = createHiddenTest(db);
  const loadScope = createScopeCache(db);
  const notListed = (number: PhoneNumber, isDisputed: boolean): CheckVerdict => {
    if (!mayBeHidden(number)) return callable;
    const damage = new DamagedRow(say.whetherItIsOnTheList, number);
    return { holds: scopeInDoubt, byConflict: false, isDisputed, damage };
  };
  const isBroken = (scope: Scope) => scope === scopeInDoubt;
  return (number, target, at, targets) => {
    const found = find.get({ number }) ?? 0;
    if (found === 0) return notListed(number, false);
    const scopeId = Math.floor(found / 2);
    const ours: Scope = scopeId === 0 ? [] : loadScope(scopeId);
    const theirs: Scope = found % 2 === 1 ? conflicts.loadHolds(number) : [];
    if (isBroken(ours) || isBroken(theirs)) {
      const damage = new DamagedRow(say.whereItIsBlocked, number);
      return { holds: scopeInDoubt, byConflict: !isBroken(ours), isDisputed: found % 2 === 1, damage };
    }
    const own = decidingHold(ours, at, target, targets);
    const first = own ?? decidingHold(theirs, at, target, targets);
    if (first === undefined) return scopeId === 0 ? notListed(number, true) : callable;
    const all = theirs.length === 0 ? ours : toScope([...ours, ...theirs]);
    const others = all.filter(
      (hold) => !sameHold(hold, first) && decidingHold([hold], at, target, targets) !== undefined,
    );
    return { holds: [first, ...others], byConflict: own === undefined, isDisputed: found % 2 === 1 };
  };
}

/**
 * Scopes by id. A committed scope never changes, so it may be remembered. One that is read inside a transaction of a connection that
 * writes may still be rolled back, and its id given to another.
 */
function createScopeCache(db: ReadableDb): (id: number) => Scope {
  const known = new Map<number, Scope>();
  const find = db.prepare<[number], string>('SELECT holds FROM scope WHERE id = ?').pluck();
  return (id) => {
    const cached = known.get(id);
    if (cached !== undefined) return cached;
    const text = find.get(id);
    if (text === undefined) throw new Error(`An entry has the scope ${id}, which does not exist`);
    const scope = toScopeOrAll(text);
    if (db.readonly || !db.inTransaction) {
      if (known.size >= 10_000) known.clear();
      known.set(id, scope);
    }
    return scope;
  };
}
