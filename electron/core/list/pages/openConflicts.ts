/**
 * The holds of open conflicts. While the two sides disagree, the stronger of both holds (docs/sync.md); check, scrub
 * and the list's states ask here.
 */
import { type Entry, isTakenBack } from '../../../../shared/domain/entry/entry.ts';
import { toScope, type Scope } from '../../../../shared/domain/entry/scope.ts';
import { readOr } from '../../db/damagedRow.ts';
import { createScopeReader, scopeInDoubt } from '../../db/entries/scopeRows.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { isDisputed } from './listFilter.ts';

export type OpenConflicts = {
  /** The holds of all open conflicts of a number; empty when there is none, `scopeInDoubt` where one cannot be read. */
  readonly loadHolds: (number: number) => Scope;
  /** Which of these numbers have an open conflict. */
  readonly disputed: (numbers: readonly number[]) => ReadonlySet<number>;
  /** The numbers of these entries that are in the state `conflict` (see `listFilter`). */
  readonly disputedEntries: (entries: readonly Entry[]) => ReadonlySet<number>;
};

/** What open conflicts say of numbers. */
export function createOpenConflicts(db: ReadableDb): OpenConflicts {
  const readScope = createScopeReader();
  const holds = db
    .prepare<[number], string>('SELECT holds FROM conflict WHERE number = ? AND resolved_at IS NULL')
    .pluck();
  const open = `SELECT DISTINCT c.number FROM json_each(?) n
    CROSS JOIN conflict c INDEXED BY conflict_open ON c.number = n.value AND c.resolved_at IS NULL`;
  const disputed = db.prepare<[string], number>(open).pluck();
  const isDisputedEntry = db.prepare<[number], number>(`SELECT ${isDisputed} FROM entry e WHERE e.number = ?`).pluck();
  // Most lists have no open conflict, and an import asks for every number.
  const any = db.prepare<[], number>('SELECT 1 FROM conflict WHERE resolved_at IS NULL LIMIT 1').pluck();
  const findDisputed = (numbers: readonly number[]): ReadonlySet<number> =>
    any.get() === undefined ? new Set() : new Set(disputed.all(JSON.stringify(numbers)));
  return {
    loadHolds: (number) =>
      readOr(
        () => toScope(holds.all(number).flatMap(readScope)),
        () => scopeInDoubt,
      ),
    disputed: findDisputed,
    disputedEntries(entries) {
      const found = findDisputed(entries.map(({ number }) => number));
      if (found.size === 0) return found;
      const taken = entries.filter((entry) => isTakenBack(entry) && isDisputedEntry.get(entry.number) === 0);
      const not = new Set<number>(taken.map(({ number }) => number));
      return new Set([...found].filter((number) => !not.has(number)));
    },
  };
}
