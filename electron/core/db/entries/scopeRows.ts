/**
 * Scopes are interned: a million entries that hold everywhere share one row, and the rows count how many entries use them.
 * Their text is canonical JSON, also used by conflicts and the journal: [[place, until], …], place 0 for everywhere,
 * until null or epoch milliseconds; where a hold excepts targets, [place, until, [target, …]].
 */
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { type Scope, toHold, toScope } from '../../../../shared/domain/entry/scope.ts';
import { DamagedRow, parseStored, readOr } from '../damagedRow.ts';
import type { WritableDb } from '../handles.ts';
import { scopeRowsWords as say } from '../../../../shared/words/core/database.ts';

/** A scope as canonical JSON. Equal scopes give equal text. */
export function toHoldsText(scope: Scope): string {
  return JSON.stringify(
    toScope(scope).map(({ place, until, except }) => [
      place === 'everywhere' ? 0 : place,
      until === null ? null : toEpochMs(until),
      ...(except === undefined ? [] : [except]),
    ]),
  );
}

const what = say.whereItIsBlocked;

/** The scope of a canonical text. @throws DamagedRow where it is none */
export function toScopeOfText(text: string): Scope {
  const holds = parseStored(text, what) as readonly (readonly [number, number | null, (readonly number[])?])[];
  if (!Array.isArray(holds) || !holds.every(Array.isArray)) throw new DamagedRow(what);
  return holds.map(([place, until, except]) =>
    toHold(place === 0 ? 'everywhere' : place, until === null ? null : toInstant(until), except),
  );
}

/** What counts where a scope cannot be read: everywhere, for good. Evidence in doubt blocks. */
export const scopeInDoubt: Scope = [toHold('everywhere', null)];

/** The scope of a text, or `scopeInDoubt`. */
export function toScopeOrAll(text: string): Scope {
  return readOr(
    () => toScopeOfText(text),
    () => scopeInDoubt,
  );
}

/** `toScopeOfText` with a memory of the last texts: rows that follow each other mostly share a scope. */
export function createScopeReader(): (text: string) => Scope {
  const known = new Map<string, Scope>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= 1000) known.clear();
    const scope = toScopeOfText(text);
    known.set(text, scope);
    return scope;
  };
}

/** The instant (epoch ms) from which none of the holds is in force; null when at least one never ends. */
function endOfScope(scope: Scope): number | null {
  let end = 0;
  for (const { until } of scope) {
    if (until === null) return null;
    end = Math.max(end, toEpochMs(until));
  }
  return end;
}

export type ScopeRows = {
  /** The id of a scope, made if it is new. Inside the caller's transaction. */
  readonly saveScope: (text: string) => number;
  /** Adds to the counts of entries that use this scope. */
  readonly count: (id: number, live: number, removed: number) => void;
};

/** Finds or makes the row of a scope by its text, and counts its entries. */
export function createScopeRows(db: WritableDb): ScopeRows {
  const find = db.prepare<[string], number>('SELECT id FROM scope WHERE holds = ?').pluck();
  const insert = db.prepare<[string, number | null]>('INSERT INTO scope (holds, ends_at) VALUES (?, ?)');
  const insertHold = db.prepare<[number, number, number | null]>(
    'INSERT INTO scope_hold (scope_id, place, until) VALUES (?, ?, ?)',
  );
  const count = db.prepare<[number, number, number]>(
    'UPDATE scope SET live = live + ?, removed = removed + ? WHERE id = ?',
  );
  return {
    saveScope(text) {
      const known = find.get(text);
      if (known !== undefined) return known;
      const scope = toScopeOfText(text);
      const id = Number(insert.run(text, endOfScope(scope)).lastInsertRowid);
      // An index of the text, which says what is excepted: of two holds at one place, the later end.
      for (const place of new Set(scope.map((hold) => hold.place)))
        insertHold.run(
          id,
          place === 'everywhere' ? 0 : place,
          endOfScope(scope.filter((hold) => hold.place === place)),
        );
      return id;
    },
    count: (id, live, removed) => void count.run(live, removed, id),
  };
}
