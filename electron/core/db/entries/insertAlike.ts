/**
 * Inserts new entries, a hundred at a time. better-sqlite3 spends most of an insert on binding: what all of them say is
 * bound once, what none of them says is not bound at all, and only what differs is bound row by row.
 */
import type { Statement } from 'better-sqlite3';
import type { WritableDb } from '../handles.ts';
import type { Stored } from '../../../../shared/fields.ts';
import { columnOf, type StoredDetails } from './storedDetails.ts';

export const rowsAtOnce = 100;

/**
 * New entries as they were made, column by column: which of the statements, and of the origins, each has. `lines`: null or NaN where
 * it has none.
 */
export type AlikeEntries = {
  readonly numbers: ArrayLike<number>;
  readonly lines: ArrayLike<number | null>;
  readonly originOf: ArrayLike<number>;
  readonly originIds: readonly number[];
  readonly statementOf: ArrayLike<number>;
  readonly statements: readonly StoredDetails[];
  /** By statement. */
  readonly scopeIds: readonly number[];
  /** What at least one of the statements says. */
  readonly said: readonly Stored[];
};

type Value = string | number | null;
/** What one column says: the values, and which of them each entry has. */
type Said = { readonly column: string; readonly values: readonly Value[]; readonly valueOf: ArrayLike<number> };

/**
 * Columns differ between chunks, and each selection of columns needs a statement of its own: a file has few of them,
 * random data many.
 */
const mostPrepared = 32;

/** Makes the function that inserts them. It answers how many it inserted, from the first on: whole hundreds. */
export function createAlikeInsert(db: WritableDb): (entries: AlikeEntries) => number {
  const prepared = new Map<string, Statement>();

  function prepare(same: readonly Said[], differing: readonly Said[]): Statement {
    const names = (some: readonly Said[]) => some.map(({ column }) => column);
    const key = `${names(same).join()}|${names(differing).join()}`;
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const row = ['?', '1', ...names(same).map((column) => `@${column}`)];
    const values = `(${[...row, ...differing.map(() => '?'), '?'].join(', ')})`;
    const columns = ['number', 'seq', ...names(same), ...names(differing), 'line'];
    const statement = db.prepare(
      `INSERT INTO entry (${columns.join(', ')}) VALUES ${Array.from({ length: rowsAtOnce }, () => values).join(', ')}`,
    );
    if (prepared.size === mostPrepared) prepared.clear();
    prepared.set(key, statement);
    return statement;
  }

  return (entries) => {
    const { numbers, lines } = entries;
    const whole = numbers.length - (numbers.length % rowsAtOnce);
    if (whole === 0) return 0;
    const { same, differing } = sortColumns(entries);
    const insert = prepare(same, differing);
    const common = Object.fromEntries(same.map(({ column, values }) => [column, values[0] ?? null]));
    const width = differing.length + 2;
    const bound: (Value | undefined)[] = Array.from({ length: rowsAtOnce * width });
    for (let from = 0; from < whole; from += rowsAtOnce) {
      for (let row = 0; row < rowsAtOnce; row++) {
        let at = row * width;
        bound[at++] = numbers[from + row];
        for (let column = 0; column < differing.length; column++) {
          const said = differing[column];
          bound[at++] = said?.values[said.valueOf[from + row] ?? 0];
        }
        // SQLite takes NaN for null.
        bound[at] = lines[from + row];
      }
      insert.run(bound, common);
    }
    return whole;
  };
}

function sortColumns(entries: AlikeEntries): { same: readonly Said[]; differing: readonly Said[] } {
  const { originOf, originIds, statementOf, statements, scopeIds, said } = entries;
  const [same, differing]: [Said[], Said[]] = [[], []];
  const sort = (column: string, values: readonly Value[], valueOf: ArrayLike<number>) => {
    const first = values[0] ?? null;
    if (values.some((value) => value !== first)) differing.push({ column, values, valueOf });
    else if (first !== null) same.push({ column, values, valueOf });
  };
  sort('scope_id', scopeIds, statementOf);
  sort('origin_id', originIds, originOf);
  for (const name of said)
    sort(
      columnOf(name),
      statements.map((statement) => statement[name]),
      statementOf,
    );
  return { same, differing };
}
