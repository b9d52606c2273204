/**
 * Entries in their flat form, millions of them in order of number, for the proof of the list. A row with all columns under their names,
 * fetched by itself, costs several times what reading it does: here what nearly every entry says comes as bare values, some hundred rows
 * at once, and the rest only where it is said.
 */
import type { ReadableDb } from '../handles.ts';
import { blankEntry, type FlatEntry } from './entryForm.ts';
import type { OriginRow } from './entryOriginRows.ts';
import { columnOf, storedNames } from './storedDetails.ts';

type Value = string | number | null;
type Row = readonly Value[];
type Field = keyof FlatEntry;

const always = ['number', 'seq', 'line', 'reason', 'requestedAt'] as const satisfies readonly Field[];
const seldom: readonly Field[] = [
  ...storedNames.filter((name) => name !== 'reason' && name !== 'requestedAt'),
  'changedAt',
  'changedBy',
  'removedAt',
  'removedBy',
  'removedWhy',
];
const toColumns = (names: readonly Field[]): string => names.map(columnOf).join(', ');
/** Where the values of a row stand: the ids of its scope and origin, what is always said, and whether more is. */
const [firstSaid, moreSaid] = [2, 2 + always.length];
/** So few that they are garbage before the collector has moved them. */
const rowsAtOnce = 250;
/** How many scopes and origins are remembered. */
const mostKnown = 10_000;
/** With more in a hundred that say what is seldom said, the next rows are read with all of it. */
const manyOfHundred = 5;

/** Makes the function that reads the entries from a number to another. One whose scope or origin is not there is left out. */
export function createEntryScan(db: ReadableDb): (first: number, last: number) => Generator<FlatEntry> {
  const prepare = (more: string) =>
    db
      .prepare<[number, number], Row>(
        `SELECT scope_id, origin_id, ${toColumns(always)}, ${more} FROM entry WHERE number BETWEEN ? AND ?
         ORDER BY number LIMIT ${rowsAtOnce}`,
      )
      .raw();
  const brief = prepare(`coalesce(${toColumns(seldom)}) IS NOT NULL`);
  const whole = prepare(`coalesce(${toColumns(seldom)}) IS NOT NULL, ${toColumns(seldom)}`);
  const rest = db.prepare<[Value], Row>(`SELECT ${toColumns(seldom)} FROM entry WHERE number = ?`).raw();
  const scopeOf = db.prepare<[number], string>('SELECT holds FROM scope WHERE id = ?').pluck();
  const originOf = db.prepare<[number], OriginRow>(
    'SELECT source_kind, source_label, author, at, batch_id FROM origin WHERE id = ?',
  );
  const findScope = remember((id) => scopeOf.get(id));
  const findOrigin = remember((id) => originOf.get(id));
  let isWhole = false;

  function toEntry(row: Row, more: Row | undefined): FlatEntry | undefined {
    const holds = findScope(row[0] as number);
    const origin = findOrigin(row[1] as number);
    if (holds === undefined || origin === undefined) return undefined;
    const entry: Record<Field, Value> = { ...blankEntry };
    for (let at = 0; at < always.length; at++) entry[always[at] as Field] = row[firstSaid + at] ?? null;
    entry.holds = holds;
    entry.sourceKind = origin.source_kind;
    entry.sourceLabel = origin.source_label;
    entry.createdBy = origin.author;
    entry.createdAt = origin.at;
    entry.batchId = origin.batch_id;
    entry.changedAt = origin.at;
    entry.changedBy = origin.author;
    if (more !== undefined) for (const [at, field] of seldom.entries()) entry[field] = more[at] ?? entry[field];
    return entry as FlatEntry;
  }

  return function* scan(first, last) {
    for (let from = first; ;) {
      const hasAll = isWhole;
      const rows = (hasAll ? whole : brief).all(from, last);
      let saying = 0;
      for (const row of rows) {
        const isMore = row[moreSaid] === 1;
        if (isMore) saying += 1;
        const more = !isMore ? undefined : hasAll ? row.slice(moreSaid + 1) : rest.get(row[firstSaid] ?? 0);
        const entry = toEntry(row, more);
        if (entry !== undefined) yield entry;
      }
      isWhole = saying * 100 > rows.length * manyOfHundred;
      if (rows.length < rowsAtOnce) return;
      from = Number(rows.at(-1)?.[firstSaid]) + 1;
    }
  };
}

function remember<T>(load: (id: number) => T | undefined): (id: number) => T | undefined {
  const known = new Map<number, T>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const loaded = load(id);
    if (known.size >= mostKnown) known.clear();
    if (loaded !== undefined) known.set(id, loaded);
    return loaded;
  };
}
