/**
 * Inserts new entries, a hundred at a time, and what is left of them ten at a time. better-sqlite3 spends most of an insert on binding:
 * what all of them say is bound once, what none of them says is not bound at all, and only what differs is bound row by row: by itself,
 * or as the row of a table that has what differs (saidRows.ts).
 */
import type { Statement } from 'better-sqlite3';
import type { WritableDb } from '../handles.ts';
import type { Stored } from '../../../../shared/fields.ts';
import { createSaidRows, type Said, saidTable } from './saidRows.ts';
import { columnOf, storedColumns, type StoredDetails } from './storedDetails.ts';

export const rowsAtOnce = 100;
/** Of what is left behind the last hundred. */
const fewAtOnce = 10;

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

/**
 * Columns differ between chunks, and each selection of columns needs a statement of its own: a file has few of them,
 * random data many.
 */
const mostPrepared = 32;

/** Makes the function that inserts them. It answers how many it inserted, from the first on: whole tens. */
export function createAlikeInsert(db: WritableDb): (entries: AlikeEntries) => number {
  const prepared = new Map<string, Statement>();
  const saidRows = createSaidRows(db, ['scope_id', 'origin_id', ...storedColumns]);

  /** For `count` rows. `isSaid`: what differs stands in the table of what is said. */
  function prepare(count: number, same: readonly string[], differing: readonly string[], isSaid: boolean): Statement {
    const key = `${count}|${same.join()}|${differing.join()}|${isSaid}`;
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const columns = ['number', 'seq', ...same, ...differing, 'line'].join(', ');
    const common = same.map((column) => `@${column}`);
    const rows = (row: readonly string[]) => Array.from({ length: count }, () => `(${row.join(', ')})`).join(', ');
    const statement = db.prepare(
      isSaid
        ? `WITH added (number, place, line) AS (VALUES ${rows(['?', '?', '?'])})
           INSERT INTO entry (${columns})
           SELECT ${['a.number', '1', ...common, ...differing.map((column) => `s.${column}`), 'a.line'].join(', ')}
           FROM added a CROSS JOIN ${saidTable} s ON s.place = a.place`
        : `INSERT INTO entry (${columns}) VALUES ${rows(['?', '1', ...common, ...differing.map(() => '?'), '?'])}`,
    );
    if (prepared.size === mostPrepared) prepared.clear();
    prepared.set(key, statement);
    return statement;
  }

  return (entries) => {
    const { numbers, lines } = entries;
    const whole = numbers.length - (numbers.length % fewAtOnce);
    if (whole === 0) return 0;
    const { same, differing } = sortColumns(entries);
    const places = saidRows.write(entries, differing, whole);
    const names = (some: readonly Said[]) => some.map(({ column }) => column);
    const common = Object.fromEntries(same.map(({ column, values }) => [column, values[0] ?? null]));
    const width = (places === undefined ? differing.length : 1) + 2;

    /** Inserts entries from one place to another, so many at a time. */
    function insert(from: number, to: number, count: number): void {
      if (from === to) return;
      const statement = prepare(count, names(same), names(differing), places !== undefined);
      const bound: (Value | undefined)[] = Array.from({ length: count * width });
      for (let first = from; first < to; first += count) {
        for (let row = 0; row < count; row++) {
          let at = row * width;
          bound[at++] = numbers[first + row];
          if (places !== undefined) bound[at++] = places[first + row];
          else
            for (let column = 0; column < differing.length; column++) {
              const said = differing[column];
              bound[at++] = said?.values[said.valueOf[first + row] ?? 0];
            }
          // SQLite takes NaN for null.
          bound[at] = lines[first + row];
        }
        if (statement.run(bound, common).changes !== count) throw new Error('A new entry was not inserted');
      }
    }

    const hundreds = numbers.length - (numbers.length % rowsAtOnce);
    insert(0, hundreds, rowsAtOnce);
    insert(hundreds, whole, fewAtOnce);
    if (places !== undefined) saidRows.clear();
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
