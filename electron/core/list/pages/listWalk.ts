/**
 * Which way through the entry table a query takes. SQLite plans without knowing how many entries a batch or a target
 * has. The counts of scopes and origins know, so the walk is chosen here and named in the SQL.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { hasOpenConflicts, joinConditions, type ListFilter, type Sql, toEntryCondition } from './listFilter.ts';

/** `from` is the table and its index; `where` the condition that goes with it. */
export type Walk = { readonly from: string; readonly where: Sql | undefined };

/** An index that leads to more entries than this, under several keys, leaves too many of them to sort. */
const mostToSort = 50_000;

/** The walk for a filter, by number. What it yields is in order of number, or is few enough to be sorted. */
export function chooseWalk(db: ReadableDb, filter: ListFilter): Walk {
  const disputes = hasOpenConflicts(db);
  const condition = toEntryCondition(filter, disputes);
  const { states, origin, scope } = filter;
  const only = states?.size === 1 ? [...states][0] : undefined;
  if (only === 'conflict')
    return {
      from: '(SELECT DISTINCT number FROM conflict INDEXED BY conflict_open WHERE resolved_at IS NULL) c CROSS JOIN entry e ON e.number = c.number',
      where: condition,
    };
  const byOrigin = origin && chooseIndex(db, 'origin', origin);
  if (byOrigin) return { from: 'entry e INDEXED BY entry_origin', where: joinConditions([byOrigin, condition]) };
  const ended: Sql | undefined = only === 'expired' ? { text: 'ends_at <= ?', values: [filter.now] } : undefined;
  const byScope = (scope ?? ended) && chooseIndex(db, 'scope', joinConditions([scope, ended]));
  if (byScope) return { from: 'entry e INDEXED BY entry_scope', where: joinConditions([byScope, condition]) };
  if (only === 'removed')
    return {
      from: 'entry e INDEXED BY entry_removed',
      where: joinConditions([{ text: 'e.removed_at IS NOT NULL', values: [] }, condition]),
    };
  return { from: 'entry e NOT INDEXED', where: condition };
}

/** The condition that leads into the index of a table, if it leads to few entries or to one key. */
function chooseIndex(db: ReadableDb, table: 'scope' | 'origin', where: Sql | undefined): Sql | undefined {
  if (where === undefined) return undefined;
  const column = table === 'scope' ? 'e.scope_id' : 'e.origin_id';
  const found = db
    .prepare<unknown[], { keys: number; entries: number; key: number | null }>(
      `SELECT count(*) AS keys, coalesce(sum(live + removed), 0) AS entries, min(id) AS key FROM ${table} WHERE ${where.text}`,
    )
    .get(...where.values);
  if (found === undefined) return undefined;
  // The index of scopes leaves out the first one, which most entries have.
  if (table === 'scope' && found.key === 1) return undefined;
  const partial = table === 'scope' ? `${column} <> 1 AND ` : '';
  if (found.keys <= 1) return { text: `${partial}${column} = ?`, values: [found.key ?? 0] };
  if (found.entries > mostToSort) return undefined;
  return { text: `${partial}${column} IN (SELECT id FROM ${table} WHERE ${where.text})`, values: where.values };
}
